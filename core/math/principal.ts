import type { Matrix } from '#core/contract/matrix.ts';
import { largestEigenpairs } from './eigen.ts';
import { addScaled, dot, normaliseLength } from './vectors.ts';

/** The directions in which rows vary most (Pearson, 1901). */
export interface Principal {
  /** Mean of each column. */
  readonly mean: Float64Array;
  /** Unit vectors, the one with the greatest variance first. */
  readonly axes: readonly Float64Array[];
  /** Share of the whole variance that each keeps; 0 where nothing varies. */
  readonly shares: readonly number[];
}

/** Of a matrix that is multiplied anew in each; a small one that is there costs less. */
const rounds = 200;
const roundsOfSmall = 2000;

/** The first `count` principal components of a matrix's rows, from those of `before` on. */
export const principalOf = ({ rows, cols, data }: Matrix, count: number, before?: Principal): Principal => {
  const mean = new Float64Array(cols);
  for (let i = 0; i < data.length; i++) mean[i % cols]! += data[i]! / rows;
  const centred = data.map((value, i) => value - mean[i % cols]!);
  const scatter = (x: Float64Array, y: Float64Array): void => {
    y.fill(0);
    for (let at = 0; at < centred.length; at += cols) {
      const row = centred.subarray(at, at + cols);
      addScaled(y, dot(row, x), row);
    }
  };
  const { values, vectors } = largestEigenpairs(scatter, cols, count, rounds, before?.axes);
  const whole = dot(centred, centred);
  return { mean, axes: vectors, shares: values.map((value) => (whole > 0 ? value / whole : 0)) };
};

/**
 * The two principal directions of a few long points, of length 1, from the n points' Gram matrix; with a pause after every point. Undefined
 * where they do not vary in two directions. The last point lies towards the positive end of both.
 */
export function* principalDirections(points: readonly Float64Array[]): Generator<void, [Float64Array, Float64Array] | undefined, void> {
  const n = points.length;
  const size = points[0]!.length;
  const mean = new Float64Array(size);
  for (const point of points) addScaled(mean, 1 / n, point);
  const centred: Float64Array[] = [];
  for (const point of points) {
    const moved = point.slice(0, size);
    addScaled(moved, -1, mean);
    centred.push(moved);
    yield;
  }
  const gram = points.map(() => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) gram[i]![j] = gram[j]![i] = dot(centred[i]!, centred[j]!);
    yield;
  }
  const multiply = (x: Float64Array, y: Float64Array): void => gram.forEach((row, i) => (y[i] = dot(row, x)));
  const { vectors } = largestEigenpairs(multiply, n, 2, roundsOfSmall);
  const directions = vectors.map((weights) => {
    const direction = new Float64Array(size);
    const end = weights[n - 1]! < 0 ? -1 : 1;
    weights.forEach((weight, i) => addScaled(direction, end * weight, centred[i]!));
    return direction;
  });
  // Fewer than two: one point, or a path that is straight to the last digit.
  return directions.length === 2 && directions.every(normaliseLength) ? [directions[0]!, directions[1]!] : undefined;
}
