import type { Preprocessing } from '#core/spec/methods.ts';
import type { Dataset } from './dataset.ts';

/** What is done to every input: x' = (x - offset) / scale, after missing values were filled in.   (I) each */
export interface Scaling {
  readonly kind: Preprocessing;
  readonly fill: Float64Array;
  readonly offset: Float64Array;
  readonly scale: Float64Array;
}

/**
 * Fits the scaling to a training set. Missing values (NaN) count for nothing and become the column's mean; `standardize` takes the mean
 * and the population's standard deviation, `min-max` the extremes. A constant column is moved to zero and left unscaled.
 */
export const fitScaling = (kind: Preprocessing, { samples, inputs, x }: Dataset): Scaling => {
  const fill = new Float64Array(inputs);
  const offset = new Float64Array(inputs);
  const scale = new Float64Array(inputs).fill(1);
  for (let i = 0; i < inputs; i++) {
    let count = 0;
    let sum = 0;
    let min = Infinity;
    let max = -Infinity;
    for (let n = 0; n < samples; n++) {
      const value = x[n * inputs + i]!;
      if (Number.isNaN(value)) continue;
      count++;
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    // A column that the training set lacks altogether is zero throughout.
    if (count === 0) continue;
    const mean = max > min ? sum / count : min;
    fill[i] = mean;
    if (kind === 'min-max') {
      offset[i] = min;
      if (max > min) scale[i] = max - min;
    } else if (kind === 'standardize') {
      offset[i] = mean;
      if (max > min) scale[i] = deviation(x, samples, inputs, i, mean);
    }
  }
  return { kind, fill, offset, scale };
};

/** The filled-in samples count too: they lie on the mean. */
const deviation = (x: Float64Array, samples: number, inputs: number, i: number, mean: number): number => {
  let sum = 0;
  for (let n = 0; n < samples; n++) {
    const value = x[n * inputs + i]!;
    if (!Number.isNaN(value)) sum += (value - mean) * (value - mean);
  }
  return Math.sqrt(sum / samples) || 1;
};

/** The data set with every input filled in and scaled; itself where there is nothing to do. */
export const scaled = <D extends Dataset>(dataset: D, { kind, fill, offset, scale }: Scaling): D => {
  const { inputs, x } = dataset;
  if (kind === 'none' && !x.some(Number.isNaN)) return dataset;
  const to = new Float64Array(x.length);
  for (let at = 0, i = 0; at < x.length; at++, i = i + 1 === inputs ? 0 : i + 1) {
    const value = x[at]!;
    to[at] = ((Number.isNaN(value) ? fill[i]! : value) - offset[i]!) / scale[i]!;
  }
  return { ...dataset, x: to };
};
