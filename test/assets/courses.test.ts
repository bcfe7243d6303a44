import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { lessonsOf } from '#core/lessons/course.ts';
import { readCourse, readLesson } from '#core/lessons/read-lesson.ts';
import { readText, teacherKeys } from '#core/lessons/text.ts';
import { retrograd } from '#test/core/cli/terminal.ts';

/** What the program's own courses hold to beyond what the format asks for. */
const root = 'assets/courses';
const isCourse = (name: string): boolean => !name.includes('.') && name !== 'beliefs';
const courses = (await readdir(root)).filter(isCourse);
const value = <T>(result: { ok: true; value: T } | { ok: false; failure: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};
const read = (file: string) => readFile(`${root}/${file}`, 'utf8');

test('every course is proven: each number, question and task', async () => {
  const files: Record<string, string> = {};
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = `${entry.parentPath}/${entry.name}`;
    if (entry.isFile()) files[path] = await readFile(path, 'utf8');
  }
  const { code, err, out } = await retrograd(['course', 'check', root, '--json'], files);
  expect([code, err]).toEqual([0, '']);
  expect((JSON.parse(out) as { courses: unknown[] }).courses).toHaveLength(courses.length);
});

describe.each(courses)('%s', (name) => {
  test('each lesson asks, lets do, says 80 to 180 words, and ends in a question and a sheet for the teacher', async () => {
    const course = value(readCourse(await read(`${name}/course.json`)));
    for (const { id, title } of lessonsOf(course)) {
      const lesson = value(readLesson(await read(`${name}/${id}/lesson.json`)));
      expect(
        lesson.beats.some(({ ask }) => ask),
        `${id} asks`,
      ).toBe(true);
      expect(
        lesson.beats.some((beat) => beat.do),
        `${id} lets do`,
      ).toBe(true);
      expect(Object.keys(title).sort(), id).toEqual([...course.languages].sort());
      for (const language of course.languages) {
        const text = readText(await read(`${name}/${id}/${language}.md`), lesson.names);
        const words = [...text.beats.values()].reduce((sum, beat) => sum + beat.words, 0);
        expect(words, `${id} ${language}`).toBeGreaterThanOrEqual(80);
        expect(words, `${id} ${language}`).toBeLessThanOrEqual(180);
        expect(text.open, `${id} ${language} is open at its end`).toBeDefined();
        expect([...text.teacher.keys()], `${id} ${language}`).toEqual([...teacherKeys]);
      }
    }
  });
});

describe('the bank of beliefs', async () => {
  const [es, en] = await Promise.all(['es', 'en'].map(async (language) => readText(await read(`beliefs/${language}.md`))));

  test('names the same beliefs in every language, in the same order', () => {
    expect([...en!.beats.keys()]).toEqual([...es!.beats.keys()]);
  });

  test.each([
    ['es', es!],
    ['en', en!],
  ])('says each in one paragraph of 15 to 80 words (%s)', (_, bank) => {
    for (const [id, { say, words, answers, hints, question, task }] of bank.beats) {
      expect(say, id).toHaveLength(1);
      expect([question, task, answers.size, hints.length], id).toEqual([undefined, undefined, 0, 0]);
      expect(words, id).toBeGreaterThanOrEqual(15);
      expect(words, id).toBeLessThanOrEqual(80);
    }
  });
});
