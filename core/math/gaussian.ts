import { share, timesExp } from './elementary.ts';
import { productError, sumError } from './exact.ts';
import { polynomial, tailPolynomial, tailStart } from './polynomials.ts';

/** φ(0) = 1/√(2π), with what its double leaves out. */
export const height = [0.3989422804014327, -2.49232720227773e-17] as const;
/** Beyond this neither the density nor what it leaves of the distribution is a number any more. */
export const end = 39;
const within = (z: number): number => (Math.abs(z) > end ? end : Math.abs(z));

/** φ(z) = e^(-z²/2)/√(2π), the standard normal density. In its tails the last digits of z² count, which z·z leaves out. */
export const normalDensity = (z: number): number => {
  const t = within(z);
  return timesExp(height[0], height[1], -0.5 * t * t, -0.5 * productError(t, t));
};

/**
 * Φ(z), the standard normal distribution function, with its digits in the lower tail: Φ(-t) = e^(-t²/2)·Q, where Q·(t + 9/8) is nearly constant.
 * `low` is what Q's double leaves out: the rest of the division times 1/(t + 9/8), which is about (2 - 5v)·Q.
 */
export const normalDistribution = (z: number): number => {
  const t = within(z);
  // 1/(t + 5) - 1/8, to its last digits near 0.
  const v = (3 - t) / (8 * t + 40);
  const bend = v * polynomial(tailPolynomial, v);
  const above = tailStart[0] + bend;
  const below = t + 1.125;
  const q = above / below;
  const aboveError = bend - (above - tailStart[0]) + tailStart[1];
  const rest = above - q * below - productError(q, below) + aboveError - q * (t - (below - 1.125));
  const tail = timesExp(q, (2 - 5 * v) * q * rest, -0.5 * t * t, -0.5 * productError(t, t));
  return z < 0 ? tail : 1 - tail;
};

/** 2√(2/π) and 0.044715 times that, each with what its double leaves out. */
export const linear = [1.5957691216057308, -9.96930880911092e-17] as const;
export const cubic = [0.07135481627260025, -6.175149918155315e-19] as const;
/** Beyond this nothing is left of 1 - `nearDistribution`. */
export const nearEnd = 26;
const near = (z: number): number => (Math.abs(z) > nearEnd ? nearEnd : Math.abs(z));

/** (1 + tanh(√(2/π)(z + 0.044715 z³)))/2 = σ(2√(2/π)(z + 0.044715 z³)): close to Φ(z), and in the lower tail without its cancellation. */
export const nearDistribution = (z: number): number => {
  const t = near(z);
  const square = t * t;
  const bend = cubic[0] * square;
  const bendError = productError(cubic[0], square) + cubic[0] * productError(t, t) + cubic[1] * square;
  const steep = linear[0] + bend;
  const e = timesExp(1, 0, -(t * steep), -(productError(t, steep) + t * (sumError(linear[0], bend) + bendError + linear[1])));
  return share(z < 0 ? e : 1, e);
};

/** Its slope: σ' = share·(1 - share), times the slope of what σ takes. */
export const nearDensity = (z: number, at: number): number => {
  const t = near(z);
  return at * (1 - at) * (linear[0] + 3 * cubic[0] * t * t);
};
