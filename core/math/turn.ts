import { cosinePolynomial, polynomial, sinePolynomial } from './polynomials.ts';

/**
 * Sine and cosine of an angle in turns (1 is the full circle). `Math.sin` and `Math.cos` differ in their last bits between engines and
 * their versions; these are sums and products alone, and exact at every quarter turn. Within 1.6 units in the last place.
 */

/** Sine of `turns` + `quarter` quarter turns. What is left of the nearest quarter turn is at most an eighth, where a short polynomial does. */
const sine = (turns: number, quarter: number): number => {
  const part = turns - Math.floor(turns + 0.5);
  const nearest = Math.floor(4 * part + 0.5);
  const f = part - nearest / 4;
  const square = f * f;
  const q = nearest + quarter - 4 * Math.floor((nearest + quarter) / 4);
  const size =
    q === 0 || q === 2 ? f * (2 * Math.PI) + f * polynomial(sinePolynomial, square) : 1 + square * polynomial(cosinePolynomial, square);
  return q < 2 ? size : -size;
};

export const sinTurn = (turns: number): number => sine(turns, 0);
export const cosTurn = (turns: number): number => sine(turns, 1);
