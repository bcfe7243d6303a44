/**
 * Chance as a function: a draw depends on (seed, stream, index) alone, so any step of a run can be computed without the
 * ones before it. Philox-4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
 *
 * The key is (seed, stream); the counter is (index, 0, kind, 0). The kind keeps uniform draws, normal draws and permutations of the same
 * index apart.
 */

import { log } from './elementary.ts';
import { cosTurn } from './turn.ts';

/** What each stream of draws is for. */
export const streams = {
  data: 1,
  labels: 2,
  split: 3,
  shuffle: 4,
  parameters: 5,
  dropout: 6,
  noise: 7,
  augment: 8,
  landscape: 9,
  drills: 10,
} as const;

export const kinds = { uniform: 0, normal: 1, permutation: 2 } as const;

export const multipliers = [0xd2511f53, 0xcd9e8d57] as const;
export const weyl = [0x9e3779b9, 0xbb67ae85] as const;
export const rounds = 10;
/** Of the mixing of substreams. */
export const mixing = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35] as const;
const [multiplier0, multiplier1] = multipliers;
const [weyl0, weyl1] = weyl;

/** The last block drawn; rewritten by every draw and read at once, so that a draw allocates nothing. */
const block = new Uint32Array(4);

/** Upper 32 bits of the 64-bit product of two uint32, as an int32. No partial sum passes 2^32, so wrapping never loses a bit. */
const highProduct = (a: number, b: number): number => {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) | 0;
  const carry = (Math.imul(aLow, bHigh) + (middle & 0xffff)) | 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (carry >>> 16)) | 0;
};

/**
 * One Philox-4x32-10 block of counter (c0..c3) under key (k0, k1), all uint32, written to `out`. Within, words are int32 of the same bits,
 * which engines keep in registers.
 */
export const philox = (c0: number, c1: number, c2: number, c3: number, k0: number, k1: number, out: Uint32Array): void => {
  let x0 = c0 | 0;
  let x1 = c1 | 0;
  let x2 = c2 | 0;
  let x3 = c3 | 0;
  let key0 = k0 | 0;
  let key1 = k1 | 0;
  for (let round = 0; round < rounds; round++) {
    const high0 = highProduct(multiplier0, x0);
    const low0 = Math.imul(multiplier0, x0);
    const high1 = highProduct(multiplier1, x2);
    const low1 = Math.imul(multiplier1, x2);
    x0 = high1 ^ x1 ^ key0;
    x1 = low1;
    x2 = high0 ^ x3 ^ key1;
    x3 = low0;
    key0 = (key0 + weyl0) | 0;
    key1 = (key1 + weyl1) | 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
};

const draw = (seed: number, stream: number, index: number, kind: number): void =>
  philox(index >>> 0, Math.floor(index / 4294967296) >>> 0, kind, 0, seed >>> 0, stream >>> 0, block);

/** 53 bits of two words as a number in [0, 1). */
const fraction = (high: number, low: number): number => ((high >>> 5) * 67108864 + (low >>> 6)) / 9007199254740992;

/** Uniform in [0, 1), 53 bits. `index` is an integer in [0, 2^53). */
export const uniformAt = (seed: number, stream: number, index: number): number => {
  draw(seed, stream, index, kinds.uniform);
  return fraction(block[0]!, block[1]!);
};

/** Standard normal, by Box–Muller from the two uniforms of one block. */
export const normalAt = (seed: number, stream: number, index: number): number => {
  draw(seed, stream, index, kinds.normal);
  const radius = Math.sqrt(-2 * log(1 - fraction(block[0]!, block[1]!)));
  return radius * cosTurn(fraction(block[2]!, block[3]!));
};

/** Whether a word is one of the last 2^32 mod `choices`, which would favour the first indices. */
const isUnfair = (word: number, choices: number): boolean => word >= 4294967296 - choices && word >= 4294967296 - (4294967296 % choices);

/** A permutation of 0..n-1, every one equally likely: Fisher–Yates, with rejection of the words that would bias an index. */
export const permutation = (seed: number, stream: number, n: number): Int32Array => {
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  let drawn = 0;
  for (let i = n - 1; i > 0; i--) {
    // Marked as unsigned throughout, for which the remainder is one instruction.
    const choices = (i + 1) >>> 0;
    let word: number;
    do {
      if ((drawn & 3) === 0) draw(seed, stream, drawn / 4, kinds.permutation);
      word = block[drawn & 3]! >>> 0;
      drawn++;
    } while (isUnfair(word, choices));
    const j = (word % choices) >>> 0;
    const moved = order[i]!;
    order[i] = order[j]!;
    order[j] = moved;
  }
  return order;
};

/**
 * The k-th stream under a stream: the shuffle of epoch k, the dropout of layer k. Substreams can be nested. For one parent, different k
 * (below 2^32) give different streams: the mixing (MurmurHash3's finaliser) is a bijection.
 */
export const substream = (stream: number, k: number): number => {
  let h = (Math.imul(stream, mixing[0]) + k + 1) >>> 0;
  h = Math.imul(h ^ (h >>> 16), mixing[1]);
  h = Math.imul(h ^ (h >>> 13), mixing[2]);
  return (h ^ (h >>> 16)) >>> 0;
};
