import { expect, test } from 'vitest';
import { palettes } from '#renderer/picture/palette.ts';
import type { Entry } from '#renderer/model/notebook/notebook.ts';
import { mostCompared } from '#renderer/model/notebook/notebook.svelte.ts';
import { curveLines, spansDecades, stylesOf } from '#renderer/ui/notebook/curve-lines.ts';

const withCurve = (losses: readonly (number | null)[]): Entry =>
  ({ curve: { steps: losses.map((_, i) => 10 * i), losses } }) as unknown as Entry;

test('as many styles as curves may be compared, each told apart by colour, dashes and mark', () => {
  const styles = stylesOf(palettes.light);
  expect(styles).toHaveLength(mostCompared);
  for (const part of ['colour', 'dashes', 'mark'] as const) expect(new Set(styles.map((style) => style[part])).size).toBe(mostCompared);
});

test('losses that span decades are drawn on a logarithmic axis', () => {
  expect(spansDecades([withCurve([1, 0.1]).curve, withCurve([0.5]).curve])).toBe(false);
  expect(spansDecades([withCurve([1, 0.1]).curve, withCurve([0.001]).curve])).toBe(true);
  const { log, lines } = curveLines([withCurve([1, 0.1, 0.01])], 100, 200, 1);
  expect(log).toBe(true);
  // Equal ratios are equal distances.
  expect(lines[0]!.path).toBe('M0,0L50,100L100,200');
  expect(lines[0]!.end).toEqual({ x: 100, y: 200 });
});

test('a curve breaks off where its loss is not finite, and an empty one has no end', () => {
  const { lines } = curveLines([withCurve([1, 2, null]), withCurve([])], 100, 100, 1);
  expect(lines[0]!.end!.x).toBe(50);
  expect(lines[0]!.marks).toHaveLength(2);
  expect(lines[1]).toEqual({ path: '', marks: [], end: undefined });
});
