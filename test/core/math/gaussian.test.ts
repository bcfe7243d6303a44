import { expect, test } from 'vitest';
import { nearDistribution, normalDensity, normalDistribution } from '#core/math/gaussian.ts';

// Abramowitz and Stegun, tables 26.1 and 26.2, and the quantiles that every table of the normal distribution has.
test.each([
  [0, 0.5],
  [1, 0.8413447460685429],
  [2, 0.9772498680518208],
  [3, 0.9986501019683699],
  [-1, 0.15865525393145705],
  [-5, 2.866515718791939e-7],
])('the distribution at %d', (z, value) => expect(Math.abs(normalDistribution(z) / value - 1)).toBeLessThan(1e-13));

test('the two sides of the distribution are one together, on either side of where the methods take turns', () => {
  for (const z of [0.1, 1, 2.4999, 2.5001, 6]) expect(normalDistribution(z) + normalDistribution(-z)).toBeCloseTo(1, 15);
  expect(Math.abs(normalDistribution(-2.5 - 1e-12) / normalDistribution(-2.5) - 1)).toBeLessThan(1e-10);
});

test('the approximation lies close, and is itself where its exponent is taken with and without its last digits', () => {
  for (const z of [-3, -1, -0.5, 0, 2]) expect(Math.abs(nearDistribution(z) - normalDistribution(z))).toBeLessThan(5e-4);
  expect(Math.abs(nearDistribution(-1 - 1e-13) / nearDistribution(-1) - 1)).toBeLessThan(1e-12);
});

test('ends and what is not a number', () => {
  for (const f of [normalDensity, normalDistribution, nearDistribution]) expect(f(NaN)).toBeNaN();
  expect([normalDensity(1e200), normalDensity(-Infinity)]).toEqual([0, 0]);
  expect([normalDistribution(-1e200), normalDistribution(Infinity)]).toEqual([0, 1]);
  expect([nearDistribution(-1e100), nearDistribution(1e100)]).toEqual([0, 1]);
});
