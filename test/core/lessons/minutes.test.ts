import { expect, test } from 'vitest';
import type { Lesson } from '#core/lessons/lesson.ts';
import { minutesOf } from '#core/lessons/minutes.ts';
import { readText } from '#core/lessons/text.ts';

const view = {
  place: { branch: 0, step: 0, phase: 'start', layer: 0, unit: 0, part: 0, through: 1 },
} as unknown as Lesson['beats'][number]['view'];
const beat = (id: string, more: Partial<Lesson['beats'][number]> = {}): Lesson['beats'][number] => ({ id, view, cover: [], ...more });
const lesson = (...beats: Lesson['beats']): Lesson => ({ version: 1, runs: {}, names: {}, beats });
const says = (words: number, more = ''): string => `## one\n\n${'word '.repeat(words)}\n\n${more}`;

test('a lesson takes at least a minute', () => {
  expect(minutesOf(lesson(beat('one')), readText(says(3)))).toBe(1);
});

test.each([
  // 330 words at 110 a minute, and one scene of 8 s.
  ['reading', lesson(beat('one')), says(330), 3],
  // 3 min 8 s and a task of 75 s.
  [
    'doing',
    lesson(beat('one', { do: { goals: [{ when: 'loss < 1' }], solution: [{ id: 'goTo', args: {} }] } })),
    says(327, '! Do it now.'),
    4,
  ],
  // 3 min 8 s and 240 steps of which two a second are played, unless it says.
  ['watching', lesson(beat('one', { play: { step: 240, phase: 'start' } })), says(330), 5],
  ['watching faster', lesson(beat('one', { play: { step: 240, phase: 'start', stepsASecond: 240 } })), says(330), 3],
  // 2 min, 8 s, and 50 s to work a number out.
  ['answering', lesson(beat('one', { ask: { kind: 'number', answer: 'loss', tolerance: 0.02, wrong: {} } })), says(218, '? How much?'), 3],
])('%s takes its time', (_, one, text, minutes) => {
  expect(minutesOf(one, readText(text))).toBe(minutes);
});
