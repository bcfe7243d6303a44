import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Pyramid } from '#core/history/pyramid.ts';

const filled = (losses: readonly number[], budget?: number): Pyramid => {
  const pyramid = new Pyramid(1, budget);
  losses.forEach((loss, k) => pyramid.push(Float64Array.of(loss, 10 * k)));
  return pyramid;
};
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
// Whole numbers add up exactly in any order.
const losses = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 700 });

test('a bucket has the least, the greatest and the mean of its steps', () => {
  fc.assert(
    fc.property(losses, fc.nat(750), fc.nat(750), fc.integer({ min: 1, max: 90 }), (values, a, b, buckets) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const series = filled(values).series(from, to, buckets);
      const end = Math.min(to, values.length);
      expect(series.start).toHaveLength(Math.max(0, Math.min(buckets, end - from)));
      expect(series.trainedTo).toBe(values.length);
      if (series.start.length > 0) expect(series.start[0]).toBe(from);
      series.start.forEach((start, i) => {
        const until = series.start[i + 1] ?? end;
        const covered = values.slice(start, until);
        expect(covered.length).toBeGreaterThan(0);
        expect(series.lossMin[i]).toBe(Math.min(...covered));
        expect(series.lossMax[i]).toBe(Math.max(...covered));
        expect(series.lossMean[i]).toBe(mean(covered));
        expect(series.gradientNorm[0]![i]).toBe(10 * mean(covered.map((_, k) => start + k)));
      });
    }),
  );
});

test('as many buckets as steps gives every step as it was', () => {
  const values = Array.from({ length: 600 }, (_, k) => 1 / (k + 3));
  const series = filled(values).series(0, 600, 600);
  expect([...series.lossMean]).toEqual(values);
  expect([...series.lossMin]).toEqual(values);
});

test('even buckets', () => {
  expect([...filled(Array(100).fill(1)).series(0, 100, 4).start]).toEqual([0, 25, 50, 75]);
});

describe('past the byte budget', () => {
  const values = Array.from({ length: 100_003 }, (_, k) => (k * 7919) % 10007);
  const pyramid = filled(values, 40_000);

  test('the finest level gives way and the memory stays bounded', () => {
    expect(pyramid.resolution).toBeGreaterThan(1);
    expect(pyramid.bytes).toBeLessThan(200_000);
  });

  test('the extremes and means of what is left are still exact, to the last step', () => {
    const series = pyramid.series(1000, 200_000, 50);
    expect(series.start[0]! % pyramid.resolution).toBe(0);
    expect(series.start[0]!).toBeGreaterThan(1000 - pyramid.resolution);
    series.start.forEach((start, i) => {
      const covered = values.slice(start, series.start[i + 1] ?? values.length);
      expect(series.lossMin[i]).toBe(Math.min(...covered));
      expect(series.lossMax[i]).toBe(Math.max(...covered));
      expect(series.lossMean[i]).toBe(mean(covered));
    });
  });

  test('a range ends at a group that can be told apart', () => {
    const series = pyramid.series(0, 777, 1);
    const covered = values.slice(0, pyramid.resolution * Math.ceil(777 / pyramid.resolution));
    expect(series.lossMean[0]).toBe(mean(covered));
  });
});

test('nothing pushed, nothing asked', () => {
  expect(new Pyramid(3).series(0, 100, 10).start).toHaveLength(0);
  expect(filled([1, 2, 3]).series(2, 2, 10).start).toHaveLength(0);
  expect(filled([1, 2, 3]).series(5, 9, 10).start).toHaveLength(0);
});
