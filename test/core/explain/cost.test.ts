import { expect, test } from 'vitest';
import { differenceCurve } from '#core/explain/gradient-check.ts';
import { costOfStep } from '#core/explain/cost.ts';
import { movedState, runOf } from '#test/core/net/runs.ts';
import { finished } from '#core/net/finished.ts';

test('multiplications and bytes, by hand', () => {
  // 3 inputs, 4 and 2 units, 5 samples, Adam.
  const { spec } = runOf('mse', [{ units: 4, activation: 'tanh' }, { units: 2 }], { optimizer: { kind: 'adam' } }, 5);
  const { layers, total } = costOfStep(spec, 5);
  expect(layers[0]!.forward).toEqual({ multiplications: 5 * 3 * 4, bytes: 8 * (5 * 3 + 3 * 4 + 4 + 2 * 5 * 4) });
  expect(layers[0]!.backward).toEqual({ multiplications: 5 * 4, bytes: 8 * (3 * 5 * 4) });
  expect(layers[1]!.backward).toEqual({ multiplications: 5 * 2 + 5 * 4 * 2, bytes: 8 * (3 * 5 * 2 + 4 * 2 + 5 * 4) });
  expect(layers[1]!.gradient).toEqual({ multiplications: 5 * 4 * 2, bytes: 8 * (5 * 4 + 5 * 2 + 4 * 2 + 2) });
  expect(layers[0]!.update).toEqual({ multiplications: 7 * 16, bytes: 8 * 7 * 16 });
  expect(layers[0]!.loss).toEqual({ multiplications: 0, bytes: 0 });
  expect(total.forward.multiplications).toBe(5 * 3 * 4 + 5 * 4 * 2);
  expect(total.update.bytes).toBe(8 * 7 * (16 + 10));
});

test('the h-curve falls and rises again: truncation goes with h², rounding with 1/h', () => {
  const run = runOf('mse', [{ units: 4, activation: 'tanh' }, { units: 2 }]);
  const curve = finished(differenceCurve(run, 0, movedState(run), { layer: 1, kind: 'W', row: 1, col: 2 }));
  expect(curve.points).toHaveLength(23);
  const errorAt = (h: number): number => Math.abs(curve.points.find((point) => point.h === h)!.numeric - curve.analytic);
  expect(errorAt(1e-1) / errorAt(1e-2)).toBeGreaterThan(90);
  expect(errorAt(1e-1) / errorAt(1e-2)).toBeLessThan(110);
  expect(errorAt(1e-5)).toBeLessThan(errorAt(1e-2) / 1000);
  expect(errorAt(1e-12)).toBeGreaterThan(100 * errorAt(1e-5));
});

test('the h-curve marks the widths that cross a kink', () => {
  const run = runOf('mse', [{ units: 1, activation: 'relu' }, { units: 1 }], {
    data: { kind: 'inline', x: [[1]], y: [[3]] },
    parameters: [
      { W: [[0.01]], b: [0] },
      { W: [[2]], b: [0] },
    ],
  });
  const state = movedState(run).map((_, i) => [0.01, 0, 2, 0][i]!);
  const { points } = finished(differenceCurve(run, 0, state, { layer: 1, kind: 'W', row: 0, col: 0 }));
  expect(points.map(({ kink }) => kink)).toEqual(points.map(({ h }) => h >= 0.01));
});
