import { lessonsOf, type Course } from './course.ts';
import type { CourseProgress, Progress } from './progress.ts';

type Titles = Course['title'];

/** A step on the way through a course: a lesson, or the recall of its unit. */
export interface Stop {
  readonly id: string;
  readonly unit: string;
  /** Undefined for a recall. */
  readonly title?: Titles;
}

/** All lessons of a course in the order in which they are taught, each unit's recall at its end. */
export const stopsOf = ({ units }: Course): readonly Stop[] =>
  units.flatMap(({ id: unit, sections, recall }) => [
    ...sections.flatMap(({ lessons }) => lessons.map(({ id, title }) => ({ id, unit, title }))),
    ...(recall === undefined ? [] : [{ id: recall, unit }]),
  ]);

/** What is next: the stop where one was last, unless its end was reached; then the first open one behind it, then from the beginning. */
export const nextStop = (course: Course, progress: CourseProgress = {}): Stop | undefined => {
  const stops = stopsOf(course);
  const isOpen = ({ id }: Stop): boolean => !progress[id]?.finished;
  const lastSeen = whenSeen(progress);
  const last = stops.findIndex(({ id }) => lastSeen !== '' && progress[id]?.when === lastSeen);
  return stops.slice(Math.max(0, last)).find(isOpen) ?? stops.find(isOpen);
};

/** When a course was last open; empty where it never was. */
const whenSeen = (progress: CourseProgress = {}): string =>
  Object.values(progress).reduce((last, { when }) => (when > last ? when : last), '');

/** Courses in the order in which they are offered: by their own wish, then the longer one first. */
export const inOrder = (courses: readonly Course[]): readonly Course[] =>
  courses.toSorted((a, b) => a.order - b.order || lessonsOf(b).length - lessonsOf(a).length || (a.id < b.id ? -1 : 1));

/** The course that is counted where there is room for one: the longest. */
export const mainCourse = (courses: readonly Course[]): Course | undefined =>
  courses.toSorted((a, b) => lessonsOf(b).length - lessonsOf(a).length)[0];

/** What is next of all courses: in the one that was open last, else in the first that has something left. */
export const nextOf = (
  courses: readonly Course[],
  { courses: known }: Progress,
): { readonly course: Course; readonly stop: Stop } | undefined => {
  const seen = courses.filter(({ id }) => known[id]).toSorted((a, b) => (whenSeen(known[a.id]) > whenSeen(known[b.id]) ? -1 : 1));
  for (const course of [...seen.slice(0, 1), ...courses]) {
    const stop = nextStop(course, known[course.id]);
    if (stop) return { course, stop };
  }
  return undefined;
};

/** The stop behind one; undefined at the end. */
export const stopAfter = (course: Course, id: string): Stop | undefined => {
  const stops = stopsOf(course);
  const at = stops.findIndex((stop) => stop.id === id);
  return at < 0 ? undefined : stops[at + 1];
};

/** How many lessons are finished, of how many; a recall is no lesson. */
export const countLessons = (stops: readonly Stop[], progress: CourseProgress = {}): { readonly done: number; readonly all: number } => {
  const lessons = stops.filter(({ title }) => title);
  return { done: lessons.filter(({ id }) => progress[id]?.finished).length, all: lessons.length };
};
