import { expect, test } from 'vitest';
import { batchStatistics, layerStatistics, moveRunning, normalise } from '#core/math/normalise.ts';

// Three samples of two units.
const z = Float64Array.of(1, 10, 2, 20, 6, 60);

test('batch: mean and biased variance of each unit', () => {
  const [mean, variance] = [new Float64Array(2), new Float64Array(2)];
  batchStatistics(z, mean, variance, 3, 2);
  expect([...mean]).toEqual([3, 30]);
  expect([...variance]).toEqual([14 / 3, 1400 / 3]);
});

test('layer: mean and biased variance of each sample', () => {
  const [mean, variance] = [new Float64Array(3), new Float64Array(3)];
  layerStatistics(z, mean, variance, 3, 2);
  expect([...mean]).toEqual([5.5, 11, 33]);
  expect([...variance]).toEqual([20.25, 81, 729]);
});

test('gamma·hat + beta, by unit or by sample', () => {
  const [hat, u] = [new Float64Array(6), new Float64Array(6)];
  const parameters = Float64Array.of(2, 3, 0.5, -0.5);
  normalise('batch', z, Float64Array.of(3, 30), Float64Array.of(4, 100), parameters, 0, 2, hat, u, 3, 2);
  expect(hat[0]).toBeCloseTo(-1, 5);
  expect(hat[5]).toBeCloseTo(3, 5);
  expect(u[0]).toBe(2 * hat[0]! + 0.5);
  expect(u[5]).toBe(3 * hat[5]! - 0.5);
  normalise('layer', z, Float64Array.of(5.5, 11, 33), Float64Array.of(20.25, 81, 729), parameters, 0, 2, hat, u, 3, 2);
  [-1, 1, -1, 1, -1, 1].forEach((value, i) => expect(hat[i]).toBeCloseTo(value, 5));
});

test('running statistics take a tenth of the new ones, the variance unbiased', () => {
  const state = Float64Array.of(1, 4);
  const next = new Float64Array(2);
  moveRunning(state, next, 0, 1, Float64Array.of(11), Float64Array.of(6), 3, 1);
  expect(next[0]).toBeCloseTo(2, 14);
  expect(next[1]).toBeCloseTo(0.9 * 4 + 0.1 * 9, 14);
  moveRunning(state, next, 0, 1, Float64Array.of(11), Float64Array.of(0), 1, 1);
  expect(next[1]).toBeCloseTo(3.6, 14);
});
