import { fail, ok, type Failure, type Result } from '#core/contract/failure.ts';
import { datasetTable } from '#core/spec/data-facts.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Tables } from '#core/data/table.ts';
import { readCsv } from '#core/data/read-csv.ts';
import { checkCourse, type CourseReport } from '#core/course-check/check-course.ts';
import type { CourseFiles } from '#core/course-check/check-lesson.ts';
import { courseFile, readArchive, textIn } from '#core/lessons/course-files.ts';
import { lessonFault } from '#core/lessons/fault.ts';
import { beliefsOf } from '#core/lessons/look-over.ts';
import { cli } from '#core/words/cli/cli.ts';
import type { Language } from '#core/words/catalogue.ts';
import { sayFailure } from '#core/words/say-failure.ts';
import type { Command } from './arguments.ts';
import type { Io } from './io.ts';
import { plain } from '#core/words/failure/plain.ts';

/** Proves the course that a folder holds, or each of those in its folders. Answers whether all is right. */
export const check = async ({ input: folder, json }: Command<'course check'>, language: Language, io: Io): Promise<Result<boolean>> => {
  const courses = await coursesAt(folder, io);
  if (!courses.ok) return courses;
  const examples = await readExamples(io);
  const bank = await readBank(language, io);
  const reports: CourseReport[] = [];
  for (const [one, read] of courses.value) {
    const checking = checkCourse({ examples, read, tables: (spec) => tablesOf(spec, io) }, bank);
    for (let step = await checking.next(); ; step = await checking.next()) {
      if (step.done) {
        reports.push(step.value);
        break;
      }
      io.message(`${plain(sayFailure(inFolder(one, step.value), language))}\n`);
    }
  }
  const counts = reports.map((report) => ({ ...report, faults: report.faults.length }));
  const said = json ? JSON.stringify({ courses: counts }) : counts.map((course) => plain(cli[language].courseChecked(course))).join('\n');
  await io.data(`${said}\n`);
  return ok(counts.every(({ faults }) => faults === 0));
};

type Read = CourseFiles['read'];

/** The courses in a folder or a .zip, by where they lie. */
const coursesAt = async (folder: string, io: Io): Promise<Result<readonly (readonly [string, Read])[]>> => {
  if (/\.zip$/i.test(folder)) {
    const bytes = await io.bytes(folder);
    const texts = bytes.ok ? readArchive(bytes.value, folder) : bytes;
    return texts.ok ? ok([[folder, async (file) => textIn(texts.value, file)]]) : texts;
  }
  const found = await io.list(folder);
  if (!found.ok) return found;
  const inside: string[] = [];
  for (const name of found.value) if ((await io.read(`${folder}/${name}/${courseFile}`)).ok) inside.push(`${folder}/${name}`);
  const folders = found.value.includes(courseFile) ? [folder] : inside;
  if (folders.length === 0) return fail({ code: 'file-unreadable', file: `${folder}/${courseFile}`, reason: 'ENOENT' });
  return ok(folders.map((one) => [one, (file) => readIn(one, file, io)]));
};

/** A file of a course's folder; why there is none is said of its place in the course. */
const readIn = async (folder: string, file: string, io: Io): Promise<Result<string>> => {
  const text = await io.read(`${folder}/${file}`);
  if (text.ok || !('file' in text.failure)) return text;
  return fail(text.failure.code === 'not-text' ? lessonFault('encoding', file).failure : { ...text.failure, file });
};

const inFolder = (folder: string, failure: Failure): Failure =>
  failure.code === 'in-lesson' ? { ...failure, file: `${folder}/${failure.file}` } : failure;

/** Begins a course in a folder of its own, with one lesson that is right and can be changed. */
export const begin = async ({ input: folder }: Command<'course new'>, language: Language, io: Io): Promise<Result<boolean>> => {
  const there = await io.list(folder);
  if (there.ok && there.value.length > 0) return fail({ code: 'file-unwritable', file: folder, reason: 'ENOTEMPTY' });
  for (const file of templateFiles) {
    const saved = await io.save(`${folder}/${file}`, (await io.asset(`course-template/${file}`))!);
    if (!saved.ok) return saved;
  }
  await io.data(`${plain(cli[language].courseBegun(folder))}\n`);
  return ok(true);
};

const templateFiles = [courseFile, '1/lesson.json', '1/es.md', '1/en.md'] as const;

const readExamples = async (io: Io): Promise<Readonly<Record<string, object>>> => {
  const files = await io.assets('examples');
  const read = await Promise.all(
    files.map(async (file) => [file.replace('.json', ''), JSON.parse((await io.asset(`examples/${file}`))!)] as const),
  );
  return Object.fromEntries(read) as Readonly<Record<string, object>>;
};

/** The beliefs that the program has words for. */
const readBank = async (language: Language, io: Io): Promise<ReadonlySet<string>> =>
  new Set(beliefsOf((await io.asset(`courses/beliefs/${language}.md`)) ?? ''));

const tablesOf = async ({ data }: RunSpec, io: Io): Promise<Tables> => {
  if (data.kind !== 'dataset') return {};
  const name = `${data.name}.csv`;
  const table = await readCsv(name, io.table({ dataset: data.name }));
  return table.ok ? { [datasetTable(data.name)]: table.value } : {};
};
