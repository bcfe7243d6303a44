import { expect, test } from 'vitest';
import type { DataSummary } from '#core/protocol/trainer.ts';
import { alongAxes, hasAxes, withAxis } from '#renderer/ui/plots/axes.ts';

const flowers: DataSummary = {
  samples: 2,
  inputs: 3,
  outputs: 1,
  task: 'classes',
  x: Float64Array.of(1, 2, 3, 4, 5, 6),
  y: Float64Array.of(0, 1),
  columns: ['a', 'b', 'c'],
  targets: ['0', '1'],
};

test('rows and names are those of the two inputs, in their order', () => {
  expect(alongAxes(flowers, [2, 0])).toMatchObject({ inputs: 2, x: Float64Array.of(3, 1, 6, 4), columns: ['c', 'a'], y: flowers.y });
});

test('two inputs are seen as they are', () => {
  const two = { ...flowers, inputs: 2, x: Float64Array.of(1, 2, 3, 4), columns: ['a', 'b'] };
  expect(alongAxes(two, [0, 1])).toBe(two);
});

test('axes of another run are known by inputs that these data do not have', () => {
  expect(hasAxes(flowers, [2, 0])).toBe(true);
  expect(hasAxes(flowers, [3, 0])).toBe(false);
});

test('an input that the other axis shows changes places with it', () => {
  expect(withAxis([0, 1], 0, 2)).toEqual([2, 1]);
  expect(withAxis([0, 1], 0, 1)).toEqual([1, 0]);
  expect(withAxis([0, 1], 1, 0)).toEqual([1, 0]);
  expect(withAxis([2, 1], 1, 1)).toEqual([2, 1]);
});
