import { affine, type Examples, type Predict, type Work } from './affine.ts';

/** A column that lies in the span of those before it, up to this share of its own length, adds nothing and gets the coefficient 0. */
const dependent = 1e-10;

/**
 * Ordinary least squares with an intercept, output by output: QR of [1 X] by modified Gram-Schmidt, the targets carried along as one more
 * column, which is as accurate as Householder's (Björck, 1967).
 */
export function* linearRegression({ samples, inputs, outputs, x, y }: Examples): Work<Predict> {
  const columns = Array.from({ length: inputs + 1 }, (_, c) =>
    Float64Array.from({ length: samples }, (_, n) => (c === 0 ? 1 : x[n * inputs + c - 1]!)),
  );
  const R = yield* orthonormalise(columns);
  const coefficients = Array.from({ length: outputs }, (_, o) => {
    const target = Float64Array.from({ length: samples }, (_, n) => y[n * outputs + o]!);
    return solveUpper(
      R,
      columns.map((q) => removeAlong(q, target)),
    );
  });
  return (points, n) => affine(coefficients, points, n, inputs);
}

/** Makes the columns orthonormal in place, dependent ones zero; answers R, R[i][j] for i <= j. */
function* orthonormalise(columns: readonly Float64Array[]): Work<Float64Array[]> {
  const R = columns.map(() => new Float64Array(columns.length));
  const lengths = columns.map((column) => Math.sqrt(dot(column, column)));
  for (const [j, column] of columns.entries()) {
    const norm = Math.sqrt(dot(column, column));
    const kept = norm > dependent * lengths[j]!;
    R[j]![j] = kept ? norm : 0;
    for (let n = 0; n < column.length; n++) column[n] = kept ? column[n]! / norm : 0;
    for (let later = j + 1; later < columns.length; later++) R[j]![later] = removeAlong(column, columns[later]!);
    yield;
  }
  return R;
}

/** vector -= q·(q·vector); answers q·vector. */
const removeAlong = (q: Float64Array, vector: Float64Array): number => {
  const along = dot(q, vector);
  for (let n = 0; n < vector.length; n++) vector[n] = vector[n]! - along * q[n]!;
  return along;
};

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += a[n]! * b[n]!;
  return sum;
};

/** β with R·β = c; 0 where R's diagonal is. */
const solveUpper = (R: readonly Float64Array[], c: readonly number[]): Float64Array => {
  const beta = new Float64Array(c.length);
  for (let i = c.length - 1; i >= 0; i--) {
    let sum = c[i]!;
    for (let j = i + 1; j < c.length; j++) sum -= R[i]![j]! * beta[j]!;
    beta[i] = R[i]![i] === 0 ? 0 : sum / R[i]![i]!;
  }
  return beta;
};
