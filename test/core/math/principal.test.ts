import { describe, expect, test } from 'vitest';
import { largestEigenpairs } from '#core/math/eigen.ts';
import { principalDirections, principalOf } from '#core/math/principal.ts';
import { uniformAt } from '#core/math/random.ts';
import { dot } from '#core/math/vectors.ts';
import { finished } from '#core/net/finished.ts';
import { symmetricEigen } from './jacobi.ts';

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

test('few long points and many short rows have the same components, but for the sign', () => {
  const points = Array.from({ length: 9 }, (_, r) => Float64Array.from({ length: 6 }, (_, i) => (1 + i * i) * uniformAt(1, 2, 6 * r + i)));
  const { axes } = principalOf({ rows: 9, cols: 6, data: Float64Array.from(points.flatMap((point) => [...point])) }, 2);
  const directions = finished(principalDirections(points))!;
  directions.forEach((direction, c) => expect(Math.abs(dot(direction, axes[c]!))).toBeCloseTo(1, 12));
  expect(Math.abs(dot(...directions))).toBeLessThan(1e-12);
});

test('points that do not vary have no directions', () => {
  expect(finished(principalDirections([Float64Array.of(1, 2), Float64Array.of(1, 2), Float64Array.of(1, 2)]))).toBeUndefined();
  expect(finished(principalDirections([Float64Array.of(1, 2)]))).toBeUndefined();
});

test('the largest eigenvalues are those of Jacobi’s rotations', () => {
  const size = 8;
  const half = Array.from({ length: size }, (_, r) => Float64Array.from({ length: size }, (_, c) => uniformAt(3, 4, size * r + c) - 0.5));
  const matrix = half.map((row) => Float64Array.from(half, (other) => dot(row, other)));
  const { values, vectors } = largestEigenpairs((x, y) => matrix.forEach((row, i) => (y[i] = dot(row, x))), size, 3, 5000);
  const wanted = [...symmetricEigen(Float64Array.from(matrix.flatMap((row) => [...row])), size).values].sort((a, b) => b - a);
  values.forEach((value, c) => expect(value).toBeCloseTo(wanted[c]!, 12));
  vectors.forEach((vector, c) => matrix.forEach((row, i) => expect(dot(row, vector)).toBeCloseTo(values[c]! * vector[i]!, 10)));
});
