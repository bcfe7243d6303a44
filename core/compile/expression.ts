import type { Bytes } from './bytes.ts';

/*
 * Values of WebAssembly as expressions. A value is what writes the instructions that leave it on the stack: `mul(x, w)` writes x, then w, then
 * the multiplication. Two of the same value are computed twice: what is used twice is put into a local (`Body.let`).
 *
 * A pair (v128) holds two doubles, of two samples: the functions named `...2` work on both lanes at once, the others on single numbers.
 * Their names and codes are those of the WebAssembly specification.
 */

export type Type = 'i32' | 'i64' | 'f64' | 'v128';

export interface Value<T extends Type> {
  readonly type: T;
  readonly write: (out: Bytes) => void;
}
export type Int = Value<'i32'>;
export type Long = Value<'i64'>;
export type Double = Value<'f64'>;
export type Pair = Value<'v128'>;

const simd = 0xfd;

const value = <T extends Type>(type: T, write: (out: Bytes) => void): Value<T> => ({ type, write });

/** An instruction of one byte. */
const plain = (out: Bytes, code: number): void => out.byte(code);
/** An instruction of the vector set. */
const vector = (out: Bytes, code: number): void => {
  out.byte(simd);
  out.unsigned(code);
};

type Coding = (out: Bytes, code: number) => void;

const unary =
  <A extends Type, R extends Type>(type: R, coding: Coding, code: number) =>
  (a: Value<A>): Value<R> =>
    value(type, (out) => {
      a.write(out);
      coding(out, code);
    });
const binary =
  <A extends Type, R extends Type>(type: R, coding: Coding, code: number) =>
  (a: Value<A>, b: Value<A>): Value<R> =>
    value(type, (out) => {
      a.write(out);
      b.write(out);
      coding(out, code);
    });

// Whole numbers: addresses and counters.
export const int = (n: number): Int =>
  value('i32', (out) => {
    out.byte(0x41);
    out.signed(n);
  });
export const addInt = binary<'i32', 'i32'>('i32', plain, 0x6a);
export const subInt = binary<'i32', 'i32'>('i32', plain, 0x6b);
export const mulInt = binary<'i32', 'i32'>('i32', plain, 0x6c);
export const xorInt = binary<'i32', 'i32'>('i32', plain, 0x73);
export const andInt = binary<'i32', 'i32'>('i32', plain, 0x71);
export const shiftLeft = binary<'i32', 'i32'>('i32', plain, 0x74);
export const shiftRight = binary<'i32', 'i32'>('i32', plain, 0x76);
export const remainder = binary<'i32', 'i32'>('i32', plain, 0x70);
export const isZero = unary<'i32', 'i32'>('i32', plain, 0x45);
export const equalInt = binary<'i32', 'i32'>('i32', plain, 0x46);
export const lessInt = binary<'i32', 'i32'>('i32', plain, 0x48);

// 64-bit whole numbers: random numbers and the bits of doubles.
export const long = (n: number | bigint): Long =>
  value('i64', (out) => {
    out.byte(0x42);
    out.signedLong(BigInt(n));
  });
export const addLong = binary<'i64', 'i64'>('i64', plain, 0x7c);
export const mulLong = binary<'i64', 'i64'>('i64', plain, 0x7e);
export const remainderLong = binary<'i64', 'i64'>('i64', plain, 0x82);
/** a >= b, both without a sign. */
export const atLeastLong = binary<'i64', 'i32'>('i32', plain, 0x5a);
export const subLong = binary<'i64', 'i64'>('i64', plain, 0x7d);
export const andLong = binary<'i64', 'i64'>('i64', plain, 0x83);
export const orLong = binary<'i64', 'i64'>('i64', plain, 0x84);
export const xorLong = binary<'i64', 'i64'>('i64', plain, 0x85);
export const shiftLeftLong = binary<'i64', 'i64'>('i64', plain, 0x86);
export const shiftRightLong = binary<'i64', 'i64'>('i64', plain, 0x88);
/** An int as it is, without its sign. */
export const longOfInt = unary<'i32', 'i64'>('i64', plain, 0xad);
export const intOfLong = unary<'i64', 'i32'>('i32', plain, 0xa7);
export const doubleOfLong = unary<'i64', 'f64'>('f64', plain, 0xba);
/** The double that has these bits. */
export const doubleOfBits = unary<'i64', 'f64'>('f64', plain, 0xbf);

