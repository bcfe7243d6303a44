import { describe, expect, test } from 'vitest';
import { multiplesIn } from '#renderer/ui/views/multiples.ts';
import { seriesOf } from '#renderer/ui/views/optimiser-series.ts';

describe('small multiples', () => {
  test.each([
    [1, 316, 150],
    [4, 316, 150],
    [8, 316, 150],
    [24, 860, 500],
  ])('%i squares in %i by %i all fit', (count, width, height) => {
    const { columns, rows, side, shown } = multiplesIn(count, width, height, 15);
    expect(shown).toBe(count);
    expect(columns * rows).toBeGreaterThanOrEqual(count);
    expect(columns * side).toBeLessThanOrEqual(width + 1e-9);
    expect(rows * (side + 15)).toBeLessThanOrEqual(height + 1e-9);
  });

  test('of too many, as many as can be seen', () => {
    expect(multiplesIn(200, 316, 150, 15)).toEqual({ columns: 9, rows: 3, side: 34, shown: 27 });
  });
});

describe('what is charted of an optimiser', () => {
  const [one, two] = [Float64Array.of(1), Float64Array.of(2)];
  const base = { steps: one, value: one, gradient: one, delta: two };

  test('corrected moments, with what they were before dashed', () => {
    const series = seriesOf('w', { ...base, state: { m: one, v: one }, corrected: { m: two, v: two } });
    expect(series.map(({ symbol, values, dashed }) => [symbol, values, dashed])).toEqual([
      ['w', one, undefined],
      ['g', one, undefined],
      ['m̂', two, one],
      ['v̂', two, one],
      ['Δw', two, undefined],
    ]);
  });

  test('a velocity is not taken for the mean of squares', () => {
    expect(seriesOf('w', { ...base, state: { velocity: one }, corrected: {} }).map(({ symbol }) => symbol)).toEqual([
      'w',
      'g',
      'velocity',
      'Δw',
    ]);
  });
});
