import { FailureError, type Failure, type Result } from '#core/contract/failure.ts';
import { inLanguage, lessonsOf, type Course } from '#core/lessons/course.ts';
import { courseIn, readArchive, textIn, textsOf, type CourseTexts } from '#core/lessons/course-files.ts';
import { patience, secondsToTrain, usualPace } from '#core/lessons/effort.ts';
import type { Lesson } from '#core/lessons/lesson.ts';
import { beliefsOf, foldersOf, lookOver, readContents } from '#core/lessons/look-over.ts';
import { readLessonRun } from '#core/lessons/read-lesson.ts';
import { languages, type Language } from '#core/words/catalogue.ts';
import { exampleFiles } from '#renderer/model/run/examples.ts';
import { ownCourse, type CourseSource } from './course-files.ts';
import type { GivenCourse } from './given-course.ts';

/** A lesson of a course from disk, looked over. */
export interface DiskLesson {
  readonly id: string;
  readonly title: (language: Language) => string;
  /** Something is wrong with it: it is not played. */
  readonly wrong: boolean;
  /** About how long its runs train, in seconds, where that is so long that it is asked about; else undefined. */
  readonly seconds?: number;
}

/** A course from disk, looked over: all that needs no training. */
export interface DiskCourse {
  /** As its folder or its file is called. */
  readonly name: string;
  readonly source: CourseSource;
  readonly course?: Course;
  /** In the order in which they are taught, recall last. */
  readonly lessons: readonly DiskLesson[];
  /** Each said with its file, its beat and its place. */
  readonly faults: readonly Failure[];
}

/** Reads a course that was given and looks it over. Fails where there is none, or it is too much. */
export const readDiskCourse = async (given: GivenCourse, bank?: ReadonlySet<string>): Promise<Result<DiskCourse>> => {
  const texts = await readGiven(given);
  if (!texts.ok) return texts;
  const read = async (file: string): Promise<Result<string>> => textIn(texts.value, file);
  const files = { read, examples: exampleFiles };
  const { course, frame, faults } = await readContents(files, bank ?? (await ownBeliefs()));
  const source: CourseSource = {
    async read(file) {
      const text = await read(file);
      if (!text.ok) throw new FailureError(text.failure);
      return text.value;
    },
  };
  if (!course) return { ok: true, value: { name: given.name, source, lessons: [], faults } };
  const lessons: DiskLesson[] = [];
  const all = [...faults];
  for (const id of new Set(foldersOf(course))) {
    const seen = await lookOver(id, files, frame);
    all.push(...seen.faults);
    const seconds = seen.lesson ? secondsOf(seen.lesson) : 0;
    lessons.push({ id, title: titleOf(course, id), wrong: seen.faults.length > 0, ...(seconds > patience && { seconds }) });
  }
  return { ok: true, value: { name: given.name, source, course, lessons, faults: all } };
};

const titleOf =
  (course: Course, id: string) =>
  (language: Language): string => {
    const title = lessonsOf(course).find((lesson) => lesson.id === id)?.title;
    return title ? inLanguage(title, language) : id;
  };

/** The longest that any run of a lesson trains. */
const secondsOf = (lesson: Lesson): number =>
  Math.max(
    0,
    ...Object.keys(lesson.runs).map((name) => {
      const run = readLessonRun(lesson, name, exampleFiles);
      return run.ok ? secondsToTrain(run.value, usualPace) : 0;
    }),
  );

/** The texts of a course, from wherever it was given. */
const readGiven = async (given: GivenCourse): Promise<Result<CourseTexts>> => {
  if ('bytes' in given) return readArchive(given.bytes, given.name);
  const own = courseIn(given.files, given.name);
  if (!own.ok) return own;
  return textsOf(await Promise.all([...own.value].map(async ([file, one]) => [file, await one.read()] as const)));
};

/** The beliefs that the program has words for. */
const ownBeliefs = async (): Promise<ReadonlySet<string>> => {
  const bank = ownCourse('beliefs');
  return new Set((await Promise.all(languages.map((language) => bank.read(`${language}.md`)))).flatMap(beliefsOf));
};
