import { describe, expect, test } from 'vitest';
import { activations } from '#core/spec/methods.ts';
import { activationFacts, elementwise, type ElementwiseName } from '#core/math/activation.ts';

const names = activations.filter((name): name is ElementwiseName => name !== 'softmax');
const valueAt = (name: ElementwiseName, z: number): number => {
  const a = new Float64Array(1);
  elementwise[name].value(Float64Array.of(z), a, 1);
  return a[0]!;
};
const slopeAt = (name: ElementwiseName, z: number): number => {
  const slope = new Float64Array(1);
  elementwise[name].derivative(Float64Array.of(z), Float64Array.of(valueAt(name, z)), slope, 1);
  return slope[0]!;
};
const grid = Array.from({ length: 401 }, (_, i) => (i - 200) / 10 + 0.0125);

describe.each(names)('%s', (name) => {
  const { kinks, saturates, range } = activationFacts[name];

  test('the derivative is the slope of the value', () => {
    for (const z of grid) {
      const h = 1e-5;
      const difference = (valueAt(name, z + h) - valueAt(name, z - h)) / (2 * h);
      expect(Math.abs(difference - slopeAt(name, z)), `at ${z}`).toBeLessThan(1e-8);
    }
  });

  test('only the first n numbers are written', () => {
    const a = new Float64Array(3).fill(9);
    const slope = a.slice();
    elementwise[name].value(Float64Array.of(1, 2, 3), a, 2);
    elementwise[name].derivative(Float64Array.of(1, 2, 3), a, slope, 2);
    expect([a[2], slope[2]]).toEqual([9, 9]);
  });

  test('NaN stays NaN', () => expect(valueAt(name, NaN)).toBeNaN());

  test('is finite far out', () => {
    for (const z of [-1e4, -800, 800, 1e4]) {
      expect(Number.isFinite(valueAt(name, z))).toBe(true);
      expect(Number.isFinite(slopeAt(name, z))).toBe(true);
    }
  });

  test('stays in its range and reaches for its ends', () => {
    const values = grid.map((z) => valueAt(name, z));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(range[0]);
    expect(Math.max(...values)).toBeLessThanOrEqual(range[1]);
    if (Number.isFinite(range[0])) expect(Math.min(...values)).toBeLessThan(range[0] + 0.02);
    if (Number.isFinite(range[1])) expect(Math.max(...values)).toBeGreaterThan(range[1] - 0.02);
  });

  test('saturates exactly where its facts say', () => {
    const flatBelow = grid.filter((z) => z <= (saturates.below ?? -Infinity));
    const flatAbove = grid.filter((z) => z >= (saturates.above ?? Infinity));
    for (const z of [...flatBelow, ...flatAbove]) expect(Math.abs(slopeAt(name, z)), `at ${z}`).toBeLessThan(0.01);
    const [first, last] = [grid[0]!, grid.at(-1)!];
    expect(Math.abs(slopeAt(name, first)) < 0.01).toBe(saturates.below !== undefined);
    expect(Math.abs(slopeAt(name, last)) < 0.01).toBe(saturates.above !== undefined);
    // And not much earlier.
    if (saturates.below !== undefined && kinks.length === 0) expect(Math.abs(slopeAt(name, saturates.below + 0.5))).toBeGreaterThan(0.01);
  });

  test('the slope, or its own slope, jumps at the kinks and nowhere else', () => {
    const bend = (z: number): number => (slopeAt(name, z + 1e-6) - slopeAt(name, z - 1e-6)) / 2e-6;
    const jumpAt = (z: number): number => Math.abs(bend(z + 3e-6) - bend(z - 3e-6)) + Math.abs(bend(z));
    for (const z of [-1, -0.25, 0, 0.25, 1]) expect(jumpAt(z) > 0.9, `at ${z}`).toBe(kinks.includes(z) || Math.abs(bend(z)) > 0.9);
    for (const z of kinks) expect(Math.abs(bend(z + 3e-6) - bend(z - 3e-6)) > 0.9 || Math.abs(bend(z)) > 1e4).toBe(true);
  });
});

test('the slopes at 0 are those of PyTorch', () => {
  expect(slopeAt('relu', 0)).toBe(0);
  expect(slopeAt('leaky-relu', 0)).toBe(0.01);
  expect(slopeAt('elu', 0)).toBe(1);
});
