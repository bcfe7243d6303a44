import { describe, expect, test } from 'vitest';
import { alongAxis, principalOf } from '#renderer/ui/views/principal.ts';

/** Points on an ellipse turned by 30 degrees, half-axes 3 and 1, away from the origin, in the first two of three columns. */
const turn = Math.PI / 6;
const ellipse = {
  rows: 40,
  cols: 3,
  data: Float64Array.from({ length: 120 }, (_, i) => {
    const angle = (Math.PI * 2 * Math.floor(i / 3)) / 40;
    const [x, y] = [3 * Math.cos(angle), Math.sin(angle)];
    return [5 + x * Math.cos(turn) - y * Math.sin(turn), -2 + x * Math.sin(turn) + y * Math.cos(turn), 7][i % 3]!;
  }),
};

describe('principal components', () => {
  const found = principalOf(ellipse, 2);

  test('they are the axes of an ellipse, with their shares of the variance', () => {
    [5, -2, 7].forEach((value, i) => expect(found.mean[i]).toBeCloseTo(value, 12));
    expect(Math.abs(found.axes[0]![0]! * Math.cos(turn) + found.axes[0]![1]! * Math.sin(turn))).toBeCloseTo(1, 9);
    expect(Math.abs(-found.axes[1]![0]! * Math.sin(turn) + found.axes[1]![1]! * Math.cos(turn))).toBeCloseTo(1, 9);
    expect(found.shares[0]).toBeCloseTo(0.9, 9);
    expect(found.shares[1]).toBeCloseTo(0.1, 9);
  });

  test('projections keep the lengths', () => {
    const [x, y] = [alongAxis(ellipse, 'pc0', found), alongAxis(ellipse, 'pc1', found)];
    expect(Math.max(...x.map(Math.abs))).toBeCloseTo(3, 9);
    expect(Math.max(...y.map(Math.abs))).toBeCloseTo(1, 9);
    expect(alongAxis(ellipse, 1, found)[0]).toBe(ellipse.data[1]);
  });

  test('beginning at turned signs, they stay turned: the picture does not flip', () => {
    const flipped = { ...found, axes: found.axes.map((axis) => axis.map((value) => -value)) };
    expect(principalOf(ellipse, 2, flipped).axes[0]![0]).toBeCloseTo(-found.axes[0]![0]!, 6);
  });

  test('where nothing varies, the axes are at right angles and keep nothing', () => {
    const { axes, shares } = principalOf({ rows: 3, cols: 2, data: Float64Array.of(1, 2, 1, 2, 1, 2) }, 2);
    expect(shares).toEqual([0, 0]);
    expect(axes[0]![0]! * axes[1]![0]! + axes[0]![1]! * axes[1]![1]!).toBeCloseTo(0, 12);
  });
});