// Doubles.
export const double = (x: number): Double =>
  value('f64', (out) => {
    out.byte(0x44);
    out.double(x);
  });
export const doubleOfInt = unary<'i32', 'f64'>('f64', plain, 0xb8);
export const abs = unary<'f64', 'f64'>('f64', plain, 0x99);
export const neg = unary<'f64', 'f64'>('f64', plain, 0x9a);
export const floor = unary<'f64', 'f64'>('f64', plain, 0x9c);
export const sqrt = unary<'f64', 'f64'>('f64', plain, 0x9f);
export const add = binary<'f64', 'f64'>('f64', plain, 0xa0);
export const sub = binary<'f64', 'f64'>('f64', plain, 0xa1);
export const mul = binary<'f64', 'f64'>('f64', plain, 0xa2);
export const div = binary<'f64', 'f64'>('f64', plain, 0xa3);
export const equal = binary<'f64', 'i32'>('i32', plain, 0x61);
export const less = binary<'f64', 'i32'>('i32', plain, 0x63);
export const greater = binary<'f64', 'i32'>('i32', plain, 0x64);

/** `then` where the condition is not 0; both are computed. */
export const select = <T extends 'i32' | 'i64' | 'f64'>(condition: Int, then: Value<T>, otherwise: Value<T>): Value<T> =>
  value(then.type, (out) => {
    then.write(out);
    otherwise.write(out);
    condition.write(out);
    out.byte(0x1b);
  });

// Pairs of doubles.
/** Both lanes the same constant. */
export const pair = (x: number): Pair =>
  value('v128', (out) => {
    vector(out, 0x0c);
    out.double(x);
    out.double(x);
  });
/** The bits of both lanes. */
export const pairOfLanes = (first: bigint, second: bigint): Pair => {
  const lanes = new Uint8Array(BigUint64Array.of(BigInt.asUintN(64, first), BigInt.asUintN(64, second)).buffer);
  return value('v128', (out) => {
    vector(out, 0x0c);
    out.append(lanes);
  });
};
/** Both lanes the same 64 bits. */
export const pairOfBits = (bits: bigint): Pair => pairOfLanes(bits, bits);
export const splat = unary<'f64', 'v128'>('v128', vector, 0x14);
/** Lane 0 or 1. */
export const lane = (a: Pair, index: 0 | 1): Double =>
  value('f64', (out) => {
    a.write(out);
    vector(out, 0x21);
    out.byte(index);
  });
/** `a` with one lane replaced. */
export const withLane = (a: Pair, index: 0 | 1, x: Double): Pair =>
  value('v128', (out) => {
    a.write(out);
    x.write(out);
    vector(out, 0x22);
    out.byte(index);
  });
/** The same of int64. */
export const withLongLane = (a: Pair, index: 0 | 1, x: Long): Pair =>
  value('v128', (out) => {
    a.write(out);
    x.write(out);
    vector(out, 0x1e);
    out.byte(index);
  });
/** A pair of one lane of a and one lane of b. */
export const shuffle = (a: Pair, b: Pair, laneOfA: 0 | 1, laneOfB: 0 | 1): Pair =>
  value('v128', (out) => {
    a.write(out);
    b.write(out);
    vector(out, 0x0d);
    for (let i = 0; i < 8; i++) out.byte(8 * laneOfA + i);
    for (let i = 0; i < 8; i++) out.byte(16 + 8 * laneOfB + i);
  });

