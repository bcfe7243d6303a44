import type { Activation } from '#core/spec/methods.ts';
import type { Pair } from './expression.ts';
import type { Body } from './module.ts';
import { acts, exp2, sigmoid2 } from './scratch.ts';

/** An activation that works on each number by itself. */
export interface ElementwisePair {
  /** f(u) */
  value(body: Body, u: Pair): Pair;
  /** f'(u), where f = f(u) is known. */
  slope(body: Body, u: Pair, f: Pair): Pair;
}

export interface Functions {
  exp(body: Body, x: Pair): Pair;
  sigmoid(body: Body, x: Pair): Pair;
  softplus(body: Body, x: Pair): Pair;
  log1p(body: Body, x: Pair): Pair;
  activation(name: Exclude<Activation, 'softmax'>): ElementwisePair;
}

export const functions: Functions = {
  exp: exp2,
  sigmoid: sigmoid2,
  softplus: (_, x) => x,
  log1p: (_, x) => x,
  activation: (name) => acts[name]!,
};
