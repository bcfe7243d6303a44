import { expect, test } from 'vitest';
import { addPenaltyGradient, clipByNorm, penaltyOf } from '#core/math/regularise.ts';
import { squareSum } from '#core/math/lanes.ts';

const weights = Float64Array.of(9, 1, -2, 0, 9);

test('penalty and its gradient, within the range only', () => {
  const penalty = { l1: 0.5, l2: 3 };
  expect(penaltyOf(penalty, weights, 1, 4)).toBe(0.5 * 3 + 1.5 * 5);
  const gradient = Float64Array.of(1, 1, 1, 1, 1);
  addPenaltyGradient(penalty, weights, gradient, 1, 4);
  expect([...gradient]).toEqual([1, 1 + 0.5 + 3, 1 - 0.5 - 6, 1, 1]);
});

test('clipping shortens a long gradient to the limit and leaves a short one alone', () => {
  const gradient = Float64Array.of(3, 4);
  const norm = Math.sqrt(squareSum(gradient, 0, 2));
  expect(norm).toBe(5);
  clipByNorm(gradient, norm, 10);
  expect([...gradient]).toEqual([3, 4]);
  clipByNorm(gradient, norm, 1);
  expect(Math.hypot(...gradient)).toBeCloseTo(1, 6);
  expect(gradient[0]! / gradient[1]!).toBeCloseTo(0.75, 14);
});
