import { nearOne } from '#core/math/activation.ts';
import {
  down,
  highestPower,
  ln2High,
  ln2Low,
  log2e,
  lowestPower,
  normalPower,
  one,
  rootHalf,
  tanhBend,
  tanhEnd,
  whole,
} from '#core/math/elementary.ts';
import { cosinePolynomial, expPolynomial, logPolynomial, sinePolynomial, tanhAbove, tanhBelow } from '#core/math/polynomials.ts';
import {
  abs2,
  add2,
  addLong2,
  and2,
  andNot2,
  div2,
  equal2,
  floor2,
  greater2,
  less2,
  lessEqual2,
  mul2,
  neg2,
  or2,
  pair,
  pairOfBits,
  pmin2,
  select2,
  shiftLeftLong2,
  shiftRightLong2,
  sub2,
  xor2,
  type Pair,
} from './expression.ts';
import type { Body, Local } from './module.ts';

/*
 * The functions of `core/math` for two numbers at once, with the same bits: the same operations in the same order, and where those choose, both of
 * what they choose from. A name that ends in 2 takes pairs; its formula is the one of the function without the 2.
 */

export type Pairs = Local<'v128'>;

/** 1 in the lanes where a comparison holds, else 0. */
const when2 = (holds: Pair): Pair => and2(holds, pair(1));
const signBit = pairOfBits(1n << 63n);

/** x rounded to the nearest whole number: x + 1.5·2^52 - 1.5·2^52. */
const rounded = (x: Pair): Pair => sub2(add2(x, pair(whole)), pair(whole));

/** 2^k of whole numbers from -1022 to 1023: k + 1023 in the place of the exponent. */
const power2 = (k: Pair): Pair => powerOfShifted2(add2(k, pair(whole)));
/** The same from k + 1.5·2^52. */
const powerOfShifted2 = (shifted: Pair): Pair => shiftLeftLong2(addLong2(shifted, pairOfBits(1023n)), 52);

/** c0 + c1·x + c2·x² + ..., even and odd powers apart. */
export const polynomial2 = (body: Body, coefficients: readonly number[], x: Pair): Pair => {
  const own = body.let(x);
  const square = body.let(mul2(own, own));
  let at = coefficients.length - 2;
  let even = pair(coefficients[at]!);
  let odd = pair(coefficients[at + 1]!);
  while ((at -= 2) >= 0) {
    even = add2(mul2(even, square), pair(coefficients[at]!));
    odd = add2(mul2(odd, square), pair(coefficients[at + 1]!));
  }
  return add2(even, mul2(own, odd));
};

const [c3, c4, c5, c6, c7, c8, c9, c10, c11, c12] = expPolynomial;

/** e^r - 1 - r for |r| <= ln2 / 2. */
const bend2 = (body: Body, r: Pairs): Pair => {
  const square = body.let(mul2(r, r));
  const fourth = mul2(square, square);
  const two = (a: number, b: number): Pair => add2(pair(a), mul2(r, pair(b)));
  const low = add2(two(c3, c4), mul2(square, two(c5, c6)));
  const fourths = body.let(fourth);
  const high = add2(add2(two(c7, c8), mul2(square, two(c9, c10))), mul2(fourths, two(c11, c12)));
  return mul2(square, add2(pair(0.5), mul2(r, add2(low, mul2(fourths, high)))));
};

/** Where e^x is 0, infinite or not a number. */
const ends2 = (x: Pairs, inside: Pair): Pair =>
  select2(
    greater2(x, pair(lowestPower)),
    select2(greater2(x, pair(highestPower)), pair(Infinity), inside),
    select2(less2(x, pair(0)), pair(0), pair(NaN)),
  );

export const exp2 = (body: Body, of: Pair): Pair => {
  const x = body.let(of);
  const k = body.let(rounded(mul2(x, pair(log2e))));
  const r = body.let(sub2(sub2(x, mul2(k, pair(ln2High))), mul2(k, pair(ln2Low))));
  const e = body.let(add2(pair(1), add2(r, bend2(body, r))));
  const tiny = body.let(less2(x, pair(normalPower)));
  const scale = power2(add2(k, select2(tiny, pair(64), pair(-1))));
  const scaled = mul2(mul2(select2(tiny, e, mul2(pair(2), e)), scale), select2(tiny, pair(down), pair(1)));
  return ends2(x, scaled);
};

