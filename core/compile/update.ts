import type { OptimizerSpec } from '#core/spec/run-spec.ts';
import { runningShare } from '#core/math/normalise.ts';
import { adagradEpsilon, epsilon } from '#core/math/optimise.ts';
import { LOG, NUMBER, PAIR, RECORD } from './arena.ts';
import { bytes, laneSum, watch, type Context, type Emit } from './context.ts';
import {
  abs2,
  add,
  add2,
  addInt,
  div,
  div2,
  double,
  greater2,
  int,
  lane,
  less,
  load,
  load2 as loadPair,
  loadSplat,
  mul,
  mul2,
  neg,
  neg2,
  pair,
  pmax2,
  pmin2,
  select2,
  splat,
  sqrt,
  sqrt2,
  sub2,
  type Int,
  type Pair,
} from './expression.ts';
import type { Body, Local } from './module.ts';
import { eachNumber, fourLanes } from './numbers.ts';

/** l1·Σ|w| + l2/2·Σw², layer by layer. */
export const penalty: Emit = ({ run }, body, { state, log }) => {
  const { l1, l2 } = run.spec.penalty;
  const sum = body.let(double(0));
  for (const { W, b } of run.layout.layers) {
    const sizes = body.let(fourLanes(body, W, b, state, abs2));
    const squares = body.let(fourLanes(body, W, b, state, (x) => mul2(x, x)));
    body.set(sum, add(sum, add(mul(double(l1), laneSum(sizes)), mul(double(l2 / 2), laneSum(squares)))));
  }
  body.store(log, LOG.penalty, sum);
};

/** ‖g‖ of what training moves, of every layer and of all. */
export const norms: Emit = ({ run, arena }, body, { log }) => {
  const total = body.let(double(0));
  const gradient = int(arena.gradient);
  const squaresOf = (from: number, to: number): Local<'f64'> => {
    const sums = body.let(fourLanes(body, from, to, gradient, (g) => mul2(g, g)));
    return body.let(laneSum(sums));
  };
  run.layout.layers.forEach(({ W, b, units, end }, l) => {
    const squares = run.spec.train.biases ? squaresOf(W, end) : body.let(add(squaresOf(W, b), squaresOf(b + units, end)));
    body.store(log, LOG.norms + bytes(l), sqrt(squares));
    body.set(total, add(total, squares));
  });
  body.store(log, LOG.norm, sqrt(total));
};

/** g ← g·limit/(‖g‖ + 1e-6) where that is less than 1; then every number of g cut to [-limit, limit]. */
export const clip: Emit = ({ run, arena }, body, { log }) => {
  const { clipNorm, clipValue } = run.spec;
  const gradient = int(arena.gradient);
  const all = (of: (g: Pair) => Pair): void =>
    eachNumber(body, 0, run.layout.parameters, (read, write) => write(gradient, of(read(gradient))));
  if (clipNorm !== null) {
    const factor = body.let(div(double(clipNorm), add(load(log, LOG.norm), double(1e-6))));
    body.store(log, LOG.clip, double(1));
    body.when(less(factor, double(1)), () => {
      body.store(log, LOG.clip, factor);
      const both = body.let(splat(factor));
      all((g) => mul2(g, both));
    });
  }
  if (clipValue !== null) all((g) => pmax2(pmin2(g, pair(clipValue)), pair(-clipValue)));
};

/** What an optimiser reads and writes of one pair of parameters. */
interface Slots {
  readonly g: Pair;
  readonly w: Pair;
  /** A slot's numbers, and what they become. */
  slot(s: number): Pair;
  keep(s: number, value: Pair): Local<'v128'>;
  /** -rate, and the step's other constants, in both lanes. */
  readonly descent: Pair;
  constant(i: number): Pair;
}

/** delta of a pair of parameters. The constants are those of `stepConstants`. */
const deltaOf = (spec: OptimizerSpec, body: Body, { g, w, slot, keep, descent, constant }: Slots): Pair => {
  switch (spec.kind) {
    case 'sgd':
      return mul2(descent, g);
    case 'momentum': {
      const velocity = keep(0, add2(mul2(pair(spec.momentum), slot(0)), g));
      return mul2(descent, velocity);
    }
    case 'nesterov': {
      const velocity = keep(0, add2(mul2(pair(spec.momentum), slot(0)), g));
      return mul2(descent, add2(g, mul2(pair(spec.momentum), velocity)));
    }
    case 'adagrad': {
      const squareSum = keep(0, add2(slot(0), mul2(g, g)));
      return div2(mul2(descent, g), add2(sqrt2(squareSum), pair(adagradEpsilon)));
    }
    case 'rmsprop': {
      const squareMean = keep(0, add2(mul2(pair(spec.rho), slot(0)), mul2(mul2(pair(1 - spec.rho), g), g)));
      return div2(mul2(descent, g), add2(sqrt2(squareMean), pair(epsilon)));
    }
    case 'adam':
    case 'adamw': {
      const m = keep(0, add2(mul2(pair(spec.beta1), slot(0)), mul2(pair(1 - spec.beta1), g)));
      const v = keep(1, add2(mul2(pair(spec.beta2), slot(1)), mul2(mul2(pair(1 - spec.beta2), g), g)));
      const [decay, stepSize, correction] = [constant(0), constant(1), constant(2)];
      const move = div2(mul2(stepSize, m), add2(div2(sqrt2(v), correction), pair(epsilon)));
      return sub2(mul2(neg2(decay), w), move);
    }
    case 'nadam': {
      const m = keep(0, add2(mul2(pair(spec.beta1), slot(0)), mul2(pair(1 - spec.beta1), g)));
      const v = keep(1, add2(mul2(pair(spec.beta2), slot(1)), mul2(mul2(pair(1 - spec.beta2), g), g)));
      const [gradientShare, momentShare, correction] = [constant(0), constant(1), constant(2)];
      const move = add2(mul2(gradientShare, g), mul2(momentShare, m));
      return div2(neg2(move), add2(sqrt2(div2(v, correction)), pair(epsilon)));
    }
    case 'adamax': {
      const m = keep(0, add2(mul2(pair(spec.beta1), slot(0)), mul2(pair(1 - spec.beta1), g)));
      const decayed = body.let(mul2(pair(spec.beta2), slot(1)));
      const size = body.let(add2(abs2(g), pair(epsilon)));
      const u = keep(1, select2(greater2(decayed, size), decayed, size));
      return div2(mul2(neg2(constant(0)), m), u);
    }
  }
};

