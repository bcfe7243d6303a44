import { expPolynomial, logPolynomial, polynomial, tanhAbove, tanhBelow } from './polynomials.ts';

/**
 * exp, log, tanh and their kin from additions, multiplications, divisions, comparisons and the bits of a number alone, which IEEE 754 makes the
 * same everywhere: a run keeps its bits in every engine. Within 2 units in the last place everywhere, each within what
 * `test/golden/elementary.test.ts` says of it. No formula loops until a sum is small enough, so that a module can do the same for two numbers at
 * once (`core/compile`). Methods: reduction by ln 2 in two parts and a polynomial (Cody and Waite, 1980); log from f - f²/2 as in fdlibm.
 */

export const log2e = 1.4426950408889634;
/** ln 2 in two parts; the first has zeros enough at its end for k·ln2High to be exact. */
export const ln2High = 0.6931471803691238;
export const ln2Low = 1.9082149292705877e-10;
/** 1.5·2^52: added and taken away, it leaves the nearest whole number. */
export const whole = 6755399441055744;
/** Below this e^x has no digit left, above the other it is no number any more. */
export const lowestPower = -746;
export const highestPower = 710;
/** Below this e^x is not a normal number: 2^k comes in two steps, of which only the last rounds. */
export const normalPower = -708;
export const [up, down] = [18446744073709551616, 5.421010862427522e-20];

/** powerOfTwo[k + 1024] is 2^k, k from -1024 to 1023; 2^1024 is infinite. */
const powerOfTwo = new Float64Array(2049);
for (let k = 0, small = 1, large = 1; k <= 1024; k++, small /= 2, large *= 2) {
  powerOfTwo[1024 - k] = small;
  powerOfTwo[1024 + k] = large;
}

const [c3, c4, c5, c6, c7, c8, c9, c10, c11, c12] = expPolynomial;

const [a0, a1, a2] = tanhAbove;
const [b1, b2, b3] = tanhBelow;

/** e^r - 1 - r for |r| <= ln2 / 2, in pairs so that the products do not wait for each other. */
const bend = (r: number): number => {
  const r2 = r * r;
  const r4 = r2 * r2;
  const low = c3 + r * c4 + r2 * (c5 + r * c6);
  const high = c7 + r * c8 + r2 * (c9 + r * c10) + r4 * (c11 + r * c12);
  return r2 * (0.5 + r * (low + r4 * high));
};

/** e^x = 2^k · e^r. */
export const exp = (x: number): number => {
  if (!(x > lowestPower)) return x < 0 ? 0 : NaN;
  if (x > highestPower) return Infinity;
  const k = x * log2e + whole - whole;
  const r = x - k * ln2High - k * ln2Low;
  const e = 1 + (r + bend(r));
  // Half of 2^k: 2^1024 is not a number of its own.
  return x < normalPower ? e * powerOfTwo[k + 1088]! * down : 2 * e * powerOfTwo[k + 1023]!;
};

/** (factor + factorLow)·e^(x + low) for x <= 0, where the second of each pair is small and holds the digits that the first has no room for. */
export const timesExp = (factor: number, factorLow: number, x: number, low: number): number => {
  if (!(x > lowestPower)) return x < 0 ? 0 : NaN;
  const k = x * log2e + whole - whole;
  const rest = x - k * ln2High;
  const less = k * ln2Low - low;
  const r = rest - less;
  const p = r + (bend(r) + (rest - r - less));
  const e = factor + (factor * p + (factorLow + factorLow * p));
  return x < normalPower ? e * powerOfTwo[k + 1088]! * down : e * powerOfTwo[k + 1024]!;
};

/** e^x - 1 = 2^k·(e^r - 1) + (2^k - 1), to full precision near 0. */
export const expm1 = (x: number): number => {
  if (!(x > -40)) return x < 0 ? -1 : NaN;
  if (x > highestPower) return Infinity;
  if (x === 0) return x;
  const k = x * log2e + whole - whole;
  const rest = x - k * ln2High;
  const less = k * ln2Low;
  const r = rest - less;
  const p = r + (bend(r) + (rest - r - less));
  const half = powerOfTwo[k + 1023]!;
  return 2 * (half * p + (half - 0.5));
};

/** 1 where it holds, else 0: with it a formula chooses without a jump, which costs more than both of what it chooses from. */
const when = (holds: boolean): number => +holds;

