import { describe, expect, test } from 'vitest';
import { implicitLoss } from '#core/explain/implicit-loss.ts';

const sigmoid = (t: number): number => 1 / (1 + Math.exp(-t));
const gradient = (z: number, y: number): number => {
  const yhat = sigmoid(z);
  return (yhat - y) * sigmoid(yhat) * (1 - sigmoid(yhat));
};

describe('the loss that the article minimises', () => {
  test('is 0 at z = 0', () => expect(implicitLoss(0, 1)).toBe(0));

  test.each([-300, -41, -7.3, -0.2, 0.4, 3, 12, 55, 400])('is the integral of the gradient up to z = %d', (z) => {
    for (const y of [0, 0.3, 1]) {
      // The trapezium rule on many points, an integration of another kind.
      const points = 400_000;
      const width = z / points;
      let sum = (gradient(0, y) + gradient(z, y)) / 2;
      for (let i = 1; i < points; i++) sum += gradient(i * width, y);
      expect(Math.abs(implicitLoss(z, y) / (sum * width) - 1)).toBeLessThan(2e-7);
    }
  });

  test('its derivative is the gradient to many digits', () => {
    for (const z of [-5.5, -1, 0.25, 2, 8]) {
      const difference = (implicitLoss(z + 1e-4, 1) - implicitLoss(z - 1e-4, 1)) / 2e-4;
      expect(Math.abs(difference - gradient(z, 1))).toBeLessThan(1e-9);
    }
  });
});