/** (factor + factorLow)·e^(x + low) for x <= 0. */
export const timesExp2 = (body: Body, factor: Pair, factorLow: Pair, of: Pair, low: Pair): Pair => {
  const x = body.let(of);
  const k = body.let(rounded(mul2(x, pair(log2e))));
  const rest = body.let(sub2(x, mul2(k, pair(ln2High))));
  const less = body.let(sub2(mul2(k, pair(ln2Low)), low));
  const r = body.let(sub2(rest, less));
  const p = body.let(add2(r, add2(bend2(body, r), sub2(sub2(rest, r), less))));
  const [f, fLow] = [body.let(factor), body.let(factorLow)];
  const e = body.let(add2(f, add2(mul2(f, p), add2(fLow, mul2(fLow, p)))));
  const tiny = body.let(less2(x, pair(normalPower)));
  const scaled = mul2(mul2(e, power2(add2(k, select2(tiny, pair(64), pair(0))))), select2(tiny, pair(down), pair(1)));
  return select2(greater2(x, pair(lowestPower)), scaled, select2(less2(x, pair(0)), pair(0), pair(NaN)));
};

export const expm12 = (body: Body, of: Pair): Pair => {
  const x = body.let(of);
  const k = body.let(rounded(mul2(x, pair(log2e))));
  const rest = body.let(sub2(x, mul2(k, pair(ln2High))));
  const less = body.let(mul2(k, pair(ln2Low)));
  const r = body.let(sub2(rest, less));
  const p = add2(r, add2(bend2(body, r), sub2(sub2(rest, r), less)));
  const half = body.let(power2(sub2(k, pair(1))));
  const inside = mul2(pair(2), add2(mul2(half, p), sub2(half, pair(0.5))));
  const finite = select2(greater2(x, pair(highestPower)), pair(Infinity), select2(equal2(x, pair(0)), x, inside));
  return select2(greater2(x, pair(-40)), finite, select2(less2(x, pair(0)), pair(-1), pair(NaN)));
};

const [a0, a1, a2] = tanhAbove;
const [b1, b2, b3] = tanhBelow;

const tanhSize2 = (x: Pair): Pair => pmin2(abs2(x), pair(tanhEnd));

/** r and 2^k of 2|x| = k·ln 2 + r; 0 in place of 2^k up to the bend. */
export const tanhReduced2 = (body: Body, x: Pair): readonly [Pair, Pair] => {
  const size = body.let(tanhSize2(x));
  const shifted = body.let(add2(mul2(size, pair(2 * log2e)), pair(whole)));
  const k = body.let(sub2(shifted, pair(whole)));
  const r = sub2(sub2(add2(size, size), mul2(k, pair(ln2High))), mul2(k, pair(ln2Low)));
  return [r, and2(powerOfShifted2(shifted), greater2(size, pair(tanhBend)))];
};

/** e^(2|x|) of these. */
export const tanhPower2 = (body: Body, of: Pair, power: Pair): Pair => {
  const r = body.let(of);
  return mul2(add2(pair(1), add2(r, bend2(body, r))), power);
};

/** tanh x, and 1 - tanh² x as (1 - tanh |x|)·(1 + tanh |x|), from e = e^(2|x|): |x| - |x|·z·P(z)/Q(z) up to the bend, beyond it 1 - 2/(1 + e). */
export const tanhAndSlope2 = (body: Body, of: Pair, e: Pair): readonly [Pair, Pair] => {
  const x = body.let(of);
  const size = body.let(tanhSize2(x));
  const large = body.let(greater2(size, pair(tanhBend)));
  const one = body.let(and2(pair(1), large));
  const near = body.let(andNot2(size, large));
  const z = body.let(mul2(near, near));
  // Of the terms of each sum only one side's is not 0.
  const above = add2(mul2(near, mul2(z, add2(pair(a0), mul2(z, add2(pair(a1), mul2(z, pair(a2))))))), add2(one, one));
  const below = add2(add2(pair(1), mul2(z, add2(pair(b1), mul2(z, add2(pair(b2), mul2(z, pair(b3))))))), e);
  const rest = body.let(sub2(near, div2(above, below)));
  const a = body.let(add2(rest, one));
  const toOne = sub2(andNot2(pair(1), large), rest);
  return [xor2(a, and2(x, signBit)), mul2(toOne, add2(pair(1), a))];
};

export const tanh2 = (body: Body, of: Pair): Pair => {
  const x = body.let(of);
  const [r, power] = tanhReduced2(body, x);
  return tanhAndSlope2(body, x, tanhPower2(body, r, power))[0];
};

/** top - top·(e/(1 + e)) */
export const share2 = (top: Pairs, e: Pairs): Pair => sub2(top, mul2(top, div2(e, add2(pair(1), e))));

export const sigmoid2 = (body: Body, of: Pair): Pair => {
  const x = body.let(of);
  const e = body.let(exp2(body, neg2(abs2(x))));
  return sigmoidOf2(body, x, e);
};