/** Up to here tanh is x less a quotient of polynomials. */
export const tanhBend = 0.6;
/** Here e^(2x) is infinite, and the slope of tanh, less than 1e-307, 0. */
export const tanhEnd = 355;

/** Hyperbolic tangent: x - x·z·P(z)/Q(z) with z = x² for small x, else 1 - 2/(1 + e^(2x)). */
export const tanh = (x: number): number => {
  if (!(Math.abs(x) > 0)) return x;
  const size = Math.abs(x) > tanhEnd ? tanhEnd : Math.abs(x);
  const large = when(size > tanhBend);
  const near = (1 - large) * size;
  const z = near * near;
  const twice = 2 * size;
  const k = twice * log2e + whole - whole;
  const r = twice - k * ln2High - k * ln2Low;
  const e = (1 + (r + bend(r))) * (large * powerOfTwo[k + 1024]!);
  // Of the terms of each sum only one side's is not 0.
  const above = near * (z * (a0 + z * (a1 + z * a2))) + 2 * large;
  const below = 1 + z * (b1 + z * (b2 + z * b3)) + e;
  return (1 - 2 * when(x < 0)) * (near + large - above / below);
};

/** 1 - tanh² x as (1 - a)·(1 + a), where a = tanh |x| is known; beyond the bend its distance to 1 is computed anew, as q = 2/(1 + e^(2|x|)). */
export const tanhSlope = (x: number, tanhX: number): number => {
  const a = Math.abs(tanhX);
  if (!(Math.abs(x) > tanhBend)) return (1 - a) * (1 + a);
  const size = Math.abs(x) > tanhEnd ? tanhEnd : Math.abs(x);
  const k = size * (2 * log2e) + whole - whole;
  const r = size + size - k * ln2High - k * ln2Low;
  const q = 2 / (1 + (1 + (r + bend(r))) * powerOfTwo[k + 1024]!);
  return q * (1 + a);
};

/** top / (1 + e), with a smaller error than the quotient where e is small. */
export const share = (top: number, e: number): number => top - top * (e / (1 + e));

/** 1 / (1 + e^-x), from e^-|x| so that nothing overflows and the lower tail keeps its digits. */
export const sigmoid = (x: number): number => {
  const e = exp(-Math.abs(x));
  const low = when(x < 0);
  return share(low * e + (1 - low), e);
};

/** k·ln 2 + ln(1 + f) for f from -0.3 to 0.5: f - f²/2 + s·(f²/2 + R(s²)) with s = f / (2 + f). */
const logOf = (k: number, f: number): number => {
  const s = f / (2 + f);
  const square = s * s;
  const half = 0.5 * f * f;
  return k * ln2High - (half - (s * (half + square * polynomial(logPolynomial, square)) + k * ln2Low) - f);
};

const number = new Float64Array(1);
/** Its bits; the engines run on little-endian machines alone. */
const words = new Int32Array(number.buffer);
/** Upper halves of 1 and of √½ (cut): where the mantissa's interval begins. */
export const [one, rootHalf] = [0x3ff00000, 0x3fe6a09e];
export const smallestNormal = 2.2250738585072014e-308;

/** ln x = k·ln 2 + ln m, m from √½ to √2. */
export const log = (x: number): number => {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  const subnormal = x < smallestNormal;
  const normal = subnormal ? x * up : x;
  number[0] = normal;
  const k = ((words[1]! + (one - rootHalf)) >> 20) - 1023;
  return logOf(subnormal ? k - 64 : k, normal * powerOfTwo[1024 - k]! - 1);
};

/** ln(1 + e) for 0 <= e <= 1; above 1/2 it is ln 2 + ln((1 + e)/2). */
const shortLog1p = (e: number): number => {
  const high = when(e > 0.5);
  return logOf(high, high * (0.5 * (e - 1)) + (1 - high) * e);
};

/** ln(1 + e^x) without overflow. */
export const softplus = (x: number): number => Math.max(x, 0) + shortLog1p(exp(-Math.abs(x)));

/** ln(1 + x) for x >= 0, to full precision near 0. */
export const log1p = (x: number): number => (x <= 1 ? shortLog1p(x) : log(1 + x));

/** base^n for a whole n >= 0, by squaring: `**` has different bits in different engines. Each of its roundings may count n times. */
export const power = (base: number, n: number): number => {
  let result = 1;
  for (let square = base; n > 0; n = Math.floor(n / 2), square *= square) if (n % 2 === 1) result *= square;
  return result;
};
