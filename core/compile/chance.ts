import { kinds, mixing, multipliers, rounds, streams, substream, weyl } from '#core/math/random.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { cosTurn2, shareLog2 } from './elementary.ts';
import {
  add2,
  addInt,
  addLong,
  addLong2,
  and2,
  andInt,
  andLong,
  andNot2,
  atLeastLong,
  equalInt,
  int,
  intOfLong,
  lessLong2,
  isZero,
  loadInt,
  long,
  longOfInt,
  mul2,
  mulInt,
  mulLong,
  mulLong2,
  or2,
  pair,
  pairOfBits,
  pairOfLanes,
  remainder,
  remainderLong,
  shiftLeft,
  shiftLeftLong2,
  shiftRight,
  shiftRightLong,
  shiftRightLong2,
  splatLong,
  sqrt2,
  sub2,
  subInt,
  subLong,
  withLongLane,
  xor2,
  xorInt,
  xorLong,
  type Int,
  type Long,
  type Pair,
} from './expression.ts';
import type { Body, Local, Module } from './module.ts';

/* Chance as `core/math/random.ts` has it, number for number. */

const word = 0xffffffffn;
const low = (x: Long): Long => andLong(x, long(word));
const high = (x: Long): Long => shiftRightLong(x, long(32));

/** The keys of every round under (seed, stream), which all draws share. */
const keysOf = (body: Body, seed: Int, stream: Int): Local<'i64'>[][] =>
  [seed, stream].map((key, i) => {
    const first = body.let(longOfInt(key));
    return Array.from({ length: rounds }, (_, round) => body.let(low(addLong(first, long(BigInt(round) * BigInt(weyl[i]!))))));
  });

/** The four words of one Philox-4x32-10 block of counter (index, 0, kind, 0). */
const philox = (body: Body, index: Int, kind: number, keys: Local<'i64'>[][]): Local<'i64'>[] => {
  let x: Local<'i64'>[] = [body.let(longOfInt(index)), body.let(long(0)), body.let(long(kind)), body.let(long(0))];
  for (let round = 0; round < rounds; round++) {
    const first = body.let(mulLong(long(multipliers[0]), x[0]!));
    const second = body.let(mulLong(long(multipliers[1]), x[2]!));
    x = [
      body.let(xorLong(xorLong(high(second), x[1]!), keys[0]![round]!)),
      body.let(low(second)),
      body.let(xorLong(xorLong(high(first), x[3]!), keys[1]![round]!)),
      body.let(low(first)),
    ];
  }
  return x;
};

/** The number of substream k of a stream. */
const substreamOf = (body: Body, stream: number, k: Int): Int => {
  const [first, second, third] = mixing;
  const h = body.let(addInt(int(Math.imul(stream, first) + 1), k));
  const stir = (by: number, factor: number): void => body.set(h, mulInt(xorInt(h, shiftRight(h, int(by))), int(factor | 0)));
  stir(16, second);
  stir(13, third);
  return xorInt(h, shiftRight(h, int(16)));
};

/** The four words of two Philox blocks of one kind, side by side: those of counters `index` (int64 in both lanes, below 2^32). */
const philox2 = (body: Body, index: Pair, kind: number, keys: Local<'i64'>[][]): readonly [Pair, Pair, Pair, Pair] => {
  const high2 = (x: Pair): Pair => shiftRightLong2(x, 32);
  const low2 = (x: Pair): Pair => and2(x, pairOfBits(word));
  let x: readonly [Pair, Pair, Pair, Pair] = [index, pairOfBits(0n), pairOfBits(BigInt(kind)), pairOfBits(0n)];
  for (let round = 0; round < rounds; round++) {
    const first = body.let(mulLong2(pairOfBits(BigInt(multipliers[0])), x[0]));
    const second = body.let(mulLong2(pairOfBits(BigInt(multipliers[1])), x[2]));
    x = [
      body.let(xor2(xor2(high2(second), x[1]), splatLong(keys[0]![round]!))),
      body.let(low2(second)),
      body.let(xor2(xor2(high2(first), x[3]), splatLong(keys[1]![round]!))),
      body.let(low2(first)),
    ];
  }
  return x;
};

/**
 * Draws the mask of inverted dropout of layer l (from 0) as `dropoutMask` does: answers the numbers of the index-th draw and of the one that is
 * `apart` further on.
 */
