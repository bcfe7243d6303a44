import { sampleSum } from './lanes.ts';

/**
 * Batch and layer normalisation: u = gamma·hat + beta with hat = (z - mean) / √(variance + 1e-5). Batch: mean and biased variance of
 * each unit over the batch (O). Layer: of each sample over its units (B). z, hat, u (B,O); gamma, beta (O) inside `parameters`.
 */
export const epsilon = 1e-5;
/** Share of the newest batch in the running statistics. */
export const runningShare = 0.1;

type Data = Float64Array;

export const batchStatistics = (z: Data, mean: Data, variance: Data, rows: number, units: number): void => {
  for (let o = 0; o < units; o++) {
    const m = sampleSum(z, rows, o, units) / rows;
    // The lanes of samples: those of even place, those of odd place.
    const squares = [0, 0];
    for (let n = 0, i = o; n < rows; n++, i += units) squares[n & 1]! += (z[i]! - m) * (z[i]! - m);
    mean[o] = m;
    variance[o] = (squares[0]! + squares[1]!) / rows;
  }
};

export const layerStatistics = (z: Data, mean: Data, variance: Data, rows: number, units: number): void => {
  for (let n = 0, at = 0; n < rows; n++, at += units) {
    let sum = 0;
    for (let o = 0; o < units; o++) sum += z[at + o]!;
    const m = sum / units;
    let squares = 0;
    for (let o = 0; o < units; o++) squares += (z[at + o]! - m) * (z[at + o]! - m);
    mean[n] = m;
    variance[n] = squares / units;
  }
};

/** hat and u from statistics that are per unit (`batch`) or per sample (`layer`). */
export const normalise = (
  kind: 'batch' | 'layer',
  z: Data,
  mean: Data,
  variance: Data,
  parameters: Data,
  gamma: number,
  beta: number,
  hat: Data,
  u: Data,
  rows: number,
  units: number,
): void => {
  for (let n = 0, i = 0; n < rows; n++) {
    for (let o = 0; o < units; o++, i++) {
      const s = kind === 'batch' ? o : n;
      hat[i] = (z[i]! - mean[s]!) / Math.sqrt(variance[s]! + epsilon);
      u[i] = parameters[gamma + o]! * hat[i]! + parameters[beta + o]!;
    }
  }
};

/** dGamma = Σₙ dU·hat   dBeta = Σₙ dU.   (O) inside `gradient` */
export const normaliseBackwardParameters = (
  dU: Data,
  hat: Data,
  gradient: Data,
  gamma: number,
  beta: number,
  rows: number,
  units: number,
): void => {
  for (let o = 0; o < units; o++) {
    const dGamma = [0, 0];
    for (let n = 0, i = o; n < rows; n++, i += units) dGamma[n & 1]! += dU[i]! * hat[i]!;
    gradient[gamma + o] = dGamma[0]! + dGamma[1]!;
    gradient[beta + o] = sampleSum(dU, rows, o, units);
  }
};

/**
 * dZ = (dHat - mean(dHat) - hat·mean(dHat·hat)) / √(variance + 1e-5), dHat = dU·gamma, the means over what was normalised together: the
 * statistics depend on every z of the group, so each z owes through them too.
 */
export const normaliseBackward = (
  kind: 'batch' | 'layer',
  dU: Data,
  hat: Data,
  variance: Data,
  parameters: Data,
  gamma: number,
  dZ: Data,
  rows: number,
  units: number,
): void => {
  const groups = kind === 'batch' ? units : rows;
  const size = kind === 'batch' ? rows : units;
  const groupStride = kind === 'batch' ? 1 : units;
  const stride = kind === 'batch' ? units : 1;
  for (let g = 0; g < groups; g++) {
    // Over samples in their two lanes, over units in one.
    const sums = [0, 0];
    const dots = [0, 0];
    for (let k = 0, i = g * groupStride; k < size; k++, i += stride) {
      const lane = kind === 'batch' ? k & 1 : 0;
      const dHat = dU[i]! * parameters[gamma + (kind === 'batch' ? g : k)]!;
      sums[lane]! += dHat;
      dots[lane]! += dHat * hat[i]!;
    }
    const sum = sums[0]! + sums[1]!;
    const dot = dots[0]! + dots[1]!;
    const deviation = Math.sqrt(variance[g]! + epsilon);
    for (let k = 0, i = g * groupStride; k < size; k++, i += stride) {
      const dHat = dU[i]! * parameters[gamma + (kind === 'batch' ? g : k)]!;
      dZ[i] = (dHat - sum / size - (hat[i]! * dot) / size) / deviation;
    }
  }
};

/** dZ = dU·gamma / √(variance + 1e-5), of batch normalisation by given statistics, which do not depend on z. */
export const normaliseBackwardGiven = (
  dU: Data,
  variance: Data,
  parameters: Data,
  gamma: number,
  dZ: Data,
  rows: number,
  units: number,
): void => {
  for (let o = 0; o < units; o++) {
    const scale = parameters[gamma + o]! / Math.sqrt(variance[o]! + epsilon);
    for (let n = 0, i = o; n < rows; n++, i += units) dZ[i] = dU[i]! * scale;
  }
};

/** The running mean and variance after one more batch; the variance is the unbiased one where the batch has two samples or more. */
export const moveRunning = (
  state: Data,
  next: Data,
  runningMean: number,
  runningVariance: number,
  mean: Data,
  variance: Data,
  rows: number,
  units: number,
): void => {
  const unbias = rows > 1 ? rows / (rows - 1) : 1;
  for (let o = 0; o < units; o++) {
    next[runningMean + o] = (1 - runningShare) * state[runningMean + o]! + runningShare * mean[o]!;
    next[runningVariance + o] = (1 - runningShare) * state[runningVariance + o]! + runningShare * variance[o]! * unbias;
  }
};
