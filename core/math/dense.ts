/**
 * Matrix products over flat row-major arrays. A sum over inputs or units runs over its index in ascending order from 0, one over samples in the
 * two lanes of `lanes.ts`: a result never depends on how many rows or columns are computed together.
 */

import { sampleSum } from './lanes.ts';

type Data = Float64Array;

/**
 * A matrix inside an array: element (r, c) is `data[at + r·row + c·col]`. Spelled out as four arguments wherever one is passed, because
 * an object per call would cost more than a small product.
 */

/** A panel of B is copied where its rows lie far apart, for far-apart rows fall on the same few cache lines, and where it is used often. */
const panelDepth = 4096;
const farApart = 64;
const usedOften = 32;
const panel = new Float64Array(4 * panelDepth);

/**
 * C = A·B.   A (R,K)  B (K,C)  C (R,C) with contiguous rows. Four rows by four columns at a time stay in registers while k runs, so that
 * each number loaded is used four times; what is left over at the edges goes four by one, then one by one.
 */
// prettier-ignore
const product = (
  rows: number, cols: number, depth: number,
  a: Data, aAt: number, aRow: number, aDepth: number,
  b: Data, bAt: number, bDepth: number, bCol: number,
  c: Data, cAt: number,
): void => {
  const rows4 = rows - (rows % 4);
  const cols4 = cols - (cols % 4);
  const copy = bDepth >= farApart && rows >= usedOften && depth <= panelDepth;
  for (let j = 0; j < cols4; j += 4) {
    const from = bAt + j * bCol;
    if (copy) {
      copyPanel(depth, b, from, bDepth, bCol);
      blocks(rows4, depth, a, aAt, aRow, aDepth, panel, 0, 4, 1, c, cAt + j, cols);
    } else blocks(rows4, depth, a, aAt, aRow, aDepth, b, from, bDepth, bCol, c, cAt + j, cols);
  }
  for (let j = cols4; j < cols; j++) fours(rows4, depth, a, aAt, aRow, aDepth, b, bAt + j * bCol, bDepth, c, cAt + j, cols);
  // The last rows are columns of the transposed product: A and B change roles.
  for (let r = rows4; r < rows; r++) {
    fours(cols4, depth, b, bAt, bCol, bDepth, a, aAt + r * aRow, aDepth, c, cAt + r * cols, 1);
    for (let j = cols4; j < cols; j++) c[cAt + r * cols + j] = dot(depth, a, aAt + r * aRow, aDepth, b, bAt + j * bCol, bDepth);
  }
};

/** The four columns of B from `from` on, one after the other at every depth. */
const copyPanel = (depth: number, b: Data, from: number, bDepth: number, bCol: number): void => {
  for (let k = 0, p = 0, q = from; k < depth; k++, p += 4, q += bDepth) {
    panel[p] = b[q]!;
    panel[p + 1] = b[q + bCol]!;
    panel[p + 2] = b[q + 2 * bCol]!;
    panel[p + 3] = b[q + 3 * bCol]!;
  }
};

/** Four columns of C, four rows at a time. */
// prettier-ignore
const blocks = (
  rows: number, depth: number,
  a: Data, aAt: number, aRow: number, aDepth: number,
  b: Data, bAt: number, bDepth: number, bCol: number,
  c: Data, cAt: number, cRow: number,
): void => {
  for (let r = 0; r < rows; r += 4) {
    let c00 = 0, c01 = 0, c02 = 0, c03 = 0;
    let c10 = 0, c11 = 0, c12 = 0, c13 = 0;
    let c20 = 0, c21 = 0, c22 = 0, c23 = 0;
    let c30 = 0, c31 = 0, c32 = 0, c33 = 0;
    for (let k = 0, p = aAt + r * aRow, q = bAt; k < depth; k++, p += aDepth, q += bDepth) {
      const b0 = b[q]!, b1 = b[q + bCol]!, b2 = b[q + 2 * bCol]!, b3 = b[q + 3 * bCol]!;
      const a0 = a[p]!, a1 = a[p + aRow]!, a2 = a[p + 2 * aRow]!, a3 = a[p + 3 * aRow]!;
      c00 += a0 * b0; c01 += a0 * b1; c02 += a0 * b2; c03 += a0 * b3;
      c10 += a1 * b0; c11 += a1 * b1; c12 += a1 * b2; c13 += a1 * b3;
      c20 += a2 * b0; c21 += a2 * b1; c22 += a2 * b2; c23 += a2 * b3;
      c30 += a3 * b0; c31 += a3 * b1; c32 += a3 * b2; c33 += a3 * b3;
    }
    let o = cAt + r * cRow;
    c[o] = c00; c[o + 1] = c01; c[o + 2] = c02; c[o + 3] = c03;
    o += cRow;
    c[o] = c10; c[o + 1] = c11; c[o + 2] = c12; c[o + 3] = c13;
    o += cRow;
    c[o] = c20; c[o + 1] = c21; c[o + 2] = c22; c[o + 3] = c23;
    o += cRow;
    c[o] = c30; c[o + 1] = c31; c[o + 2] = c32; c[o + 3] = c33;
  }
};

