import { FailureError, type Result } from '#core/contract/failure.ts';
import type { Course } from '#core/lessons/course.ts';
import { ofFile } from '#core/lessons/fault.ts';
import type { Lesson } from '#core/lessons/lesson.ts';
import { codeLines, type CodeLine } from '#core/lessons/program.ts';
import { readCourse, readLesson } from '#core/lessons/read-lesson.ts';
import { readText, type LessonText } from '#core/lessons/text.ts';
import { languages, type Language } from '#core/words/catalogue.ts';
import type { CourseSource } from './course-files.ts';

/** A lesson with what it says in each of its languages. */
export interface OpenLesson {
  readonly id: string;
  readonly lesson: Lesson;
  readonly texts: ReadonlyMap<Language, LessonText>;
  /** The lines of a program that beats show, by the beat's id. */
  readonly code: ReadonlyMap<string, readonly CodeLine[]>;
}

/** Reads the contents of a course. Rejects with a FailureError that names the file. */
export const fetchCourse = async (source: CourseSource): Promise<Course> => {
  const file = 'course.json';
  return valueOf(file, readCourse(await source.read(file)));
};

/** Reads a lesson of a course, in the languages that the course has. Rejects with a FailureError that names the file. */
export const fetchLesson = async (source: CourseSource, course: Course, id: string): Promise<OpenLesson> => {
  const file = `${id}/lesson.json`;
  const spoken = languages.filter((language) => course.languages.includes(language));
  const [scenes, ...written] = await Promise.all([file, ...spoken.map((language) => `${id}/${language}.md`)].map((at) => source.read(at)));
  const lesson = valueOf(file, readLesson(scenes!));
  const texts = spoken.map((language, i) => [language, within(`${id}/${language}.md`, () => readText(written[i]!, lesson.names))] as const);
  return { id, lesson, texts: new Map(texts), code: await fetchCode(source, file, lesson) };
};

const fetchCode = async (source: CourseSource, file: string, { beats, names }: Lesson): Promise<OpenLesson['code']> => {
  const lines = new Map<string, readonly CodeLine[]>();
  for (const { id, code } of beats) {
    if (!code) continue;
    const program = await source.read(code.program);
    lines.set(
      id,
      within(file, () => codeLines(code, program, names)),
    );
  }
  return lines;
};

const valueOf = <T>(file: string, result: Result<T>): T => {
  if (!result.ok) throw new FailureError({ code: 'in-lesson', file, failure: result.failure });
  return result.value;
};

const within = <T>(file: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    throw new FailureError(ofFile(file, error));
  }
};
