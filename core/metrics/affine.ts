import type { Dataset } from '#core/data/dataset.ts';

/** What a simple method is fitted to. */
export type Examples = Pick<Dataset, 'task' | 'samples' | 'inputs' | 'outputs' | 'x' | 'y'>;

/** Work in pieces: after each `yield` a worker may turn to something else. */
export type Work<T> = Generator<void, T, void>;

/** Multiply-adds between two yields: well under a millisecond. */
export const PIECE = 2e5;

/** Predicts targets (n,O) from inputs (n,I). */
export type Predict = (x: Float64Array, n: number) => Float64Array;

/** β₀ + x·β for each of n rows; `coefficients` holds, output by output, β₀ and the I that follow. */
export const affine = (coefficients: readonly Float64Array[], x: Float64Array, n: number, inputs: number): Float64Array => {
  const outputs = coefficients.length;
  const result = new Float64Array(n * outputs);
  for (let r = 0; r < n; r++) {
    for (let o = 0; o < outputs; o++) {
      const beta = coefficients[o]!;
      let sum = beta[0]!;
      for (let i = 0; i < inputs; i++) sum += x[r * inputs + i]! * beta[i + 1]!;
      result[r * outputs + o] = sum;
    }
  }
  return result;
};
