import { expect, test } from 'vitest';
import { palettes } from '#renderer/picture/palette.ts';
import { surfaceColours } from '#renderer/ui/plots/surface-images.ts';

const palette = palettes.light;
/** 2 x 2 points of two units, row 0 the lowest. */
const surface = { grid: 2, outputs: 2, values: Float64Array.of(0, 1, 2, -4, 0.5, 0.5, -2, 4) };

test('rows from the top, zero neutral, all units on one scale', () => {
  const [first, second] = surfaceColours(surface, 'relu', palette);
  const [of] = surfaceColours({ grid: 2, outputs: 1, values: Float64Array.of(0, -4, 4, 4) }, 'relu', palette);
  const [neutral, negative, positive] = [of![2], of![3], of![0]];
  // The unit's values from the top: 0.5 -2 over 0 2, and 0.5 4 over 1 -4.
  expect(first![2]).toBe(neutral);
  expect([second![1], second![3]]).toEqual([positive, negative]);
  expect(first![0]).toBe(second![0]);
  expect(new Set([...first!, ...second!]).size).toBe(7);
});

test('a share is neutral at one half', () => {
  const [colours] = surfaceColours({ grid: 2, outputs: 1, values: Float64Array.of(0.5, 0, 1, 0.5) }, 'sigmoid', palette);
  const [of] = surfaceColours({ grid: 2, outputs: 1, values: Float64Array.of(0, -4, 4, 0) }, 'tanh', palette);
  expect(colours).toEqual(of);
});

test('one input has one row; what is not finite has its own colour', () => {
  const [colours] = surfaceColours({ grid: 3, outputs: 1, values: Float64Array.of(-1, NaN, 1) }, 'tanh', palette);
  expect(colours).toHaveLength(3);
  expect(colours![1]).toBe(palette.notFinite);
});
