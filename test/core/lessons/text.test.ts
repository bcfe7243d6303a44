import { describe, expect, test } from 'vitest';
import { FailureError, type Failure } from '#core/contract/failure.ts';
import * as v from 'valibot';
import { coversAny, coversOf, shownTo } from '#core/account/cover.ts';
import { lesson } from '#core/lessons/lesson.ts';
import { coversIn, readCover } from '#core/lessons/read-cover.ts';
import { readSpans } from '#core/lessons/spans.ts';
import { readText } from '#core/lessons/text.ts';

const refusal = (make: () => unknown): Failure => {
  try {
    make();
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  throw new Error('it was taken');
};

const text = `
## first

The output says {a[2][1]}, with $z_1$ and *one* **word**.
It goes on.

A second [[gradient|slope]].

? Which?
- up: The upper one ~belief-a -> Look
  again: {loss}.
- down: The lower one
- wrong ~belief-b -> That is not it.

## second

! Do it.
> Hint one.
> Hint two.

## open

Why?

## teacher

- goal: to see.
- plan: five minutes.
`;

describe('a text', () => {
  const { beats, open, teacher } = readText(text);

  test('has its beats in order, with what they say, ask and want done', () => {
    expect([...beats.keys()]).toEqual(['first', 'second']);
    const one = beats.get('first')!;
    expect(one.say).toHaveLength(2);
    expect(one.question).toEqual([{ kind: 'text', text: 'Which?' }]);
    expect(beats.get('second')!.task).toEqual([{ kind: 'text', text: 'Do it.' }]);
    expect(beats.get('second')!.hints).toHaveLength(2);
    expect(open).toHaveLength(1);
    expect([...teacher.keys()]).toEqual(['goal', 'plan']);
  });

  test('has answers with their belief and what is said to them', () => {
    const { answers } = beats.get('first')!;
    expect([...answers.keys()]).toEqual(['up', 'down', 'wrong']);
    expect(answers.get('up')).toMatchObject({ label: [{ text: 'The upper one' }], belief: 'belief-a' });
    expect(answers.get('up')!.reply!.map((span) => span.kind)).toEqual(['text', 'value', 'text']);
    expect(answers.get('down')!.reply).toBeUndefined();
    expect(answers.get('wrong')).toMatchObject({ label: [], belief: 'belief-b' });
  });

  test('counts its words, a number and a formula as one', () => {
    // The output says N, with F and one word. It goes on. A second slope. Which?
    expect(beats.get('first')!.words).toBe(16);
  });
});

test('marks inside a line', () => {
  expect(readSpans('a {loss × 2} $x^2$ $$y$$ `w = 0` *b* **c** [[bias|sesgo]] _d_ e_f_g [[bias]]')).toMatchObject([
    { kind: 'text', text: 'a ' },
    { kind: 'value', source: 'loss × 2' },
    { kind: 'text', text: ' ' },
    { kind: 'formula', tex: 'x^2', display: false },
    { text: ' ' },
    { kind: 'formula', tex: 'y', display: true },
    { text: ' ' },
    { kind: 'text', text: 'w = 0', tone: 'code' },
    { text: ' ' },
    { text: 'b', tone: 'emphasis' },
    { text: ' ' },
    { text: 'c', tone: 'strong' },
    { text: ' ' },
    { kind: 'term', term: 'bias', text: 'sesgo' },
    { text: ' ' },
    { text: 'd', tone: 'emphasis' },
    { text: ' e_f_g ' },
    { kind: 'term', term: 'bias' },
  ]);
});

describe('refuses', () => {
  test.each<[string, string, string]>([
    ['HTML', '## a\n\nHello <script>alert(1)</script>', 'html'],
    ['a closing tag', '## a\n\nHello </b>', 'html'],
    ['a mark without end', '## a\n\nthe {loss', 'mark'],
    ['an unknown term', '## a\n\n[[gradiente]]', 'term'],
    ['what stands before the first beat', 'hello\n## a', 'line'],
    ['two questions', '## a\n? one\n? two', 'line'],
    ['two beats of a name', '## a\nx\n## a\ny', 'beat-twice'],
    ['an answer without key', '## a\n? one\n- : b', 'answer'],
    ['two answers of a key', '## a\n? one\n- b: c\n- b: d', 'answer-twice'],
    ['an unknown line of the teacher', '## teacher\n- aim: x', 'teacher-key'],
    ['10 MB of text', `## a\n${'word '.repeat(2e6)}`, 'text-too-long'],
    ['an unknown number', '## a\n\n{lost}', 'unknown-name'],
  ])('%s', (_, source, problem) => expect(refusal(() => readText(source))).toMatchObject({ code: 'lesson-fault', problem }));

  test('an address is text', () => {
    expect(readSpans('see https://example.org/a?b=c')).toEqual([{ kind: 'text', text: 'see https://example.org/a?b=c' }]);
  });
});

describe('what is covered', () => {
  const coverOf = (places: readonly string[]) => coversOf(readCover(places));
  const delta = (layer: number, unit: number) => ({ letter: 'z', derivative: true, layer, indices: [unit] });

  test('is a quantity everywhere, of a layer, or of a unit', () => {
    expect(coverOf(['delta'])(delta(1, 0))).toBe(true);
    expect(coverOf(['delta'])({ letter: 'z', layer: 1, indices: [0] })).toBe(false);
    expect([1, 2].map((layer) => coverOf(['delta[2]'])(delta(layer, 0)))).toEqual([false, true]);
    expect([0, 1].map((unit) => coverOf(['delta[2][2]'])(delta(2, unit)))).toEqual([false, true]);
    expect([0, 1].map((to) => coverOf(['w[1][2,1]'])({ letter: 'w', layer: 1, indices: [1, to] }))).toEqual([true, false]);
  });

  test('goes with what says as much: the sum before the bias, a change, what an optimiser remembers', () => {
    expect(coverOf(['z'])({ letter: 'sum', layer: 1, indices: [0] })).toBe(true);
    expect(coverOf(['w.after[1]'])({ letter: 'Δw', layer: 1, indices: [0, 0] })).toBe(true);
    expect(coverOf(['w.after[1]'])({ letter: 'Δw', layer: 2, indices: [0, 0] })).toBe(false);
    expect(coverOf(['dw'])({ letter: 'squareMean', updated: true, layer: 1, indices: [0, 0] })).toBe(true);
    expect(coverOf(['dw'])({ letter: 'w', updated: true, layer: 1, indices: [0, 0] })).toBe(false);
  });

  test('is asked of a view as a whole, of a layer where it shows one', () => {
    const covers = readCover(['a[2][1]', 'dw']);
    expect([coversAny(covers, ['a']), coversAny(covers, ['a'], 1), coversAny(covers, ['a'], 2)]).toEqual([true, false, true]);
    expect([coversAny(covers, ['dw'], 1), coversAny(covers, ['w', 'delta', 'loss'])]).toEqual([true, false]);
  });

  test('is what training comes to, while a question about a later step is open', () => {
    const beat = (more: object) => v.parse(lesson.entries.beats.item, { id: 'b', view: { place: { step: 4, phase: 'loss' } }, ...more });
    const shown = (more: object): number => shownTo(coversIn(beat(more), { end: 'loss@end' }));
    expect(shown({})).toBe(Infinity);
    expect(shown({ ask: { kind: 'sign', of: 'loss@4 − loss@2' } })).toBe(Infinity);
    expect(shown({ ask: { kind: 'sign', of: 'loss@5 − loss' } })).toBe(4);
    expect(shown({ ask: { kind: 'sign', of: 'end − loss' } })).toBe(4);
    expect(shown({ cover: ['later'], ask: { kind: 'sign', of: 'loss' } })).toBe(4);
    expect(coversAny(coversIn(beat({ ask: { kind: 'sign', of: 'loss' } }), {}), ['branches'])).toBe(true);
  });

  test('is refused where it cannot be', () => {
    expect(refusal(() => coverOf(['rate']))).toMatchObject({ problem: 'cover', place: 'rate' });
    expect(refusal(() => coverOf(['delta[x]']))).toMatchObject({ problem: 'cover' });
  });
});
