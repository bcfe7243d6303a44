import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import type { Language } from '#core/words/catalogue.ts';
import { catalogue } from '#core/words/catalogue.ts';
import { readCourse, readLesson } from '#core/lessons/read-lesson.ts';
import { reportOf, type Report } from '#core/lessons/report.ts';
import { readText } from '#core/lessons/text.ts';
import type { CourseProgress } from '#core/lessons/progress.ts';
import { writeReport } from '#core/lessons/write-report.ts';

const root = 'assets/courses/backpropagation-visual';
const value = <T>(result: { ok: true; value: T } | { ok: false; failure: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};
const when = '2026-01-01T00:00:00.000Z';
const progress: CourseProgress = {
  '12.1.1': {
    at: 'held',
    when,
    finished: true,
    wrote: { text: 'Una puerta <b>con\ndos llaves', when },
    beats: {
      lamp: {
        first: { answer: { kind: 'choice', key: 'all' }, verdict: { right: false, key: 'all' }, when },
        outcome: { kind: 'choice', key: 'half' },
        said: { 'step@end': 300 },
      },
      two: {
        first: { answer: { kind: 'number', value: 6 }, verdict: { right: false, key: 'bias-never-learns' }, when },
        last: { answer: { kind: 'number', value: 9 }, verdict: { right: true }, when: '2026-01-01T00:01:00.000Z' },
        outcome: { kind: 'number', value: 9 },
      },
      yours: { done: 'shown' },
    },
  },
};

let report: Report;
beforeAll(async () => {
  const course = value(readCourse(await readFile(`${root}/course.json`, 'utf8')));
  expect(course.units.filter((unit) => unit.report).map(({ id }) => id)).toEqual(['12']);
  const lessons = await Promise.all(
    ['12.1.1', '12.1.2'].map(async (id) => {
      const lesson = value(readLesson(await readFile(`${root}/${id}/lesson.json`, 'utf8')));
      const text = readText(await readFile(`${root}/${id}/es.md`, 'utf8'), lesson.names);
      return { id, lesson, texts: new Map<Language, typeof text>([['es', text]]) };
    }),
  );
  const { words } = catalogue.es;
  const pen = {
    number: String,
    typed: String,
    term: (term: keyof typeof words.glossary.terms) => words.glossary.terms[term].name,
    signs: words.lessons.signs,
  };
  report = reportOf({ course, unit: '12', language: 'es', lessons, progress }, pen);
});

test('predictions stand beside what came of them, in words', () => {
  const [lamp, two, yours] = report.lessons[0]!.beats;
  expect(lamp).toMatchObject({ asks: '¿Qué responderá?', predicted: 'Lo justo en los cuatro casos', outcome: 'Media luz en todos' });
  expect(lamp!.says.join(' ')).toContain('La entrenamos 300 pasos');
  expect(lamp).not.toHaveProperty('answered');
  expect(two).toMatchObject({ predicted: '6', answered: '9', outcome: '9' });
  expect(yours).toMatchObject({ done: 'shown' });
  expect([report.right, report.asked]).toEqual([0, 2]);
});

test('a lesson that was never opened says nothing of what will come', () => {
  const other = report.lessons[1]!;
  expect(other).toMatchObject({ title: expect.any(String) as string, seen: false, wrote: '' });
  expect(other.beats.every(({ predicted, outcome }) => predicted === undefined && outcome === undefined)).toBe(true);
});

test('as Markdown, what was written is text and nothing else', () => {
  const text = writeReport(report, catalogue.es.words.learning.report);
  expect(text).toContain('# Informe del proyecto: ');
  expect(text).toContain('> Una puerta \\<b\\>con\n> dos llaves');
  expect(text).toContain('- Predije: 6\n- Después respondí: 9\n- La red dice: 9');
  expect(text).toContain('- Tarea hecha por la aplicación.');
  expect(text).toContain('Aún no he abierto esta lección.');
});
