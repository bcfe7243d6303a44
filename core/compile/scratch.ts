import {
  abs2,
  add2,
  addLong2,
  and2,
  div2,
  floor2,
  greater2,
  less2,
  mul2,
  pair,
  pairOfBits,
  select2,
  shiftLeftLong2,
  sub2,
  any2,
  xor2,
  type Pair,
} from './expression.ts';
import type { Body } from './module.ts';

const exp2of = (body: Body, x: Pair): { scale: Pair; short: Pair } => {
  const xx = body.let(x);
  const k = body.let(floor2(add2(mul2(xx, pair(1.4426950408889634)), pair(0.5))));
  const r = body.let(sub2(sub2(xx, mul2(k, pair(0.6931471803691238))), mul2(k, pair(1.9082149292705877e-10))));
  const r2 = body.let(mul2(r, r));
  const r4 = body.let(mul2(r2, r2));
  const p = (a: number, b: number): Pair => add2(pair(a), mul2(r, pair(b)));
  const low = add2(p(1 / 6, 1 / 24), mul2(r2, p(1 / 120, 1 / 720)));
  const middle = add2(p(1 / 5040, 1 / 40320), mul2(r2, p(1 / 362880, 1 / 3628800)));
  const high = add2(p(1 / 39916800, 1 / 479001600), mul2(r2, pair(1 / 6227020800)));
  const short = add2(r, add2(mul2(r2, pair(0.5)), mul2(mul2(r2, r), add2(low, mul2(r4, add2(middle, mul2(r4, high)))))));
  const bits = shiftLeftLong2(addLong2(add2(k, pair(6755399441055744)), pairOfBits(1023n)), 52);
  return { scale: body.let(bits), short: body.let(short) };
};
export const exp2 = (body: Body, x: Pair): Pair => {
  const { scale, short } = exp2of(body, x);
  return mul2(add2(pair(1), short), scale);
};
export const sigmoid2 = (body: Body, x: Pair): Pair => {
  const xx = body.let(x);
  const neg = body.let(less2(xx, pair(0)));
  const e = body.let(exp2(body, xor2(abs2(xx), pairOfBits(1n << 63n))));
  const s = body.let(div2(pair(1), add2(pair(1), e)));
  return select2(neg, mul2(e, s), s);
};
export const tanh2 = (body: Body, x: Pair): Pair => {
  const xx = body.let(x);
  const t2 = body.let(mul2(pair(2), abs2(xx)));
  const { scale, short } = exp2of(body, t2);
  const e = body.let(add2(mul2(scale, short), sub2(scale, pair(1))));
  const t = body.let(div2(e, add2(e, pair(2))));
  const sized = body.let(select2(less2(t2, pair(40)), t, pair(1)));
  return xor2(sized, and2(xx, pairOfBits(1n << 63n)));
};
const any = any2;
export interface Act {
  cheap: boolean;
  value(body: Body, u: Pair): Pair;
  slope(body: Body, u: Pair, f: Pair): Pair;
}
export const acts: Record<string, Act> = {
  linear: { cheap: true, value: (_, u) => u, slope: () => pair(1) },
  relu: {
    cheap: true,
    value: (body, u) => {
      const z = body.let(u);
      return select2(less2(z, pair(0)), pair(0), z);
    },
    slope: (_, u) => and2(greater2(u, pair(0)), pair(1)),
  },
  sigmoid: {
    cheap: false,
    value: sigmoid2,
    slope: (body, u, f) => {
      const ff = body.let(f);
      const s = body.let(sub2(pair(1), ff));
      const near = body.let(greater2(ff, pair(0.99)));
      body.when(any(near), () => body.set(s, select2(near, sigmoid2(body, sub2(pair(0), u)), s)));
      return mul2(ff, s);
    },
  },
  tanh: {
    cheap: false,
    value: tanh2,
    slope: (body, u, f) => {
      const ff = body.let(f);
      const s = body.let(sub2(pair(1), mul2(ff, ff)));
      const near = body.let(greater2(abs2(ff), pair(0.99)));
      body.when(any(near), () => {
        const uu = body.let(mul2(pair(2), u));
        body.set(s, select2(near, mul2(mul2(pair(4), sigmoid2(body, uu)), sigmoid2(body, sub2(pair(0), uu))), s));
      });
      return s;
    },
  },
};