/** Parameters that move, and how. */
interface Moved {
  readonly from: number;
  readonly to: number;
  /** Decoupled decay, rate·decay of each. */
  readonly decays: boolean;
  readonly state: Int;
  /** What takes the new numbers. */
  readonly into: Int;
  /** Whether it takes the optimiser's too. */
  readonly slots: boolean;
}

const move = (context: Context, body: Body, record: Int, { from, to, decays, state, into, slots: keepsSlots }: Moved): void => {
  const { run, arena } = context;
  const { spec, layout } = run;
  const P = bytes(layout.parameters);
  const rate = body.let(load(record, RECORD.rate));
  const descent = body.let(splat(neg(rate)));
  const constants = Array.from({ length: 3 }, (_, i) => body.let(loadSplat(record, RECORD.constants + bytes(i))));
  const shrink = decays ? body.let(splat(mul(rate, double(spec.penalty.decay)))) : undefined;
  const finite = body.let(pair(0));
  const see = (value: Local<'v128'>): void => body.set(finite, add2(finite, value));
  eachNumber(body, from, to, (read, write) => {
    const g = body.let(read(int(arena.gradient)));
    const w = body.let(read(state));
    const slots: Slots = {
      g,
      w,
      slot: (s) => read(addInt(state, int((1 + s) * P))),
      keep: (s, value) => {
        const kept = body.let(value);
        if (keepsSlots) write(addInt(into, int((1 + s) * P)), kept);
        see(kept);
        return kept;
      },
      descent,
      constant: (i) => constants[i]!,
    };
    const delta = deltaOf(spec.optimizer, body, slots);
    const next = body.let(add2(w, shrink ? sub2(delta, mul2(shrink, w)) : delta));
    see(next);
    write(into, next);
  });
  watch(context, body, finite);
};

/** θ ← θ + delta with the optimiser's arrays; what training holds fixed stays, and so do their arrays. */
export const update: Emit = (context, body, { state, next, record }) => {
  const { run, arena } = context;
  const { spec, layout } = run;
  const decays = spec.penalty.decay > 0;
  const slots = layout.slots.length;
  const hold = (from: number, to: number): void => {
    for (let s = 0; s <= slots; s++) {
      const shift = s * layout.parameters;
      eachNumber(body, from, to, (read, write) => write(addInt(next, int(bytes(shift))), read(addInt(state, int(bytes(shift))))));
    }
  };
  const trained = (from: number, to: number): void => {
    const all = { state, into: next, slots: true };
    if (!decays) return move(context, body, record, { from, to, decays, ...all });
    // Weights decay, the rest does not.
    const cuts = layout.layers.flatMap(({ W, b, end }) => [
      { from: W, to: b, decays: true },
      { from: b, to: end, decays: false },
    ]);
    for (const cut of cuts) {
      const [first, end] = [Math.max(from, cut.from), Math.min(to, cut.to)];
      if (first < end) move(context, body, record, { from: first, to: end, decays: cut.decays, ...all });
    }
  };
  for (const range of layout.ranges) (range.trained ? trained : hold)(range.from, range.to);
  if (spec.optimizer.kind === 'nadam') {
    // The product of the momenta so far.
    const place = bytes(layout.scalars);
    body.store(next, place, mul(load(state, place), load(record, RECORD.constants + 3 * NUMBER)));
  }
  if (layout.oldGradient >= 0) body.copy(addInt(next, int(bytes(layout.oldGradient))), int(arena.gradient), int(bytes(layout.parameters)));
};

/** W of layer l as `update` will leave it, by the gradient as it is. */
export const updateEarly =
  (l: number): Emit =>
  (context, body, { state, record }) => {
    const { run, arena } = context;
    const { W, b } = run.layout.layers[l]!;
    move(context, body, record, { from: W, to: b, decays: run.spec.penalty.decay > 0, state, into: int(arena.early), slots: false });
  };

/** Running mean and variance after the batch; its variance unbiased where it has two samples or more. */
export const moveRunning =
  (l: number): Emit =>
  (context, body, { state, next, record }) => {
    const { run, arena } = context;
    const { units, runningMean, runningVariance } = run.layout.layers[l]!;
    const { mean, variance } = arena.layers[l]!;
    const unbias = body.let(load(record, RECORD.unbias));
    const blend = (to: number, of: (unit: number) => Pair): void => {
      for (let o = 0; o < units; o++) {
        const value = body.let(add(mul(double(1 - runningShare), load(state, bytes(to + o))), lane(of(o), 0)));
        body.store(next, bytes(to + o), value);
        watch(context, body, splat(value));
      }
    };
    const share = pair(runningShare);
    blend(runningMean, (o) => mul2(share, loadPair(int(0), mean + o * PAIR)));
    blend(runningVariance, (o) => mul2(mul2(share, loadPair(int(0), variance + o * PAIR)), splat(unbias)));
  };
