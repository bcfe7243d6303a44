import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleSum, sizeSum, squareSum } from '#core/math/lanes.ts';

/** The definition: every lane from 0 in ascending order. */
const lanes = (terms: readonly number[], count: number): number[] => {
  const sums = new Array<number>(count).fill(0);
  terms.forEach((term, i) => (sums[i % count]! += term));
  return sums;
};

const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { maxLength: 40 });

test('sums over samples run in two lanes, those over parameters in four', () => {
  fc.assert(
    fc.property(numbers, fc.nat(3), (values, from) => {
      const data = Float64Array.of(...new Array<number>(from).fill(7), ...values);
      const [even, odd] = lanes(values, 2);
      expect(sampleSum(data, values.length, from)).toBe(even! + odd!);
      const squares = lanes(
        values.map((value) => value * value),
        4,
      );
      expect(squareSum(data, from, data.length)).toBe(squares[0]! + squares[2]! + (squares[1]! + squares[3]!));
      const sizes = lanes(values.map(Math.abs), 4);
      expect(sizeSum(data, from, data.length)).toBe(sizes[0]! + sizes[2]! + (sizes[1]! + sizes[3]!));
    }),
  );
});

test('a sum over samples may take every n-th number', () => {
  expect(sampleSum(Float64Array.of(1, 10, 2, 20, 3, 30), 3, 1, 2)).toBe(60);
});
