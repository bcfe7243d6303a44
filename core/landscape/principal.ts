import { addScaled, dot, normaliseLength } from './vectors.ts';
import type { Work } from './work.ts';

/** Sweeps of Jacobi's method; it converges quadratically, so ten are plenty for what fits in memory. */
const sweeps = 12;

/**
 * Eigenvalues and eigenvectors of a symmetric (n,n) matrix by Jacobi's rotations; the matrix is overwritten. vectors[i·n + k] is part i of
 * the eigenvector of values[k].
 */
export const symmetricEigen = (matrix: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } => {
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  const rotate = (of: Float64Array, i: number, j: number, c: number, s: number): void => {
    const [a, b] = [of[i]!, of[j]!];
    of[i] = c * a - s * b;
    of[j] = s * a + c * b;
  };
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const off = matrix[p * n + q]!;
        if (off === 0) continue;
        const theta = (matrix[q * n + q]! - matrix[p * n + p]!) / (2 * off);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < n; k++) rotate(matrix, k * n + p, k * n + q, c, s);
        for (let k = 0; k < n; k++) rotate(matrix, p * n + k, q * n + k, c, s);
        for (let k = 0; k < n; k++) rotate(vectors, k * n + p, k * n + q, c, s);
      }
    }
  }
  return { values: Float64Array.from({ length: n }, (_, i) => matrix[i * n + i]!), vectors };
};

/**
 * The two directions along which points vary most, of length 1, from the n points' Gram matrix, which is small where the points are few.
 * Undefined where they do not vary in two directions. The last point lies towards the positive end of both.
 */
export function* principalDirections(points: readonly Float64Array[]): Work<[Float64Array, Float64Array] | undefined> {
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
  const gram = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) gram[i * n + j] = gram[j * n + i] = dot(centred[i]!, centred[j]!);
    yield;
  }
  const { values, vectors } = symmetricEigen(gram, n);
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]!);
  const directions = order.slice(0, 2).map((k) => {
    const direction = new Float64Array(size);
    const end = vectors[(n - 1) * n + k]! < 0 ? -1 : 1;
    for (let i = 0; i < n; i++) addScaled(direction, end * vectors[i * n + k]!, centred[i]!);
    return direction;
  });
  // Fewer than two: one point, or a path that is straight to the last digit.
  return directions.length === 2 && directions.every(normaliseLength) ? [directions[0]!, directions[1]!] : undefined;
}
