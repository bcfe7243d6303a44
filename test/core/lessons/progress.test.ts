import { describe, expect, test } from 'vitest';
import { mergeProgress } from '#core/lessons/merge-progress.ts';
import { doneIn, lessonIn, noteWhereabouts, noteWriting, type Done } from '#core/lessons/note-progress.ts';
import { noProgress, readProgress, type Progress } from '#core/lessons/progress.ts';
import { streams, uniformAt } from '#core/math/random.ts';
import { soaked } from '#test/soak.ts';

const day = (number: number): string => `2026-03-${String(number).padStart(2, '0')}T10:00:00.000Z`;
const here = { course: 'c', lesson: '1.1.1', at: 'asks', finished: false };
const up = { kind: 'choice', key: 'up' } as const;
const down = { kind: 'choice', key: 'down' } as const;
const wrong: Done = { predicted: up, answer: up, verdict: { right: false, key: 'up' } };
const mended: Done = { predicted: up, answer: down, verdict: { right: true, key: 'down' } };
const note = (progress: Progress, beats: Readonly<Record<string, Done>>, when: string, more: Partial<typeof here> = {}): Progress =>
  noteWhereabouts(progress, { ...here, ...more, beats }, when);

describe('what is noted', () => {
  test('a prediction stays the first answer, and the newest is beside it', () => {
    const progress = note(note(noProgress, { asks: wrong }, day(1)), { asks: mended }, day(2));
    expect(lessonIn(progress, 'c', '1.1.1')).toEqual({
      at: 'asks',
      when: day(2),
      finished: false,
      beats: {
        asks: {
          first: { answer: up, verdict: { right: false, key: 'up' }, when: day(1) },
          last: { answer: down, verdict: { right: true, key: 'down' }, when: day(2) },
        },
      },
    });
  });

  test('the same answer noted again is not another one', () => {
    const once = note(noProgress, { asks: wrong }, day(1));
    expect(lessonIn(note(once, { asks: wrong }, day(3)), 'c', '1.1.1')!.beats).toEqual(lessonIn(once, 'c', '1.1.1')!.beats);
  });

  test('who left in the middle finds what they did; who finished begins anew and loses nothing', () => {
    const middle = note(note(noProgress, { asks: wrong }, day(1)), { asks: mended, does: { done: true, shown: true } }, day(1));
    expect(doneIn(lessonIn(middle, 'c', '1.1.1'))).toEqual({
      asks: mended,
      does: { done: true, shown: true },
    });
    const end = note(middle, { asks: wrong }, day(2), { finished: true });
    expect(doneIn(lessonIn(end, 'c', '1.1.1'))).toEqual({});
    const again = note(end, {}, day(3));
    expect(lessonIn(again, 'c', '1.1.1')).toMatchObject({
      finished: true,
      beats: { asks: { first: { when: day(1) } }, does: { done: 'shown' } },
    });
  });

  test('a task that was shown and then done is done by oneself', () => {
    const shown = note(noProgress, { does: { done: true, shown: true } }, day(1));
    const self = note(shown, { does: { done: true } }, day(2));
    expect(lessonIn(self, 'c', '1.1.1')!.beats['does']).toEqual({ done: 'self' });
    expect(lessonIn(note(self, { does: { done: true, shown: true } }, day(3)), 'c', '1.1.1')!.beats['does']).toEqual({ done: 'self' });
  });

  test('what is written stays through all that follows', () => {
    const wrote = noteWriting(note(noProgress, {}, day(1)), 'c', '1.1.1', 'una red', day(1));
    expect(lessonIn(note(wrote, {}, day(2)), 'c', '1.1.1')!.wrote).toEqual({ text: 'una red', when: day(1) });
    expect(noteWriting(noProgress, 'c', '1.1.1', 'x', day(1))).toBe(noProgress);
  });
});

describe('two of it', () => {
  let draws = 0;
  const random = (): number => uniformAt(11, streams.data, draws++);
  const oneOf = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const any = (): Progress => {
    let progress = noProgress;
    for (let i = 0; i < 6; i++) {
      const key = oneOf(['up', 'down', 'same']);
      const answer = { kind: 'choice', key } as const;
      const asks: Done = { predicted: answer, answer, verdict: { right: key === 'down', key } };
      const done = oneOf<Readonly<Record<string, Done>>>([
        { asks },
        { asks, does: { done: true } },
        { does: { done: true, shown: true } },
        {},
      ]);
      const lesson = oneOf(['1.1.1', '1.1.2']);
      progress = note(progress, done, day(1 + 3 * i + Math.floor(random() * 3)), {
        lesson,
        course: oneOf(['c', 'd']),
        finished: random() < 0.3,
      });
      if (random() < 0.3) progress = noteWriting(progress, 'c', lesson, oneOf(['a', 'b']), day(1 + 3 * i));
    }
    return progress;
  };

  test('become one in any order, once and for all', () => {
    for (let i = 0; i < soaked(300); i++) {
      const [a, b, c] = [any(), any(), any()];
      const ab = mergeProgress(a, b);
      expect(mergeProgress(b, a)).toEqual(ab);
      expect(mergeProgress(ab, a)).toEqual(ab);
      expect(mergeProgress(ab, c)).toEqual(mergeProgress(a, mergeProgress(b, c)));
    }
  });

  test('keep the earliest prediction, the newest answer and the newest place', () => {
    const early = note(noProgress, { asks: wrong }, day(1));
    const late = note(noProgress, { asks: { predicted: down, answer: down, verdict: { right: true, key: 'down' } } }, day(5), {
      at: 'end',
      finished: true,
    });
    expect(lessonIn(mergeProgress(late, early), 'c', '1.1.1')).toMatchObject({
      at: 'end',
      when: day(5),
      finished: true,
      beats: { asks: { first: { answer: up, when: day(1) }, last: { answer: down, when: day(5) } }, end: {} },
    });
  });
});

describe('read again', () => {
  const full = noteWriting(note(noProgress, { asks: mended, does: { done: true } }, day(1)), 'c', '1.1.1', 'á', day(2));
  const read = (value: unknown) => readProgress(typeof value === 'string' ? value : JSON.stringify(value));

  test('it is the same', () => {
    expect(read(full)).toEqual({ ok: true, value: { progress: full, amiss: [] } });
  });

  test.each([
    ['not JSON', '{', { code: 'not-json' }],
    ['a run', { network: { layers: [] } }, { code: 'unknown-key', key: 'network' }],
    ['no object', '[]', { code: 'wrong-type' }],
    ['of a later program', { version: 2, courses: {} }, { code: 'newer-version', what: 'progress', found: 2, known: 1 }],
  ])('%s is refused', (_, value, failure) => {
    expect(read(value)).toMatchObject({ ok: false, failure });
  });

  test.each([
    ['a moment that is none', { at: 'a', when: 'yesterday', beats: {} }, 'courses.c.bad.when'],
    [
      'a verdict that is missing',
      { at: 'a', when: day(1), beats: { a: { first: { answer: up, when: day(1) } } } },
      'courses.c.bad.beats.a.first.verdict',
    ],
    ['a key that nobody knows', { at: 'a', when: day(1), beats: {}, stars: 5 }, 'courses.c.bad.stars'],
    ['a number', 5, 'courses.c.bad'],
  ])('%s costs that lesson alone, and is told', (_, bad, place) => {
    const result = read({ version: 1, courses: { c: { bad, '1.1.1': lessonIn(full, 'c', '1.1.1') } } });
    expect(result).toMatchObject({ ok: true, value: { progress: full, amiss: [{ place }] } });
  });
});
