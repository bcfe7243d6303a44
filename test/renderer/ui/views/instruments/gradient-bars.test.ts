import { describe, expect, test } from 'vitest';
import { decadesOf, decadeTicks, gradientNorms, heightOf } from '#renderer/ui/views/instruments/gradient-bars.ts';
import { opened } from '#test/renderer/ui/views/traced.ts';

describe('the gradient of each layer as bars', () => {
  test('a bar is the root of the sum of squares of all weights’ and biases’ gradients of its layer', () => {
    const { trace } = opened();
    const norms = gradientNorms(trace);
    expect(norms).toHaveLength(trace.layers.length);
    trace.layers.forEach(({ dW, db }, l) => {
      const squares = [...dW.data, ...db.data].reduce((sum, value) => sum + value * value, 0);
      expect(norms[l]! * norms[l]!).toBeCloseTo(squares, 12);
      expect(norms[l]).toBeGreaterThan(0);
    });
  });

  test('the axis goes from a power of ten to another and holds all bars of this step', () => {
    expect(decadesOf([0.02, 3], [])).toEqual([-2, 1]);
    expect(decadesOf([1, 1], [])).toEqual([-1, 1]);
    expect(decadesOf([0, 0], [])).toEqual([-1, 0]);
    expect(decadesOf([Infinity, NaN, 0.5], [])[1] - decadesOf([Infinity, NaN, 0.5], [])[0]).toBeGreaterThanOrEqual(1);
  });

  test('it holds what training comes to, but not so far below that this step’s bars look alike', () => {
    expect(decadesOf([0.2, 3], [Float64Array.of(0.05, 40)])).toEqual([-2, 2]);
    expect(decadesOf([0.2, 3], [Float64Array.of(3, 1e-12)])).toEqual([-3, 1]);
  });

  test('heights are in proportion to the logarithm; 0 has none, and what is infinite or no number fills the axis', () => {
    const decades = [-4, 0] as const;
    expect([1e-4, 1e-3, 1e-2, 1].map((value) => heightOf(value, decades))).toEqual([0, 0.25, 0.5, 1]);
    expect([0, 1e-9, 50, Infinity, NaN].map((value) => heightOf(value, decades))).toEqual([0, 0, 1, 1, 1]);
  });

  test('lines at powers of ten, as many as find room', () => {
    expect(decadeTicks([-2, 1], 8)).toEqual([-2, -1, 0, 1]);
    expect(decadeTicks([-12, 0], 4)).toEqual([-12, -8, -4, 0]);
    for (let most = 2; most < 9; most++) expect(decadeTicks([-30, 3], most).length).toBeLessThanOrEqual(most);
  });
});
