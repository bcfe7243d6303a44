import type { Loss } from '#core/spec/methods.ts';
import { nearOne } from '#core/math/activation.ts';
import { elementScale, fromLogits } from '#core/math/loss.ts';
import { exp2, log1p2, sigmoid2, softplus2 } from './elementary.ts';
import { LOG, PAIR, RECORD } from './arena.ts';
import { at, eachPair, eachUnit, laneSum, there, type Context, type Emit } from './context.ts';
import {
  abs2,
  add2,
  addInt,
  and2,
  andNot2,
  any2,
  double,
  equal2,
  greater2,
  int,
  less2,
  load,
  mul,
  mul2,
  neg2,
  not2,
  notEqual2,
  or2,
  pair,
  pairOfBits,
  pmax2,
  select2,
  splat,
  sub2,
  type Double,
  type Int,
  type Pair,
} from './expression.ts';
import type { Body, Local } from './module.ts';

type Weights = readonly number[] | null;

/** w₁·y + w₀·(1-y) */
const shareOf = (y: Pair, weights: Weights): Pair =>
  weights ? add2(mul2(pair(weights[1]!), y), mul2(pair(weights[0]!), sub2(pair(1), y))) : pair(1);
/** w₁·y */
const pullOf = (y: Pair, weights: Weights): Pair => (weights ? mul2(pair(weights[1]!), y) : y);
/** w₀·(1-y) */
const pushOf = (y: Pair, weights: Weights): Pair => (weights ? mul2(pair(weights[0]!), sub2(pair(1), y)) : sub2(pair(1), y));

/** 1/B where the samples' mean is taken. */
const sampleScale = (reduction: 'mean' | 'sum', record: Int): Double => (reduction === 'sum' ? double(1) : load(record, RECORD.mean));

/** What an output adds to the loss of its sample, of the losses that take each output by itself. */
const element = (
  { run: { spec } }: Context,
  body: Body,
  loss: Exclude<Loss, 'categorical-cross-entropy'>,
  u: Pair,
  a: Pair,
  y: Local<'v128'>,
  sum: Local<'v128'>,
): void => {
  const plus = (term: Pair): void => body.set(sum, add2(sum, term));
  switch (loss) {
    case 'mse': {
      const d = body.let(sub2(a, y));
      return plus(mul2(d, d));
    }
    case 'mae':
      return plus(abs2(sub2(a, y)));
    case 'huber': {
      const d = body.let(abs2(sub2(a, y)));
      return plus(select2(less2(d, pair(1)), mul2(mul2(pair(0.5), d), d), sub2(d, pair(0.5))));
    }
    case 'half-squared-error': {
      const d = body.let(sub2(y, a));
      return plus(mul2(mul2(pair(0.5), d), d));
    }
    case 'binary-cross-entropy':
    case 'binary-cross-entropy-logits': {
      // w₁·y·softplus(-u), where y is not 0, and w₀·(1-y)·softplus(u), where y is not 1.
      const logit = body.let(u);
      const pull = body.let(mul2(pullOf(y, spec.classWeights), softplus2(body, neg2(logit))));
      plus(and2(notEqual2(y, pair(0)), pull));
      const push = body.let(mul2(pushOf(y, spec.classWeights), softplus2(body, logit)));
      return plus(and2(notEqual2(y, pair(1)), push));
    }
  }
};

/** L = scale·Σₙ loss of sample n. */
export const loss: Emit = (context, body, { record, log, pairs }) => {
  const total = body.let(pair(0));
  addLosses(context, body, pairs, total);
  body.store(log, LOG.data, mul(laneSum(total), sampleScale(context.run.spec.reduction, record)));
};

/** total += loss of sample n, in the two lanes of even and odd place. */
export const addLosses = (context: Context, body: Body, pairs: Int, total: Local<'v128'>): void => {
  const { run, arena } = context;
  const { spec } = run;
  const { u, a } = arena.layers.at(-1)!;
  const { y } = arena;
  const { units } = a;
  eachPair(body, pairs, [a.stride, y.stride], ([row, target], n) => {
    const sum = body.let(pair(0));
    if (spec.loss === 'categorical-cross-entropy') crossEntropy(context, body, row, target, sum);
    else {
      const { loss: kind } = spec;
      const shift = body.let(target);
      eachUnit(body, row, units, (o) => {
        element(context, body, kind, at(u, o), at(a, o), body.let(at(y, shift)), sum);
        if (units > 1) body.set(shift, addPair(shift));
      });
    }
    body.set(total, add2(total, there(context, n, mul2(sum, pair(elementScale(spec.loss, spec.reduction, units))))));
  });
};

/** Σ wy·(top - u + ln Σ e^(u - top)), the top class left out of the logarithm's sum and its 1 kept apart. */
const crossEntropy = ({ run, arena }: Context, body: Body, row: Int, target: Int, sum: Local<'v128'>): void => {
  const { u } = arena.layers.at(-1)!;
  const { y } = arena;
  const { units } = u;
  const weights = run.spec.classWeights;
  const top = body.let(at(u, row));
  eachUnit(body, row, units, (o) => body.set(top, pmax2(top, at(u, o))));
  const found = body.let(pair(0));
  const others = body.let(pair(0));
  eachUnit(body, row, units, (o) => {
    const logit = body.let(at(u, o));
    // The first of the greatest is the top.
    const isTop = body.let(andNot2(equal2(logit, top), found));
    body.set(found, or2(found, isTop));
    body.set(others, add2(others, andNot2(exp2(body, sub2(logit, top)), isTop)));
  });
  const above = body.let(log1p2(body, others));
  const shift = body.let(target);
  for (let o = 0; o < units; o++) {
    const share = body.let(at(y, shift));
    const weighted = weights ? mul2(pair(weights[o]!), share) : share;
    const term = mul2(weighted, add2(sub2(top, at(u, addPairs(row, o))), above));
    body.set(sum, add2(sum, and2(notEqual2(share, pair(0)), term)));
    body.set(shift, addPair(shift));
  }
};

