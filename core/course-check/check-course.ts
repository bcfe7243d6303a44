import type { Failure } from '#core/contract/failure.ts';
import { lessonsOf } from '#core/lessons/course.ts';
import { readCourse } from '#core/lessons/read-lesson.ts';
import { readText } from '#core/lessons/text.ts';
import { checkLesson, type CourseFiles } from './check-lesson.ts';
import { attempt } from './rehearsal.ts';

export interface CourseReport {
  readonly id: string;
  /** Lessons, languages, beats, questions, tasks: how many; recall counts among beats and questions alone. */
  readonly lessons: number;
  readonly languages: number;
  readonly beats: number;
  readonly asks: number;
  readonly tasks: number;
  readonly faults: readonly Failure[];
}

/** Where a course's own bank of beliefs lies: a text per language, a heading per belief. */
export const bankFolder = 'beliefs';
export const courseFile = 'course.json';

/** The beliefs that a bank names. */
export const beliefsOf = (text: string): readonly string[] => [...readText(text).beats.keys()];

/** Proves every lesson of a course. `bank` are the program's beliefs; a course may have further ones of its own. */
export async function* checkCourse(files: CourseFiles, bank: ReadonlySet<string>): AsyncGenerator<Failure, CourseReport> {
  const faults: Failure[] = [];
  const nothing = { id: '', lessons: 0, languages: 0, beats: 0, asks: 0, tasks: 0 };
  const source = await files.read(courseFile);
  const read = source === undefined ? undefined : readCourse(source);
  if (!read?.ok) {
    const failure: Failure = read ? read.failure : { code: 'file-unreadable', file: courseFile, reason: 'ENOENT' };
    faults.push({ code: 'in-lesson', file: courseFile, failure });
    yield* faults;
    return { ...nothing, faults };
  }
  const course = read.value;
  const beliefs = new Set(bank);
  for (const language of course.languages) {
    const file = `${bankFolder}/${language}.md`;
    const text = await files.read(file);
    const own = text === undefined ? undefined : attempt(() => beliefsOf(text));
    if (own?.ok) for (const belief of own.value) beliefs.add(belief);
    else if (own) faults.push({ code: 'in-lesson', file, failure: own.failure });
  }
  yield* faults;
  const lessons = lessonsOf(course).map(({ id }) => id);
  const recall = course.units.flatMap((unit) => (unit.recall === undefined ? [] : [unit.recall]));
  const counts = { beats: 0, asks: 0, tasks: 0 };
  for (const folder of [...lessons, ...recall]) {
    const report = await checkLesson(folder, files, { languages: course.languages, beliefs });
    counts.beats += report.beats;
    counts.asks += report.asks;
    counts.tasks += report.tasks;
    faults.push(...report.faults);
    yield* report.faults;
  }
  return { id: course.id, lessons: lessons.length, languages: course.languages.length, ...counts, faults };
}
