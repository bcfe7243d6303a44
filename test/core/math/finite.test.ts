import { expect, test } from 'vitest';
import { allFinite, firstNonFinite } from '#core/math/finite.ts';

test.each([NaN, Infinity, -Infinity])('finds %d', (bad) => {
  const data = Float64Array.of(1, Number.MAX_VALUE, bad, 0, -1);
  expect(allFinite(data, 0, 5)).toBe(false);
  expect(firstNonFinite(data, 0, 5)).toBe(2);
  expect(allFinite(data, 3, 5)).toBe(true);
  expect(allFinite(data, 0, 2)).toBe(true);
  expect(firstNonFinite(data, 3, 5)).toBe(-1);
});

test('infinities of both signs do not cancel', () => expect(allFinite(Float64Array.of(Infinity, -Infinity), 0, 2)).toBe(false));
