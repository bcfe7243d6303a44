import { unzipSync, type UnzipFileInfo } from 'fflate';
import { fail, FailureError, ok, type Result } from '#core/contract/failure.ts';
import { lessonFault } from './fault.ts';

/** The texts of a course, by their path from the folder that holds `course.json`. */
export type CourseTexts = ReadonlyMap<string, string>;

/** The contents of a course. */
export const courseFile = 'course.json';

/** What a course may take, whoever made it: bytes of all its texts together, unpacked, and how many files. */
export const courseBounds = { bytes: 10_000_000, files: 2000 } as const;

/** A file of a folder or an archive, before it is read. */
export interface Listed {
  /** From the top, with `/` between folders. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** Files that systems leave behind, and folders that nobody sees. */
const hidden = /(^|\/)(\.|__MACOSX\/)/;
const isText = (path: string): boolean => /\.(json|md|py)$/.test(path) && !hidden.test(path);

/**
 * The files of the course in a folder or an archive called `name`: the texts under the `course.json` that lies highest; what else lies there is
 * left alone. Refuses what is too much before anything of it is read.
 */
export const courseIn = <File extends Listed>(files: readonly File[], name: string): Result<ReadonlyMap<string, File>> => {
  const texts = files.filter(({ path }) => isText(path));
  const depth = (path: string): number => path.split('/').length;
  const [top] = texts.filter(({ path }) => `/${path}`.endsWith(`/${courseFile}`)).toSorted((a, b) => depth(a.path) - depth(b.path));
  if (!top) return refuse('no-course', name);
  const root = top.path.slice(0, -courseFile.length);
  const own = texts.filter(({ path }) => path.startsWith(root));
  if (own.length > courseBounds.files) return refuse('too-many-files', name, own.length, courseBounds.files);
  const bytes = own.reduce((sum, { size }) => sum + size, 0);
  if (bytes > courseBounds.bytes) return refuse('course-too-large', name, Math.ceil(bytes / 1e6), courseBounds.bytes / 1e6);
  return ok(new Map(own.map((file) => [file.path.slice(root.length), file])));
};

const refuse = (problem: Parameters<typeof lessonFault>[0], place: string, found?: number, limit?: number): Result<never> =>
  fail(lessonFault(problem, place, found?.toString(), limit?.toString()).failure);

/** The text in a file's bytes. */
export const courseText = (file: string, bytes: Uint8Array): Result<string> => {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse('encoding', file);
  }
};

/** Reads the course in a .zip called `name`. What an archive says of its sizes is held against the bounds first, and no more than that is unpacked. */
export const readArchive = (bytes: Uint8Array, name: string): Result<CourseTexts> => {
  try {
    const listed: Listed[] = [];
    unzipSync(bytes, { filter: ({ name: path, originalSize }: UnzipFileInfo) => (listed.push({ path, size: originalSize }), false) });
    const course = courseIn(listed, name);
    if (!course.ok) return course;
    const paths = new Map([...course.value].map(([file, { path }]) => [path, file]));
    const unpacked = unzipSync(bytes, { filter: ({ name: path }) => paths.has(path) });
    const texts = Object.entries(unpacked).map(([path, content]) => [paths.get(path)!, content] as const);
    return textsOf(texts);
  } catch (error) {
    return error instanceof FailureError ? fail(error.failure) : refuse('archive', name);
  }
};

/** The texts of files that are read; the first that is no text is a failure. */
export const textsOf = (files: Iterable<readonly [string, Uint8Array]>): Result<CourseTexts> => {
  const texts = new Map<string, string>();
  for (const [file, bytes] of files) {
    const text = courseText(file, bytes);
    if (!text.ok) return text;
    texts.set(file, text.value);
  }
  return ok(texts);
};

/** A text of a course, or that there is none. */
export const textIn = (texts: CourseTexts, file: string): Result<string> => {
  const text = texts.get(file);
  return text === undefined ? fail({ code: 'file-unreadable', file, reason: 'ENOENT' }) : ok(text);
};