const unary2 = (code: number) => unary<'v128', 'v128'>('v128', vector, code);
const binary2 = (code: number) => binary<'v128', 'v128'>('v128', vector, code);
export const abs2 = unary2(0xec);
export const neg2 = unary2(0xed);
export const floor2 = unary2(0x75);
export const sqrt2 = unary2(0xef);
export const add2 = binary2(0xf0);
export const sub2 = binary2(0xf1);
export const mul2 = binary2(0xf2);
export const div2 = binary2(0xf3);
/** b < a ? b : a, lane by lane. */
export const pmin2 = binary2(0xf6);
/** a < b ? b : a, lane by lane. */
export const pmax2 = binary2(0xf7);
/** All bits of a lane set where it holds, else none. */
export const equal2 = binary2(0x47);
export const notEqual2 = binary2(0x48);
export const less2 = binary2(0x49);
export const greater2 = binary2(0x4a);
export const lessEqual2 = binary2(0x4b);
export const greaterEqual2 = binary2(0x4c);
export const not2 = unary2(0x4d);
export const and2 = binary2(0x4e);
/** a without the bits of b. */
export const andNot2 = binary2(0x4f);
export const or2 = binary2(0x50);
export const xor2 = binary2(0x51);
/** Where the mask's bits are set, a's, else b's. */
export const select2 = (mask: Pair, a: Pair, b: Pair): Pair =>
  value('v128', (out) => {
    a.write(out);
    b.write(out);
    mask.write(out);
    vector(out, 0x52);
  });
/** 1 where any bit is set, else 0. */
export const any2 = unary<'v128', 'i32'>('i32', vector, 0x53);
export const splatLong = unary<'i64', 'v128'>('v128', vector, 0x12);
export const mulLong2 = binary2(0xd5);
/** With the sign. */
export const lessLong2 = binary2(0xd8);
export const addLong2 = binary2(0xce);
export const subLong2 = binary2(0xd1);
const shift2 =
  (code: number) =>
  (a: Pair, by: number): Pair =>
    value('v128', (out) => {
      a.write(out);
      int(by).write(out);
      vector(out, code);
    });
export const shiftLeftLong2 = shift2(0xcb);
/** With the sign. */
export const shiftRightSignedLong2 = shift2(0xcc);
export const shiftRightLong2 = shift2(0xcd);

// Memory. An address and a constant offset beyond it, in bytes.
const memory = (out: Bytes, alignment: number, offset: number): void => {
  out.unsigned(alignment);
  out.unsigned(offset);
};
export const loadInt = (address: Int, offset = 0): Int =>
  value('i32', (out) => {
    address.write(out);
    out.byte(0x28);
    memory(out, 2, offset);
  });
export const load = (address: Int, offset = 0): Double =>
  value('f64', (out) => {
    address.write(out);
    out.byte(0x2b);
    memory(out, 3, offset);
  });
export const load2 = (address: Int, offset = 0): Pair =>
  value('v128', (out) => {
    address.write(out);
    vector(out, 0x00);
    memory(out, 3, offset);
  });
/** One number of the memory in both lanes. */
export const loadSplat = (address: Int, offset = 0): Pair =>
  value('v128', (out) => {
    address.write(out);
    vector(out, 0x0a);
    memory(out, 3, offset);
  });
/** One number of the memory in lane 0, and 0 in lane 1. */
export const loadAlone = (address: Int, offset = 0): Pair =>
  value('v128', (out) => {
    address.write(out);
    vector(out, 0x5d);
    memory(out, 3, offset);
  });
/** Writes a value to the memory. */
export const writeStore = (out: Bytes, address: Int, offset: number, stored: Value<'i32' | 'f64' | 'v128'>): void => {
  address.write(out);
  stored.write(out);
  if (stored.type === 'v128') vector(out, 0x0b);
  else out.byte(stored.type === 'f64' ? 0x39 : 0x36);
  memory(out, stored.type === 'i32' ? 2 : 3, offset);
};