export const dropoutDraws = (body: Body, { seed, network }: RunSpec, l: number, step: Int): ((index: Int, apart: number) => Pair) => {
  const { dropout } = network.layers[l]!;
  const keys = keysOf(body, int(seed | 0), body.let(substreamOf(body, substream(streams.dropout, l + 1), step)));
  // Of 2^53 numbers those below are dropped.
  const below = BigInt(Math.ceil(dropout * 9007199254740992));
  return (index, apart) => {
    const both = body.let(addLong2(splatLong(longOfInt(index)), pairOfLanes(0n, BigInt(apart))));
    const [first, second] = philox2(body, both, kinds.uniform, keys);
    // 53 bits of two words.
    const drawn = or2(shiftLeftLong2(shiftRightLong2(first, 5), 26), shiftRightLong2(second, 6));
    return andNot2(pair(1 / (1 - dropout)), lessLong2(drawn, pairOfBits(below)));
  };
};

/** A whole number below 2^52, one in each lane, as a double. */
const doubleOfLong2 = (x: Pair): Pair => sub2(or2(x, pairOfBits(0x43300000_00000000n)), pair(4503599627370496));

/** Two words of 32 bits each as numbers in [0, 1), of 53 bits. */
const fraction2 = (high: Pair, low: Pair): Pair => {
  const upper = mul2(doubleOfLong2(shiftRightLong2(high, 5)), pair(67108864));
  return mul2(add2(upper, doubleOfLong2(shiftRightLong2(low, 6))), pair(1 / 9007199254740992));
};

/** Draws normal numbers of substream `step` as `normalAt` does: of two indices below 2^32 at once. */
export const normalDraws = (body: Body, { seed }: RunSpec, stream: number, step: Int): ((first: Int, second: Int) => Pair) => {
  const keys = keysOf(body, int(seed | 0), body.let(substreamOf(body, stream, step)));
  return (first, second) => {
    const both = body.let(withLongLane(splatLong(longOfInt(first)), 1, longOfInt(second)));
    const words = philox2(body, both, kinds.normal, keys);
    const size = body.let(shareLog2(body, sub2(pair(1), fraction2(words[0], words[1]))));
    return mul2(sqrt2(mul2(pair(-2), size)), cosTurn2(body, fraction2(words[2], words[3])));
  };
};

/**
 * `permute(seed, stream, n)` writes a permutation of 0..n-1 (int32) to `order`: Fisher–Yates, with rejection of the words that would favour an
 * index. `words` is room for a block.
 */
export const definePermute = (module: Module, order: number, words: number): void => {
  module.define(
    ['i32', 'i32', 'i32'],
    (body, seed, stream, n) => {
      const keys = keysOf(body, seed, stream);
      const place = (i: Int): Int => addInt(int(order), shiftLeft(i, int(2)));
      const at = body.let(int(0));
      body.loop(at, n, 1, () => body.store(place(at), 0, at));
      const drawn = body.let(int(0));
      const choices = body.let(n);
      const [drawnWord, moved] = [body.local('i64'), body.local('i32')];
      const [from, to, again] = [body.local('i32'), body.local('i32'), body.local('i32')];
      const range = 1n << 32n;
      body.when(isZero(equalInt(n, int(1))), () =>
        body.repeat(() => {
          body.repeat(() => {
            body.when(isZero(andInt(drawn, int(3))), () => {
              const block = philox(body, shiftRight2(drawn), kinds.permutation, keys);
              block.forEach((value, i) => body.store(int(words), 4 * i, intOfLong(value)));
            });
            body.set(drawnWord, longOfInt(loadInt(addInt(int(words), shiftLeft(andInt(drawn, int(3)), int(2))))));
            body.set(drawn, addInt(drawn, int(1)));
            const few = longOfInt(choices);
            // Only a word near the end of the range may favour an index: for the others the quotient is spared.
            body.set(again, int(0));
            body.when(atLeastLong(drawnWord, subLong(long(range), few)), () =>
              body.set(again, atLeastLong(drawnWord, subLong(long(range), remainderLong(long(range), few)))),
            );
            return again;
          });
          body.set(from, place(subInt(choices, int(1))));
          body.set(to, place(remainder(intOfLong(drawnWord), choices)));
          body.set(moved, loadInt(from));
          body.store(from, 0, loadInt(to));
          body.store(to, 0, moved);
          body.set(choices, subInt(choices, int(1)));
          return isZero(equalInt(choices, int(1)));
        }),
      );
    },
    'permute',
  );
};

const shiftRight2 = (x: Int): Int => intOfLong(shiftRightLong(longOfInt(x), long(2)));
