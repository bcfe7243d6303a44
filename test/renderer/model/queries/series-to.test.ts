import { expect, test } from 'vitest';
import type { Series } from '#core/protocol/trainer.ts';
import { step } from '#core/contract/units.ts';
import { seriesTo } from '#renderer/model/queries/series-to.ts';

const of = (start: readonly number[], trainedTo: number): Series => {
  const values = Float64Array.from(start, (one) => 10 * one);
  return {
    start: Float64Array.from(start),
    lossMin: values,
    lossMean: values,
    lossMax: values,
    gradientNorm: [values],
    trainedTo: step(trainedTo),
  };
};

test('a series ends with a step: the loss of that step is in it, and no bucket that holds a later one', () => {
  expect([...seriesTo(of([0, 1, 2, 3], 4), 2).lossMean]).toEqual([0, 10, 20]);
  expect([...seriesTo(of([0, 1, 2, 3], 4), 0).start]).toEqual([0]);
  // Buckets of three steps: the second holds step 5 too.
  expect([...seriesTo(of([0, 3, 6], 9), 4).start]).toEqual([0]);
  expect([...seriesTo(of([0, 3, 6], 9), 5).gradientNorm[0]!]).toEqual([0, 30]);
  expect(seriesTo(of([0, 1, 2], 3), -1).start).toHaveLength(0);
});

test('one that comes no further stays as it is', () => {
  const whole = of([0, 1, 2], 3);
  expect(seriesTo(whole, Infinity)).toBe(whole);
  expect(seriesTo(whole, 2)).toBe(whole);
});
