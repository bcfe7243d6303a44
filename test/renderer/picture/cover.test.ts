import { describe, expect, test } from 'vitest';
import type { Cover } from '#core/account/cover.ts';
import type { LayerTrace } from '#core/contract/step-trace.ts';
import { palettes } from '#renderer/picture/palette.ts';
import { speechOf } from '#renderer/picture/speech.ts';
import { plainLook } from '#test/scenes/scene.ts';
import { scenes, stageOf } from './scene-stage.ts';

const { trace } = scenes.article;
const numberFormat = { ...plainLook.numberFormat, digits: 6 };
const moments = 40;
const layer = 2;
const own = trace.layers[layer - 1]!;

const of = (letter: string, derivative = false): Cover => ({ letter, layer, derivative });

/** What is covered of the second layer, and the numbers that it would show. Through an open ReLU z is a, and dL/da is delta. */
const covers: readonly (readonly [name: string, cover: readonly Cover[], numbers: (layer: LayerTrace) => ArrayLike<number>])[] = [
  ['z', [of('z'), of('a')], ({ z }) => z.data],
  ['a', [of('z'), of('a')], ({ a }) => a.data],
  ['dL/da', [of('a', true), of('z', true)], ({ dA }) => dA!.data],
  ['delta', [of('a', true), of('z', true)], ({ dZ }) => dZ.data],
  ['w', [of('w'), { ...of('w'), updated: true }], ({ W }) => W.data],
  ['dL/dw', [of('w', true)], ({ dW }) => dW.data],
];

/** All numbers that the picture writes at some moments of the step. */
const writtenAt = (cover: readonly Cover[] | undefined): string => {
  const { frame, timeline } = stageOf('article');
  const texts = Array.from({ length: moments + 1 }, (_, i) => frame((i / moments) * timeline.duration, { numberFormat, cover }).texts);
  return texts.flatMap((some) => some.map(({ text }) => text)).join('  ');
};

describe('what a question hides', () => {
  const plain = writtenAt(undefined);
  const { number } = speechOf({ ...plainLook, numberFormat });

  test.each(covers)(
    '%s: no number of it is written anywhere, at no moment, and a question mark stands in its place',
    (_, cover, numbersOf) => {
      // Zeros stand for other things too.
      const numbers = [...Array.from(numbersOf(own))].filter((value) => value !== 0).map(number);
      const shown = numbers.filter((text) => plain.includes(text));
      expect(shown.length).toBeGreaterThan(0);
      const hidden = writtenAt(cover);
      for (const text of shown)
        expect(
          hidden.split('  ').filter((one) => one.includes(text)),
          text,
        ).toEqual([]);
      expect(hidden).toContain('?');
    },
  );

  test('so is an activation, in its disc', () => {
    const { frame } = stageOf('article');
    const discs = (cover?: readonly Cover[]) => frame(0, { cover }).texts.filter(({ text }) => text === '?').length;
    expect(discs()).toBe(0);
    expect(discs([{ letter: 'a', layer: 1, indices: [0] }])).toBe(1);
    expect(discs([{ letter: 'a', layer: 1 }])).toBe(trace.layers[0]!.a.cols);
  });

  test('an error is asked for before the step has come to it, on its way back', () => {
    const { frame, timeline } = stageOf('article');
    const { start } = timeline.phaseSpans.find(({ phase }) => phase === 'backward')!;
    const tags = (t: number, cover?: readonly Cover[]): number => frame(t, { cover }).texts.filter(({ text }) => text === 'δ ?').length;
    const first: Cover[] = [{ letter: 'z', derivative: true, layer: 1 }];
    expect(tags(start)).toBe(0);
    expect(tags(start, first)).toBe(trace.layers[0]!.z.cols);
    expect(tags(start - 1e-3, first)).toBe(0);
  });

  test('the disc of a covered output has the colour of a question, and no sign of what ails it', () => {
    const { frame, timeline } = stageOf('article');
    const { ground } = palettes.light.asked;
    const fills = (cover?: readonly Cover[]): number =>
      frame(timeline.duration, { cover }).discs.filter(({ fill }) => fill === ground).length;
    expect(fills()).toBe(0);
    expect(fills([{ letter: 'a', layer: 1 }])).toBe(trace.layers[0]!.z.cols);
  });
});