/** One column of C, four rows at a time: four rows of A against one column of B. */
// prettier-ignore
const fours = (
  rows: number, depth: number,
  a: Data, aAt: number, aRow: number, aDepth: number,
  b: Data, bAt: number, bDepth: number,
  c: Data, cAt: number, cRow: number,
): void => {
  for (let r = 0; r < rows; r += 4) {
    let c0 = 0, c1 = 0, c2 = 0, c3 = 0;
    for (let k = 0, p = aAt + r * aRow, q = bAt; k < depth; k++, p += aDepth, q += bDepth) {
      const bk = b[q]!;
      c0 += a[p]! * bk;
      c1 += a[p + aRow]! * bk;
      c2 += a[p + 2 * aRow]! * bk;
      c3 += a[p + 3 * aRow]! * bk;
    }
    const o = cAt + r * cRow;
    c[o] = c0;
    c[o + cRow] = c1;
    c[o + 2 * cRow] = c2;
    c[o + 3 * cRow] = c3;
  }
};

const dot = (depth: number, a: Data, aAt: number, aDepth: number, b: Data, bAt: number, bDepth: number): number => {
  let sum = 0;
  for (let k = 0, p = aAt, q = bAt; k < depth; k++, p += aDepth, q += bDepth) sum += a[p]! * b[q]!;
  return sum;
};

/** Z = X·W + b, the sum first and then b.   X (B,I)  W (I,O) at `w`  b (O) at `bias`  Z (B,O) */
export const denseForward = (
  batch: number,
  inputs: number,
  outputs: number,
  x: Data,
  parameters: Data,
  w: number,
  bias: number,
  z: Data,
): void => {
  product(batch, outputs, inputs, x, 0, inputs, 1, parameters, w, outputs, 1, z, 0);
  for (let n = 0, i = 0; n < batch; n++) for (let o = 0; o < outputs; o++, i++) z[i] = z[i]! + parameters[bias + o]!;
};

/** dX = dZ·Wᵀ.   dZ (B,O)  W (I,O) at `w`  dX (B,I) */
export const denseBackwardInput = (batch: number, inputs: number, outputs: number, dZ: Data, parameters: Data, w: number, dX: Data): void =>
  product(batch, inputs, outputs, dZ, 0, outputs, 1, parameters, w, 1, outputs, dX, 0);

/** What the samples of odd place give to a dW. */
let odd = new Float64Array(0);

/** dW = Xᵀ·dZ   db = Σₙ dZ, both in the two lanes of samples.   X (B,I)  dZ (B,O)  dW (I,O) at `w`  db (O) at `bias` */
export const denseBackwardWeights = (
  batch: number,
  inputs: number,
  outputs: number,
  x: Data,
  dZ: Data,
  gradient: Data,
  w: number,
  bias: number,
): void => {
  const weights = inputs * outputs;
  if (odd.length < weights) odd = new Float64Array(weights);
  product(inputs, outputs, Math.ceil(batch / 2), x, 0, 1, 2 * inputs, dZ, 0, 2 * outputs, 1, gradient, w);
  product(inputs, outputs, Math.floor(batch / 2), x, inputs, 1, 2 * inputs, dZ, outputs, 2 * outputs, 1, odd, 0);
  for (let i = 0; i < weights; i++) gradient[w + i] = gradient[w + i]! + odd[i]!;
  for (let o = 0; o < outputs; o++) gradient[bias + o] = sampleSum(dZ, batch, o, outputs);
};
