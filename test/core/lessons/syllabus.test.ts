import { expect, test } from 'vitest';
import { course as schema, type Course } from '#core/lessons/course.ts';
import { noteWhereabouts } from '#core/lessons/note-progress.ts';
import { noProgress, type Progress } from '#core/lessons/progress.ts';
import { countLessons, inOrder, mainCourse, nextOf, nextStop, stopAfter, stopsOf } from '#core/lessons/syllabus.ts';
import * as v from 'valibot';

const lesson = (id: string) => ({ id, title: { en: id } });
const make = (id: string, more: object = {}, lessons = ['1.1.1', '1.1.2']): Course =>
  v.parse(schema, {
    version: 1,
    id,
    languages: ['en'],
    title: { en: id },
    units: [
      { id: '1', title: { en: 'one' }, recall: '1.recall', sections: [{ id: '1.1', title: { en: 's' }, lessons: lessons.map(lesson) }] },
      { id: '2', title: { en: 'two' }, sections: [{ id: '2.1', title: { en: 's' }, lessons: [lesson('2.1.1')] }] },
    ],
    ...more,
  });
const course = make('main');
const at = (minute: number): string => `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;
const seen = (progress: Progress, id: string, minute: number, finished = true, of = 'main'): Progress =>
  noteWhereabouts(progress, { course: of, lesson: id, at: 'a', beats: {}, finished }, at(minute));
const next = (progress: Progress) => nextStop(course, progress.courses['main'])?.id;

test('a course is gone through lesson by lesson, each recall at the end of its unit', () => {
  expect(stopsOf(course).map(({ id }) => id)).toEqual(['1.1.1', '1.1.2', '1.recall', '2.1.1']);
  expect(stopAfter(course, '1.1.2')?.id).toBe('1.recall');
  expect(stopAfter(course, '2.1.1')).toBeUndefined();
  expect(stopAfter(course, 'elsewhere')).toBeUndefined();
});

test('what is next follows what was open last', () => {
  expect(next(noProgress)).toBe('1.1.1');
  expect(next(seen(noProgress, '1.1.2', 1, false))).toBe('1.1.2');
  expect(next(seen(noProgress, '1.1.2', 1))).toBe('1.recall');
  const last = seen(noProgress, '2.1.1', 1);
  expect(next(last)).toBe('1.1.1');
  expect(next(['1.1.1', '1.1.2', '1.recall'].reduce((known, id) => seen(known, id, 2), last))).toBeUndefined();
});

test('a recall is no lesson', () => {
  const progress = seen(seen(noProgress, '1.recall', 1), '1.1.1', 2);
  expect(countLessons(stopsOf(course), progress.courses['main'])).toEqual({ done: 1, all: 3 });
});

test('courses stand by their own wish, then the longest first, which is the main one', () => {
  const short = make('short', { order: 0 }, ['1.1.1']);
  const other = make('other', {}, ['1.1.1']);
  const courses = inOrder([other, course, short]);
  expect(courses.map(({ id }) => id)).toEqual(['short', 'main', 'other']);
  expect(mainCourse(courses)?.id).toBe('main');
  expect(nextOf(courses, noProgress)).toMatchObject({ course: { id: 'short' }, stop: { id: '1.1.1' } });
  expect(nextOf(courses, seen(noProgress, '1.1.2', 5, false))).toMatchObject({ course: { id: 'main' }, stop: { id: '1.1.2' } });
  const through = stopsOf(other).reduce((known, { id }) => seen(known, id, 9, true, 'other'), noProgress);
  expect(nextOf(courses, through)).toMatchObject({ course: { id: 'short' } });
});
