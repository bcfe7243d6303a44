import { cubic, end, height, linear, nearEnd } from '#core/math/gaussian.ts';
import { tailPolynomial, tailStart } from '#core/math/polynomials.ts';
import { polynomial2, share2, timesExp2, type Pairs } from './elementary.ts';
import { abs2, add2, div2, greater2, less2, mul2, neg2, pair, select2, sub2, type Pair } from './expression.ts';
import type { Body } from './module.ts';

/* The functions of `core/math/gaussian.ts`, as in `elementary.ts`. */

/** 2^27 + 1 parts a double into halves whose products are exact. */
const highHalf2 = (body: Body, a: Pairs): Pair => {
  const spread = body.let(mul2(pair(134217729), a));
  return sub2(spread, sub2(spread, a));
};

/** a·b - fl(a·b) */
const productError2 = (body: Body, a: Pairs, b: Pairs): Pair => {
  const [high, other] = [body.let(highHalf2(body, a)), body.let(highHalf2(body, b))];
  const [low, rest] = [body.let(sub2(a, high)), body.let(sub2(b, other))];
  return sub2(mul2(low, rest), sub2(sub2(sub2(mul2(a, b), mul2(high, other)), mul2(low, other)), mul2(high, rest)));
};

/** a + b - fl(a + b) */
const sumError2 = (body: Body, a: Pair, b: Pairs): Pair => {
  const sum = body.let(add2(a, b));
  const added = body.let(sub2(sum, a));
  return add2(sub2(a, sub2(sum, added)), sub2(b, added));
};

/** |z|, or `most` where it is more. */
const within2 = (body: Body, z: Pair, most: number): Pairs => {
  const size = body.let(abs2(z));
  return body.let(select2(greater2(size, pair(most)), pair(most), size));
};

const density = (body: Body, t: Pairs): Pair =>
  timesExp2(body, pair(height[0]), pair(height[1]), mul2(mul2(pair(-0.5), t), t), mul2(pair(-0.5), productError2(body, t, t)));

export const normalDensity2 = (body: Body, z: Pair): Pair => density(body, within2(body, z, end));

export const normalDistribution2 = (body: Body, of: Pair): Pair => {
  const z = body.let(of);
  const t = within2(body, z, end);
  const v = body.let(div2(sub2(pair(3), t), add2(mul2(pair(8), t), pair(40))));
  const bend = body.let(mul2(v, polynomial2(body, tailPolynomial, v)));
  const above = body.let(add2(pair(tailStart[0]), bend));
  const below = body.let(add2(t, pair(1.125)));
  const q = body.let(div2(above, below));
  const aboveError = add2(sub2(bend, sub2(above, pair(tailStart[0]))), pair(tailStart[1]));
  // above - q·below - its rounding + aboveError - q·(t - (below - 9/8))
  const exact = add2(sub2(sub2(above, mul2(q, below)), productError2(body, q, below)), aboveError);
  const rest = sub2(exact, mul2(q, sub2(t, sub2(below, pair(1.125)))));
  const low = mul2(mul2(sub2(pair(2), mul2(pair(5), v)), q), rest);
  const tail = body.let(timesExp2(body, q, low, mul2(mul2(pair(-0.5), t), t), mul2(pair(-0.5), productError2(body, t, t))));
  return select2(less2(z, pair(0)), tail, sub2(pair(1), tail));
};

export const nearDistribution2 = (body: Body, of: Pair): Pair => {
  const z = body.let(of);
  const t = within2(body, z, nearEnd);
  const square = body.let(mul2(t, t));
  const bend = body.let(mul2(pair(cubic[0]), square));
  const first = productError2(body, body.let(pair(cubic[0])), square);
  const bendError = add2(add2(first, mul2(pair(cubic[0]), productError2(body, t, t))), mul2(pair(cubic[1]), square));
  const steep = body.let(add2(pair(linear[0]), bend));
  const less = add2(add2(sumError2(body, pair(linear[0]), bend), bendError), pair(linear[1]));
  const low = neg2(add2(productError2(body, t, steep), mul2(t, less)));
  const e = body.let(timesExp2(body, pair(1), pair(0), neg2(mul2(t, steep)), low));
  return share2(body.let(select2(less2(z, pair(0)), e, pair(1))), e);
};

/** at·(1 - at)·(2√(2/π) + ...z²) */
export const nearDensity2 = (body: Body, z: Pair, share: Pairs): Pair => {
  const t = within2(body, z, nearEnd);
  const slope = add2(pair(linear[0]), mul2(mul2(pair(3 * cubic[0]), t), t));
  return mul2(mul2(share, sub2(pair(1), share)), slope);
};
