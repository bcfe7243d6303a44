import { exp, log1p } from './elementary.ts';

/** a = softmax(z), row by row.   z, a (B,O) */
export const softmax = (z: Float64Array, a: Float64Array, rows: number, units: number): void => {
  for (let n = 0, at = 0; n < rows; n++, at += units) {
    let top = z[at]!;
    for (let o = 1; o < units; o++) if (z[at + o]! > top) top = z[at + o]!;
    let sum = 0;
    for (let o = 0; o < units; o++) sum += a[at + o] = exp(z[at + o]! - top);
    for (let o = 0; o < units; o++) a[at + o] = a[at + o]! / sum;
  }
};

/** From dL/da to dL/dz through softmax: `gradient` holds the one and receives the other.   a, gradient (B,O) */
export type SoftmaxBackward = (a: Float64Array, gradient: Float64Array, rows: number, units: number) => void;

/** dZ_j = a_j (dA_j - Σ_k dA_k a_k): dA times the whole Jacobian. */
export const softmaxBackward: SoftmaxBackward = (a, gradient, rows, units) => {
  for (let n = 0, at = 0; n < rows; n++, at += units) {
    let dot = 0;
    for (let o = 0; o < units; o++) dot += gradient[at + o]! * a[at + o]!;
    for (let o = 0; o < units; o++) gradient[at + o] = a[at + o]! * (gradient[at + o]! - dot);
  }
};

/** Where the largest number of the row stands that starts at `at`. */
export const topOf = (z: Float64Array, at: number, units: number): number => {
  let top = at;
  for (let i = at + 1; i < at + units; i++) if (z[i]! > z[top]!) top = i;
  return top;
};

/**
 * ln Σ e^z - z_top of the row that starts at `at`: how far its soft maximum lies above its maximum, which keeps its digits where the two are
 * nearly one. -ln softmax(z)_i is that and z_top - z_i, neither of them negative.
 */
export const aboveTop = (z: Float64Array, at: number, units: number, top: number): number => {
  let others = 0;
  for (let i = at; i < at + units; i++) if (i !== top) others += exp(z[i]! - z[top]!);
  return log1p(others);
};
