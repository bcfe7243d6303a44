import { add2, addInt, equalInt, int, lessInt, load2, loadSplat, mul2, pair, subInt, type Int } from './expression.ts';
import type { Body, Local } from './module.ts';

/*
 * Matrix products by tiles. Samples lie in pairs, two in the lanes of one vector: a matrix (B,O) is [pair][unit][lane], and so each sum over
 * inputs or units runs for two samples at once, in the order of the readable core. A tile keeps up to eight sums in registers, so that what is
 * loaded is used two to four times.
 */

/** The longest sum that is written out term by term; a loop is faster beyond. */
const WRITTEN_OUT = 4;
/** More tiles than these go in a loop of the module, fewer are written one after the other. */
const UNROLLED_TILES = 2;

/** From which number on, a multiple of the tiles' size, and up to which, another one or the last. */
export interface Bounds {
  readonly from: Int;
  readonly to: Int;
}

/** Runs `inner` for tiles of `size` numbers and for what is left: `first` is the number of the tile's first one. */
export const inTiles = (body: Body, count: number, size: number, inner: (first: Int, size: number) => void, bounds?: Bounds): void => {
  const whole = count - (count % size);
  if (bounds) {
    const first = body.let(bounds.from);
    const end = body.let(bounds.to);
    body.when(lessInt(int(whole), end), () => body.set(end, int(whole)));
    body.loop(first, end, size, () => inner(first, size));
    if (count > whole) body.when(equalInt(bounds.to, int(count)), () => inner(int(whole), count - whole));
    return;
  }
  if (whole / size <= UNROLLED_TILES) for (let first = 0; first < whole; first += size) inner(int(first), size);
  else {
    const first = body.let(int(0));
    body.loop(first, int(whole), size, () => inner(first, size), true);
  }
  if (count > whole) inner(int(whole), count - whole);
};

/** Runs `inner` for columns of `most` pairs of samples at a time, then half as many, down to one. `at` counts pairs, `pairs` of them. */
export const inColumns = (body: Body, pairs: Int, most: number, inner: (at: Local<'i32'>, columns: number) => void): void => {
  const at = body.let(int(0));
  for (let columns = most; columns >= 1; columns /= 2) {
    const end = body.let(subInt(pairs, int(columns - 1)));
    body.loop(at, end, columns, () => inner(at, columns));
  }
};

/** How far apart neighbours of a product's factors lie, in bytes. */
export interface Strides {
  /** From one row of the tile to the next, and from one term of the sum to the next, among the weights. */
  readonly weightRow: number;
  readonly weightTerm: number;
  /** From one pair of samples to the next among the other factor; its terms are 16 apart. */
  readonly pair: number;
}

/**
 * The sums of a tile: sum[r][c] = Σₖ w[r,k]·x[c,k], k ascending from 0, for `rows` rows of weights and `columns` pairs of samples.
 * w[r,k] is the number at weights + r·weightRow + k·weightTerm, x[c,k] the pair at inputs + c·pair + 16·k.
 */
export const productTile = (
  body: Body,
  terms: number,
  rows: number,
  columns: number,
  weights: Int,
  inputs: Int,
  { weightRow, weightTerm, pair: pairStride }: Strides,
): Local<'v128'>[][] => {
  const sums = Array.from({ length: rows }, () => Array.from({ length: columns }, () => body.let(pair(0))));
  const term = (w: Int, x: Int, k: number): void => {
    const column = Array.from({ length: columns }, (_, c) => body.let(load2(x, c * pairStride + 16 * k)));
    for (let r = 0; r < rows; r++) {
      const weight = body.let(loadSplat(w, r * weightRow + k * weightTerm));
      // sum += w·x
      for (let c = 0; c < columns; c++) body.set(sums[r]![c]!, add2(sums[r]![c]!, mul2(weight, column[c]!)));
    }
  };
  const w = body.let(weights);
  const x = body.let(inputs);
  if (terms <= WRITTEN_OUT) for (let k = 0; k < terms; k++) term(w, x, k);
  else {
    const end = body.let(addInt(x, int(16 * terms)));
    // One term in each turn: more would keep more numbers than there are registers.
    body.loop(
      x,
      end,
      16,
      () => {
        term(w, x, 0);
        body.set(w, addInt(w, int(weightTerm)));
      },
      true,
    );
  }
  return sums;
};

/**
 * The sums of a tile of dW: sum[i][o] = Σ x[i]·d[o] over pairs of samples, in their two lanes, for `inputs` neighbouring inputs and `outputs`
 * neighbouring units.
 */
export const gradientTile = (
  body: Body,
  pairs: Int,
  inputs: number,
  outputs: number,
  x: Int,
  d: Int,
  xStride: number,
  dStride: number,
): Local<'v128'>[][] => {
  const sums = Array.from({ length: inputs }, () => Array.from({ length: outputs }, () => body.let(pair(0))));
  const xAt = body.let(x);
  const dAt = body.let(d);
  const n = body.let(int(0));
  body.loop(
    n,
    pairs,
    1,
    () => {
      const column = Array.from({ length: outputs }, (_, o) => body.let(load2(dAt, 16 * o)));
      for (let i = 0; i < inputs; i++) {
        const input = body.let(load2(xAt, 16 * i));
        // sum += x·d
        for (let o = 0; o < outputs; o++) body.set(sums[i]![o]!, add2(sums[i]![o]!, mul2(input, column[o]!)));
      }
      body.set(xAt, addInt(xAt, int(xStride)));
      body.set(dAt, addInt(dAt, int(dStride)));
    },
    true,
  );
  return sums;
};
