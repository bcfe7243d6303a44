import type { Failure } from '#core/contract/failure.ts';
import { lessonsOf } from '#core/lessons/course.ts';
import { foldersOf, readContents } from '#core/lessons/look-over.ts';
import { checkLesson, type CourseFiles } from './check-lesson.ts';

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

/** Proves every lesson of a course. `bank` are the program's beliefs; a course may have further ones of its own. */
export async function* checkCourse(files: CourseFiles, bank: ReadonlySet<string>): AsyncGenerator<Failure, CourseReport> {
  const { course, frame, faults: seen } = await readContents(files, bank);
  const faults = [...seen];
  yield* faults;
  if (!course) return { id: '', lessons: 0, languages: 0, beats: 0, asks: 0, tasks: 0, faults };
  const counts = { beats: 0, asks: 0, tasks: 0 };
  for (const folder of foldersOf(course)) {
    const report = await checkLesson(folder, files, frame);
    counts.beats += report.beats;
    counts.asks += report.asks;
    counts.tasks += report.tasks;
    faults.push(...report.faults);
    yield* report.faults;
  }
  return { id: course.id, lessons: lessonsOf(course).length, languages: course.languages.length, ...counts, faults };
}
