import { describe, expect, test } from 'vitest';
import { lensPlace } from '#renderer/picture/network/lens-place.ts';
import type { NetworkShape } from '#renderer/picture/shape.ts';
import { middleOf, place } from '#renderer/picture/space/placement.ts';

const article: NetworkShape = {
  inputs: 2,
  layers: [
    { units: 4, activation: 'relu' },
    { units: 8, activation: 'relu' },
    { units: 1, activation: 'sigmoid' },
  ],
  loss: 'mse',
  optimizer: 'sgd',
};

describe.each([
  [390, 230],
  [390, 430],
  [820, 600],
  [1366, 560],
])('the lens in a picture of %i by %i', (width, height) => {
  const placement = place(article, { width, height });
  const column = placement.columns[2]!;
  const output = placement.columns[3]!;

  test.each([0, 3, 7])('beside unit %i leaves it and the output in sight, within the network', (unit) => {
    const card = lensPlace(placement, column, unit, 90 * placement.type, Math.min(70, placement.network.height));
    const covers = (x: number, y: number) => x > card.x && x < card.x + card.width && y > card.y && y < card.y + card.height;
    expect(covers(...middleOf(column, unit))).toBe(false);
    expect(covers(...middleOf(output, 0))).toBe(false);
    expect(card.x).toBeGreaterThanOrEqual(0);
    expect(card.x + card.width).toBeLessThanOrEqual(width);
    expect(card.y).toBeGreaterThanOrEqual(placement.network.y);
    expect(card.y + card.height).toBeLessThanOrEqual(placement.network.y + placement.network.height + 1e-9);
  });
});
