import { cosinePolynomial, sinePolynomial } from '#core/math/polynomials.ts';
import { polynomial2 } from './elementary.ts';
import { add2, div2, equal2, floor2, less2, mul2, neg2, or2, pair, select2, sub2, type Pair } from './expression.ts';
import type { Body } from './module.ts';

/** Cosine of an angle in turns, as in `core/math/turn.ts`; see `elementary.ts`. */
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