/** σ(x) from e^-|x|. */
const sigmoidOf2 = (body: Body, x: Pairs, e: Pairs): Pair => {
  const low = body.let(when2(less2(x, pair(0))));
  return share2(body.let(add2(mul2(low, e), sub2(pair(1), low))), e);
};

/** σ(x), and σ(x)·σ(-x). */
export const sigmoidAndSlope2 = (body: Body, of: Pair): readonly [Pair, Pair] => {
  const x = body.let(of);
  const e = body.let(exp2(body, neg2(abs2(x))));
  const a = body.let(sigmoidOf2(body, x, e));
  return [a, mul2(a, select2(greater2(a, pair(nearOne)), share2(e, e), sub2(pair(1), a)))];
};

/** k·ln 2 + ln(1 + f) */
const logOf2 = (body: Body, k: Pairs, f: Pairs): Pair => {
  const s = body.let(div2(f, add2(pair(2), f)));
  const square = body.let(mul2(s, s));
  const half = body.let(mul2(mul2(pair(0.5), f), f));
  const bent = add2(mul2(s, add2(half, mul2(square, polynomial2(body, logPolynomial, square)))), mul2(k, pair(ln2Low)));
  return sub2(mul2(k, pair(ln2High)), sub2(sub2(half, bent), f));
};

/** ln(1 + e) for 0 <= e <= 1 */
const shortLog1p2 = (body: Body, of: Pair): Pair => {
  const e = body.let(of);
  const high = body.let(when2(greater2(e, pair(0.5))));
  const f = body.let(add2(mul2(high, mul2(pair(0.5), sub2(e, pair(1)))), mul2(sub2(pair(1), high), e)));
  return logOf2(body, high, f);
};

export const softplus2 = (body: Body, of: Pair): Pair => {
  const x = body.let(of);
  return add2(select2(greater2(x, pair(0)), x, pair(0)), shortLog1p2(body, exp2(body, neg2(abs2(x)))));
};

/** The exponent k of a normal x > 0 whose mantissa is from √½ to √2. */
const exponent2 = (x: Pairs): Pair => {
  // Upper half of the bits, moved so that the mantissa's interval begins at √½: its exponent is k + 1023.
  const upper = addLong2(shiftRightLong2(x, 32), pairOfBits(BigInt(one - rootHalf)));
  return sub2(sub2(addLong2(shiftRightLong2(upper, 20), pair(whole)), pair(whole)), pair(1023));
};

/** ln x for 2^-1022 <= x <= 1. */
export const shareLog2 = (body: Body, of: Pair): Pair => {
  const x = body.let(of);
  const k = body.let(exponent2(x));
  return logOf2(body, k, body.let(sub2(mul2(x, power2(neg2(k))), pair(1))));
};

/** ln(1 + x) for x >= 0: beyond 1 by the exponent and the mantissa of 1 + x. */
export const log1p2 = (body: Body, of: Pair): Pair => {
  const x = body.let(of);
  const sum = body.let(add2(pair(1), x));
  const k = body.let(exponent2(sum));
  // A quarter of the sum times 2^(2 - k): k may be 1024, and 2^-1024 is no power of `power2`.
  const f = body.let(sub2(mul2(mul2(pair(0.25), sum), power2(sub2(pair(2), k))), pair(1)));
  const log = select2(equal2(sum, pair(Infinity)), sum, logOf2(body, k, f));
  const short = body.let(shortLog1p2(body, x));
  return select2(lessEqual2(x, pair(1)), short, log);
};

/** Cosine of an angle in turns. */
export const cosTurn2 = (body: Body, of: Pair): Pair => {
  const turns = body.let(of);
  const part = body.let(sub2(turns, floor2(add2(turns, pair(0.5)))));
  const nearest = body.let(floor2(add2(mul2(pair(4), part), pair(0.5))));
  const f = body.let(sub2(part, div2(nearest, pair(4))));
  const square = body.let(mul2(f, f));
  const next = body.let(add2(nearest, pair(1)));
  const q = body.let(sub2(next, mul2(pair(4), floor2(div2(next, pair(4))))));
  const sine = body.let(add2(mul2(f, pair(2 * Math.PI)), mul2(f, polynomial2(body, sinePolynomial, square))));
  const cosine = body.let(add2(pair(1), mul2(square, polynomial2(body, cosinePolynomial, square))));
  const size = body.let(select2(or2(equal2(q, pair(0)), equal2(q, pair(2))), sine, cosine));
  return select2(less2(q, pair(2)), size, neg2(size));
};
