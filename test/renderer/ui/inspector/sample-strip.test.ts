import { expect, test } from 'vitest';
import { pointAt, stripOf } from '#renderer/ui/inspector/sample-strip.ts';

const place = { layer: 1, kind: 'W', row: 0, col: 0 } as const;
const samplesOf = (...values: number[]) => ({
  place,
  samples: Int32Array.from(values, (_, n) => 10 + n),
  values: Float64Array.from(values),
  sum: values.reduce((sum, value) => sum + value, 0),
});

test('zero stands in the middle and the largest at an end', () => {
  const { points, reach } = stripOf(samplesOf(0, -2, 1));
  expect(reach).toBe(2);
  expect(points.map(({ sample, x }) => [sample, x])).toEqual([
    [11, 0],
    [10, 0.5],
    [12, 0.75],
  ]);
});

test('what pushes up and what pushes down is counted apart', () => {
  const { positive, negative } = stripOf(samplesOf(1, -2, 4, 0));
  expect([positive, negative]).toEqual([
    { count: 2, sum: 5 },
    { count: 1, sum: -2 },
  ]);
});

test('of very many samples a share is drawn, with both extremes; the counts are of all', () => {
  const { points, positive } = stripOf(samplesOf(...Array.from({ length: 5000 }, (_, n) => n - 2500)));
  expect(points).toHaveLength(1500);
  expect([points[0]!.value, points.at(-1)!.value]).toEqual([-2500, 2499]);
  expect(positive.count).toBe(2499);
});

test('all samples that add nothing, and a batch of one, have a place', () => {
  expect(stripOf(samplesOf(0, 0)).points.map(({ x }) => x)).toEqual([0.5, 0.5]);
  expect(stripOf(samplesOf(-3)).points.map(({ x }) => x)).toEqual([0]);
});

test('a click finds the nearest dot within reach, or none', () => {
  const { points } = stripOf(samplesOf(-1, 1));
  expect(pointAt(points, 2, 0, 200, 60)?.value).toBe(-1);
  expect(pointAt(points, 100, 30, 200, 60)).toBeUndefined();
});
