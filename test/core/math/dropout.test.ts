import { expect, test } from 'vitest';
import { dropoutMask } from '#core/math/dropout.ts';

const maskOf = (step: number, layer: number, p = 0.3, firstRow = 0, rows = 500, units = 8, seed = 1): Float64Array => {
  const mask = new Float64Array(rows * units);
  dropoutMask(mask, p, seed, step, layer, firstRow, rows, units);
  return mask;
};

test('drops the fraction p and scales up the rest, so that the mean stays', () => {
  const mask = maskOf(0, 1);
  expect(new Set(mask)).toEqual(new Set([0, 1 / 0.7]));
  expect(mask.reduce((sum, m) => sum + m, 0) / mask.length).toBeCloseTo(1, 1);
});

test('is a function of seed, step, layer, row and unit', () => {
  expect(maskOf(4, 2)).toEqual(maskOf(4, 2));
  expect(maskOf(4, 2)).not.toEqual(maskOf(5, 2));
  expect(maskOf(4, 2)).not.toEqual(maskOf(4, 1));
  expect(maskOf(4, 2)).not.toEqual(maskOf(4, 2, 0.3, 0, 500, 8, 2));
  expect(maskOf(4, 2, 0.3, 499, 1)).toEqual(maskOf(4, 2).subarray(499 * 8));
});

test('drops nothing at p = 0', () => expect(new Set(maskOf(0, 1, 0))).toEqual(new Set([1])));
