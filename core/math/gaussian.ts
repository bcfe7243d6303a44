import { exp, sigmoid } from './elementary.ts';
import { productError } from './exact.ts';

/** 1/√(2π), the height of the density at 0. */
const height = 0.3989422804014327;
/** Beyond this the density is no number any more. */
const end = 39;
/** Where the sum of the series and the continued fraction of the tail take turns: on either side of it both keep their digits. */
const turn = 2.5;

/** φ(z) = e^(-z²/2)/√(2π), the standard normal density. In its tails the last digits of z² count, which z·z leaves out. */
export const normalDensity = (z: number): number => {
  if (!(z > -end && z < end)) return Number.isNaN(z) ? NaN : 0;
  return height * exp(-0.5 * z * z) * (1 - 0.5 * productError(z, z));
};

/**
 * Φ(z), the standard normal distribution function, with its digits in the lower tail: near 0 it is 1/2 + φ(z)·(z + z³/3 + z⁵/15 + ...), farther
 * out φ(z) over the continued fraction z + 1/(z + 2/(z + 3/...)) (Abramowitz and Stegun, 26.2.11 and 26.2.14).
 */
export const normalDistribution = (z: number): number => {
  const size = Math.abs(z);
  if (!(size > turn)) return 0.5 + normalDensity(z) * series(z);
  const tail = normalDensity(z) / fraction(size);
  return z < 0 ? tail : 1 - tail;
};

const series = (z: number): number => {
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > Math.abs(sum) * 1e-17; odd += 2) sum += term *= (z * z) / odd;
  return sum;
};

/** The farther out, the fewer terms are needed. */
const fraction = (z: number): number => {
  let value = z;
  for (let n = Math.ceil(8 + 400 / (z * z)); n >= 1; n--) value = z + n / value;
  return value;
};

/** 2√(2/π) and 0.044715 times that, each with what its double leaves out. */
const linear = [1.5957691216057308, -9.96930880911092e-17] as const;
const cubic = [0.07135481627260025, -6.175149918155315e-19] as const;
/** Where the last digits of the exponent count: above, it is small; below, nothing is left of the value. */
const tail = [-25, -1] as const;

/** (1 + tanh(√(2/π)(z + 0.044715 z³)))/2 = σ(2√(2/π)(z + 0.044715 z³)): close to Φ(z), and in the lower tail without its cancellation. */
export const nearDistribution = (z: number): number => {
  const square = z * z;
  const steep = linear[0] + cubic[0] * square;
  const share = sigmoid(z * steep);
  if (!(z > tail[0] && z < tail[1])) return share;
  const bend = cubic[0] * square;
  const bendError = productError(cubic[0], square) + cubic[0] * productError(z, z) + cubic[1] * square;
  const sumError = linear[0] > bend ? linear[0] - steep + bend : bend - steep + linear[0];
  return share * (1 + productError(z, steep) + z * (sumError + bendError + linear[1]));
};

/** Its slope: σ' = share·(1 - share), times the slope of what σ takes. */
export const nearDensity = (z: number, share: number): number => share * (1 - share) * (linear[0] + 3 * cubic[0] * z * z);
