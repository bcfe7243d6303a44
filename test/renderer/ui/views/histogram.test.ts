import { expect, test } from 'vitest';
import { distributionsOf } from '#core/explain/distributions.ts';
import { binsOf, nearestStep } from '#renderer/ui/views/histogram.ts';

const lies = distributionsOf([0, 10, 40], [Float64Array.of(0, 1, 1), Float64Array.of(2, NaN, 2), Float64Array.of(4, 3, 0)], 4, 3);

test('the nearest sampled step', () => {
  expect([0, 4, 6, 24, 26, 90].map((step) => nearestStep(lies, step))).toEqual([0, 0, 1, 1, 2, 2]);
});

test('each step has its own bins, over the range of all; what is not finite is apart', () => {
  expect([lies.low, lies.high]).toEqual([0, 4]);
  expect([0, 1, 2].map((s) => [...binsOf(lies, s)])).toEqual([
    [1, 2, 0, 0],
    [0, 0, 2, 0],
    [1, 0, 0, 2],
  ]);
  expect([...lies.notFinite]).toEqual([0, 1, 0]);
});
