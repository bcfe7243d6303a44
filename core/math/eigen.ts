import { addScaled, dot, normaliseLength } from './vectors.ts';

/** y = A·x, for a symmetric A without negative eigenvalues. x, y (size) */
export type Product = (x: Float64Array, y: Float64Array) => void;

export interface Eigenpairs {
  /** The largest first. */
  readonly values: readonly number[];
  /** Of length 1 and at right angles to each other. */
  readonly vectors: readonly Float64Array[];
}

/** Squared distance between the directions of two rounds at which one is found. */
const found = 1e-24;

/**
 * The `count` largest eigenvalues of a matrix and their vectors, by power iteration over at most so many rounds each, every vector at right
 * angles to those before it. Iteration begins at the vectors of `before`: what barely changed neither turns nor flips.
 */
export const largestEigenpairs = (
  multiply: Product,
  size: number,
  count: number,
  rounds: number,
  before: readonly Float64Array[] = [],
): Eigenpairs => {
  const vectors: Float64Array[] = [];
  const values: number[] = [];
  let next: Float64Array = new Float64Array(size);
  for (let c = 0; c < Math.min(count, size); c++) {
    const start = before[c];
    let vector = start?.length === size ? start.slice() : someDirection(size, c);
    let value = 0;
    for (let round = 0; round < rounds; round++) {
      multiply(vector, next);
      for (const other of vectors) addScaled(next, -dot(other, next), other);
      value = Math.sqrt(dot(next, next));
      if (!normaliseLength(next)) {
        value = 0;
        break;
      }
      const turned = distance(vector, next);
      [vector, next] = [next, vector];
      if (turned < found) break;
    }
    // Where the matrix has nothing left, any direction at right angles to the others is as good.
    vectors.push(value === 0 ? perpendicular(vectors, size) : vector);
    values.push(value);
  }
  return { values, vectors };
};

/** Something of every axis, of none as much as of another. */
const someDirection = (size: number, which: number): Float64Array => {
  const direction = Float64Array.from({ length: size }, (_, i) => 1 / (1 + ((i + which) % size)));
  normaliseLength(direction);
  return direction;
};

const distance = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) * (a[i]! - b[i]!);
  return sum;
};

const perpendicular = (others: readonly Float64Array[], size: number): Float64Array => {
  for (let axis = 0; axis < size; axis++) {
    const vector = new Float64Array(size);
    vector[axis] = 1;
    for (const other of others) addScaled(vector, -dot(other, vector), other);
    if (vector.some((value) => Math.abs(value) > 1e-6) && normaliseLength(vector)) return vector;
  }
  return new Float64Array(size);
};
