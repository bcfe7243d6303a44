import { leak, seluAlpha, seluScale, type ElementwiseName } from '#core/math/activation.ts';
import { exp2, expm12, sigmoid2, sigmoidAndSlope2, softplus2, tanh2, tanhAndSlope2, tanhPower2, tanhReduced2 } from './elementary.ts';
import { nearDensity2, nearDistribution2, normalDensity2, normalDistribution2 } from './gaussian.ts';
import { add2, and2, greater2, less2, mul2, pair, select2, sub2, type Pair } from './expression.ts';
import type { Body } from './module.ts';

type Pass = (body: Body, z: Pair, first: Pair, second: Pair) => readonly [Pair, Pair?];

/** An activation that works on each number by itself, for two at once, with the bits of `core/math/activation.ts`. */
export interface ElementwisePair {
  /** f(z) */
  value(body: Body, z: Pair): Pair;
  /** f'(z), where a = f(z) is known. */
  slope(body: Body, z: Pair, a: Pair): Pair;
  /**
   * f(z) and f'(z) together, where they share most of their work: passes over all numbers, each told z and what the one before left in the places of
   * both. A pass that is short needs few constants at a time, and many of its numbers are under way at once.
   */
  readonly passes?: readonly Pass[];
}

const isPositive = (z: Pair): Pair => greater2(z, pair(0));

export const elementwise2: Readonly<Record<ElementwiseName, ElementwisePair>> = {
  linear: { value: (_, z) => z, slope: () => pair(1) },
  relu: {
    value: (body, of) => {
      const z = body.let(of);
      return select2(less2(z, pair(0)), pair(0), z);
    },
    slope: (_, z) => and2(isPositive(z), pair(1)),
  },
  'leaky-relu': {
    value: (body, of) => {
      const z = body.let(of);
      return select2(isPositive(z), z, mul2(pair(leak), z));
    },
    slope: (_, z) => select2(isPositive(z), pair(1), pair(leak)),
  },
  elu: {
    value: (body, of) => {
      const z = body.let(of);
      return select2(isPositive(z), z, expm12(body, z));
    },
    slope: (body, of) => {
      const z = body.let(of);
      return select2(isPositive(z), pair(1), exp2(body, z));
    },
  },
  selu: {
    value: (body, of) => {
      const z = body.let(of);
      return mul2(pair(seluScale), select2(isPositive(z), z, mul2(pair(seluAlpha), expm12(body, z))));
    },
    slope: (body, of) => {
      const z = body.let(of);
      return mul2(pair(seluScale), select2(isPositive(z), pair(1), mul2(pair(seluAlpha), exp2(body, z))));
    },
  },
  gelu: {
    value: (body, of) => {
      const z = body.let(of);
      return mul2(z, normalDistribution2(body, z));
    },
    slope: (body, of) => {
      const z = body.let(of);
      return add2(normalDistribution2(body, z), mul2(z, normalDensity2(body, z)));
    },
  },
  'gelu-tanh': {
    value: (body, of) => {
      const z = body.let(of);
      return mul2(z, nearDistribution2(body, z));
    },
    slope: (body, of) => {
      const z = body.let(of);
      const share = body.let(nearDistribution2(body, z));
      return add2(share, mul2(z, nearDensity2(body, z, share)));
    },
  },
  silu: {
    value: (body, of) => {
      const z = body.let(of);
      return mul2(z, sigmoid2(body, z));
    },
    slope: (body, of) => {
      const z = body.let(of);
      const s = body.let(sigmoid2(body, z));
      return mul2(s, add2(pair(1), mul2(z, sub2(pair(1), s))));
    },
  },
  softplus: { value: softplus2, slope: (body, z) => sigmoid2(body, z) },
  sigmoid: {
    value: sigmoid2,
    slope: (body, z) => sigmoidAndSlope2(body, z)[1],
    passes: [(body, z) => sigmoidAndSlope2(body, z)],
  },
  tanh: {
    value: tanh2,
    slope: (body, of) => {
      const z = body.let(of);
      const [r, power] = tanhReduced2(body, z);
      return tanhAndSlope2(body, z, tanhPower2(body, r, power))[1];
    },
    passes: [
      (body, z) => tanhReduced2(body, z),
      (body, _, r, power) => [tanhPower2(body, r, power)],
      (body, z, e) => tanhAndSlope2(body, z, e),
    ],
  },
};
