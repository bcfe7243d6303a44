import { expect, test } from 'vitest';
import type { GradientPath, PathFactor } from '#core/contract/explanation.ts';
import { productOf, stationsOf } from '#renderer/model/formula/path.ts';

const number = String;
const path = (...factors: PathFactor[]): GradientPath => ({
  row: 0,
  sample: 0,
  factors,
  product: factors.reduce((product, { value }) => product * value, 1),
});
const input: PathFactor = { kind: 'input', layer: 1, from: 1, to: 0, value: 3 };
const slope = (layer: number, unit: number): PathFactor => ({ kind: 'slope', layer, from: unit, to: unit, value: 0.5 });
const weight: PathFactor = { kind: 'weight', layer: 2, from: 0, to: 2, value: -4 };
const loss: PathFactor = { kind: 'loss', layer: 2, from: 2, to: 0, value: 2 };

test('a path is told by the units that it goes through, each once', () => {
  expect(stationsOf(path(input, slope(1, 0), weight, slope(2, 2), loss))).toEqual([
    { layer: 1, unit: 0 },
    { layer: 2, unit: 2 },
  ]);
});

test('a softmax leads from one output to another', () => {
  const softmax: PathFactor = { kind: 'softmax', layer: 2, from: 2, to: 1, value: 0.1 };
  expect(stationsOf(path(input, weight, softmax, { ...loss, from: 1 }))).toEqual([
    { layer: 1, unit: 0 },
    { layer: 2, unit: 2 },
    { layer: 2, unit: 1 },
  ]);
});

test('its product is written in symbols and in numbers, negative factors in brackets', () => {
  const [symbols, numbers] = productOf(path(input, slope(1, 0), weight, slope(2, 2), loss), 3, number, false);
  expect(symbols).toBe(
    "x_{2}\\cdot f'(z^{[1]}_{1})\\cdot w^{[2]}_{1,3}\\cdot f'(z^{[2]}_{3})\\cdot \\tfrac{\\partial L}{\\partial \\hat y_{3}}",
  );
  expect(numbers).toBe('{}=3\\cdot 0.5\\cdot (-4)\\cdot 0.5\\cdot 2=\\htmlClass{f-value}{-6}');
});

test('a loss that is derived by the logit says so, and a bias has a one where a weight has its input', () => {
  const [symbols] = productOf(path({ ...input, value: 1 }, slope(1, 0), weight, loss), 3, number, true);
  expect(symbols.startsWith('1\\cdot')).toBe(true);
  expect(symbols.endsWith('\\tfrac{\\partial L}{\\partial z^{[2]}_{3}}')).toBe(true);
});
