import { fail, ok, type Failure, type Result } from '#core/contract/failure.ts';
import { besideRun } from '#core/spec/read-run-spec.ts';
import { runSpec } from '#core/spec/run-spec.ts';
import { isArchive, listArchive, unpack } from './archive.ts';
import { bounds } from './bounds.ts';
import { refuseFor, type Refuse } from './fault.ts';
import { carriedIn, isPng } from './png.ts';
import { documentFormat, documentVersion, entries, migrate, objectIn, stateOf, tableOf, type Contents } from './parts.ts';

/** A table that came with a document. */
export interface DocumentTable {
  readonly table: string;
  readonly bytes: Uint8Array;
}

/** The state of a step, still as safetensors: `readState` reads it once the run's description is known. */
export interface PackedState {
  readonly branch: number;
  readonly step: number;
  readonly bytes: Uint8Array;
}

/** The lesson that was open. */
export interface OpenLesson {
  readonly course: string;
  readonly id: string;
}

/** A document's file taken apart; each part is still to be read by its own reader. */
export interface DocumentFile {
  /** As it was found; 0 is a run file by itself. */
  readonly version: number;
  /** The file is of a version that this program does not know: it is never written over. */
  readonly newer: boolean;
  /** The run file: the run with its branches, the marks, the view. */
  readonly run: string;
  /** The example that the run is, as long as nobody changed it. */
  readonly example?: string;
  readonly lesson?: OpenLesson;
  readonly tables: readonly DocumentTable[];
  readonly states: readonly PackedState[];
  readonly notebook?: string;
  readonly progress?: string;
  readonly thumbnail?: Uint8Array;
  /** Why it is not all as it was made. */
  readonly amiss: readonly Failure[];
}

/** Takes a document's file apart, of whatever version: a .zip, a picture that carries one, or a run file by itself. `file` is its name. Never throws. */
export const readDocumentFile = (given: Uint8Array, file: string): Result<DocumentFile> => {
  const refuse = refuseFor(file);
  const carried = isPng(given) ? carriedIn(given, refuse) : undefined;
  if (carried?.ok === false) return carried;
  const bytes = carried?.value ?? given;
  const read = carried || isArchive(bytes) ? contentsOf(bytes, refuse) : runAlone(bytes);
  if (!read.ok) return read;
  const about = objectIn(read.value.get(entries.about));
  const version = read.value.has(entries.about) ? versionIn(about) : 0;
  if (version === undefined || (version === 0 && isArchive(bytes))) return refuse('no-document');
  const contents = migrate(read.value, version);
  const run = contents.get(entries.run);
  if (!run) return refuse('no-document');
  const text = textOf(run);
  if (text === undefined) return refuse('encoding', { place: entries.run });
  return ok(documentOf(contents, text, version));
};

/** Whether an archive says of itself that it is a document; a picture may carry one. */
export const isDocument = (bytes: Uint8Array): boolean => {
  if (isPng(bytes)) return true;
  const listed = isArchive(bytes) ? listArchive(bytes, refuseFor('')) : undefined;
  return listed?.ok === true && listed.value.some(({ name }) => name === entries.about);
};

const runAlone = (bytes: Uint8Array): Result<Contents> =>
  bytes.length > bounds.text
    ? fail({ code: 'too-large', what: 'bytes', place: '', found: bytes.length, limit: bounds.text })
    : ok(new Map([[entries.run, bytes]]));

/** The entries that this program knows, unpacked; others are left alone. */
const contentsOf = (bytes: Uint8Array, refuse: Refuse): Result<Contents> => {
  if (bytes.length > bounds.bytes) return refuse('too-large', { found: bytes.length, limit: bounds.bytes });
  const listed = listArchive(bytes, refuse);
  if (!listed.ok) return listed;
  const contents = new Map<string, Uint8Array>();
  for (const entry of listed.value.filter(({ name }) => isKnown(name))) {
    const most = entry.name.endsWith('.json') ? bounds.text : bounds.bytes;
    if (entry.size > most) return refuse('too-large', { place: entry.name, found: entry.size, limit: most });
    const content = unpack(bytes, entry);
    if (!content) return refuse('damaged', { place: entry.name });
    contents.set(entry.name, content);
  }
  return ok(contents);
};

const isKnown = (name: string): boolean =>
  (Object.values(entries) as readonly string[]).includes(name) || (tableOf(name) ?? stateOf(name)) !== undefined;

const versionIn = (about: Readonly<Record<string, unknown>> | undefined): number | undefined => {
  const version = about?.['format'] === documentFormat ? about['version'] : undefined;
  return Number.isSafeInteger(version) && (version as number) > 0 ? (version as number) : undefined;
};

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const documentOf = (contents: Contents, run: string, version: number): DocumentFile => {
  const newer = version > documentVersion;
  const { example, lesson } = objectIn(contents.get(entries.about)) ?? {};
  const all = [...contents];
  const [notebook, progress, thumbnail] = [entries.notebook, entries.progress, entries.thumbnail].map((entry) => contents.get(entry));
  return {
    version,
    newer,
    run: newer ? knownOf(run) : run,
    ...(typeof example === 'string' && { example }),
    ...(isLesson(lesson) && { lesson: { course: lesson.course, id: lesson.id } }),
    tables: all.flatMap(([name, bytes]) => {
      const table = tableOf(name);
      return table === undefined ? [] : [{ table, bytes }];
    }),
    states: all.flatMap(([name, bytes]) => {
      const state = stateOf(name);
      return state ? [{ ...state, bytes }] : [];
    }),
    ...(notebook && { notebook: new TextDecoder().decode(notebook) }),
    ...(progress && { progress: new TextDecoder().decode(progress) }),
    ...(thumbnail && { thumbnail }),
    amiss: newer ? [{ code: 'newer-document', found: version, known: documentVersion }] : [],
  };
};

const isLesson = (value: unknown): value is OpenLesson => {
  const { course, id } = (value ?? {}) as Partial<Record<string, unknown>>;
  return [course, id].every((name) => typeof name === 'string' && name.length <= 100);
};

/** The run file of a newer program without the keys that this one does not know. */
const knownOf = (run: string): string => {
  const read = objectIn(new TextEncoder().encode(run));
  const known: readonly string[] = [...Object.keys(runSpec.entries), ...besideRun];
  return read ? JSON.stringify(Object.fromEntries(Object.entries(read).filter(([key]) => known.includes(key)))) : run;
};