/** dA = dL/dA of the output, or dU = dL/dU where the loss undoes its activation; nothing of a sample that is not there. */
export const outputGradient: Emit = (context, body, { record, pairs }) => {
  const { run, arena } = context;
  const { rules } = run;
  const { u, a, dA, dU } = arena.layers.at(-1)!;
  const { y } = arena;
  const { units } = a;
  const weights = run.spec.classWeights;
  const { loss: kind } = rules;
  const into = fromLogits(kind) ? dU : dA;
  const perElement = elementScale(kind, rules.overOutputs, units);
  const scale = body.let(splat(mul(mul(double(perElement), sampleScale(rules.overSamples, record)), double(rules.lossFactor))));
  eachPair(body, pairs, [a.stride, y.stride], ([row, target], n) => {
    const store = (o: Int, value: Pair): void => body.store(o, into.at, there(context, n, value));
    if (kind === 'categorical-cross-entropy') {
      if (rules.softmax === 'diagonal') diagonal(row, target, store);
      else jacobian(row, target, store);
      return;
    }
    const shift = body.let(target);
    eachUnit(body, row, units, (o) => {
      const t = body.let(at(y, shift));
      store(o, mul2(residual(o, t), scale));
      if (units > 1) body.set(shift, addPair(shift));
    });
  });

  /** The derivative before it is scaled. */
  function residual(o: Int, t: Local<'v128'>): Pair {
    switch (kind) {
      case 'mse':
        return mul2(pair(2), sub2(at(a, o), t));
      case 'half-squared-error':
        return sub2(at(a, o), t);
      case 'mae':
        return sign(body, sub2(at(a, o), t));
      case 'huber': {
        const d = body.let(sub2(at(a, o), t));
        return select2(greater2(d, pair(1)), pair(1), select2(less2(d, pair(-1)), pair(-1), d));
      }
      case 'binary-cross-entropy':
        return logistic(at(a, o), at(u, o), t);
      case 'binary-cross-entropy-logits':
        return logistic(sigmoid2(body, at(a, o)), at(a, o), t);
      default:
        throw new RangeError(`no derivative of ${kind} by itself`);
    }
  }

  /** p·(w₁y + w₀(1-y)) - w₁y for p = σ(u); near 1 the distance to 1 is taken from u. */
  function logistic(share: Pair, logit: Pair, t: Local<'v128'>): Pair {
    const p = body.let(share);
    const value = body.let(sub2(mul2(p, shareOf(t, weights)), pullOf(t, weights)));
    const near = body.let(greater2(p, pair(nearOne)));
    body.when(any2(near), () => {
      const exact = sub2(pushOf(t, weights), mul2(shareOf(t, weights), sigmoid2(body, neg2(logit))));
      body.set(value, select2(near, exact, value));
    });
    return value;
  }

  function weighted(target: Int, o: number): Pair {
    const share = at(y, addPairs(target, o));
    return weights ? mul2(pair(weights[o]!), share) : share;
  }

  /** a·Σwy - wy; near 1 the distance to 1 is the sum of the other classes. */
  function jacobian(row: Int, target: Int, store: (o: Int, value: Pair) => void): void {
    const total = body.let(pair(0));
    for (let o = 0; o < units; o++) body.set(total, add2(total, weighted(target, o)));
    const pull = body.local('v128');
    const own = body.local('v128');
    const value = body.local('v128');
    const near = body.local('v128');
    for (let o = 0; o < units; o++) {
      body.set(pull, weighted(target, o));
      body.set(own, at(a, addPairs(row, o)));
      body.set(value, sub2(mul2(own, total), pull));
      body.set(near, greater2(own, pair(nearOne)));
      body.when(any2(near), () => {
        const others = body.let(pair(0));
        for (let i = 0; i < units; i++) if (i !== o) body.set(others, add2(others, at(a, addPairs(row, i))));
        body.set(value, select2(near, sub2(sub2(total, pull), mul2(total, others)), value));
      });
      store(addPairs(row, o), mul2(value, scale));
    }
  }

  /** -wy·(1 - a), as if each output depended on its own sum alone. */
  function diagonal(row: Int, target: Int, store: (o: Int, value: Pair) => void): void {
    for (let o = 0; o < units; o++) {
      const share = at(y, addPairs(target, o));
      const pulled = mul2(pair(-(weights?.[o] ?? 1)), share);
      store(addPairs(row, o), mul2(mul2(pulled, sub2(pair(1), at(a, addPairs(row, o)))), scale));
    }
  }
};

const signBit = pairOfBits(1n << 63n);

/** -1, 0 or 1; of 0 and of what is not a number that itself. */
export const sign = (body: Body, of: Pair): Pair => {
  const x = body.let(of);
  return select2(not2(or2(equal2(x, pair(0)), notEqual2(x, x))), or2(pair(1), and2(x, signBit)), x);
};

const addPairs = (offset: Int, count: number): Int => (count === 0 ? offset : addInt(offset, int(count * PAIR)));
const addPair = (offset: Int): Int => addPairs(offset, 1);
