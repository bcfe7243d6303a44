import { epsilon } from '#core/math/normalise.ts';
import type { Statistics } from '#core/net/layer.ts';
import type { Activation } from '#core/spec/methods.ts';
import { elementwise2 } from './activation.ts';
import { exp2 } from './elementary.ts';
import { NUMBER, PAIR } from './arena.ts';
import { dropoutDraws } from './chance.ts';
import {
  at,
  boundsOf,
  bytes,
  eachElement,
  eachPair,
  eachUnit,
  laneSum,
  numberAt,
  pairAt,
  there,
  times,
  watch,
  type Context,
  type Emit,
} from './context.ts';
import {
  add2,
  addInt,
  div,
  div2,
  doubleOfInt,
  int,
  load2,
  loadInt,
  loadSplat,
  mul2,
  pair,
  pmax2,
  splat,
  sqrt2,
  sub2,
  type Int,
} from './expression.ts';
import { RECORD } from './arena.ts';
import { keepsSlopes } from './plan.ts';
import { inColumns, inTiles, productTile } from './tiles.ts';
import type { Body } from './module.ts';

/** A layer's weights are copied together where their rows lie so far apart (bytes). */
const FAR_APART = 512;

/** Z = A_{l-1}·W + b; with an activation F = f(Z) at once. */
export const dense =
  (l: number, activation: Activation | undefined): Emit =>
  (context, body, { state, pairs }) => {
    const { run, arena } = context;
    const { inputs, units, W, b } = run.layout.layers[l]!;
    const from = l === 0 ? arena.x : arena.layers[l - 1]!.a;
    const { z, f } = arena.layers[l]!;
    const apply = activation === undefined || activation === 'softmax' ? undefined : elementwise2[activation];
    const finite = body.let(pair(0));
    const tile = (first: Int, rows: number): void => {
      const column = body.let(addInt(state, numberAt(first)));
      const bias = Array.from({ length: rows }, (_, r) => body.let(loadSplat(column, bytes(b + r))));
      const packed = rows === 4 && bytes(units) >= FAR_APART;
      const own = addInt(column, int(bytes(W)));
      const weights = body.let(packed ? pack(context, body, own, inputs, bytes(units)) : own);
      const shift = body.let(pairAt(first));
      inColumns(body, pairs, rows > 2 ? 2 : 4, (n, columns) => {
        const strides = { weightRow: NUMBER, weightTerm: packed ? 4 * NUMBER : bytes(units), pair: from.stride };
        const sums = productTile(body, inputs, rows, columns, weights, addInt(int(from.at), times(n, from.stride)), strides);
        const out = body.let(addInt(shift, times(n, z.stride)));
        for (let c = 0; c < columns; c++)
          for (let r = 0; r < rows; r++) {
            const offset = c * z.stride + r * PAIR;
            const sum = body.let(add2(sums[r]![c]!, bias[r]!));
            body.set(finite, add2(finite, sum));
            body.store(out, z.at + offset, sum);
            if (apply) body.store(out, f.at + offset, apply.value(body, sum));
          }
      });
    };
    inTiles(body, units, 4, tile, boundsOf(context));
    watch(context, body, finite);
  };

/** Copies four neighbouring columns of W to the panel, one after the other at every row; answers where they are. */
const pack = ({ arena }: Context, body: Body, weights: Int, inputs: number, stride: number): Int => {
  const from = body.let(weights);
  const to = body.let(int(arena.panel));
  const i = body.let(int(0));
  body.loop(
    i,
    int(inputs),
    1,
    () => {
      body.store(to, 0, load2(from, 0));
      body.store(to, PAIR, load2(from, PAIR));
      body.set(from, addInt(from, int(stride)));
      body.set(to, addInt(to, int(2 * PAIR)));
    },
    true,
  );
  return int(arena.panel);
};

/** hat = (Z - mean)/√(variance + ε), U = gamma·hat + beta, by the statistics of each sample, or the batch's own or those that stand there. */
export const normalise =
  (l: number, statistics: Statistics): Emit =>
  (context, body, told) => {
    const { run, arena } = context;
    const { units, gamma, beta } = run.layout.layers[l]!;
    const { z, hat, u, mean, variance } = arena.layers[l]!;
    const batch = run.spec.network.layers[l]!.normalization === 'batch';
    if (batch && statistics === 'own') batchStatistics(l)(context, body, told);
    const { state, pairs } = told;
    eachPair(body, pairs, [z.stride, PAIR], ([row, place]) => {
      if (!batch) {
        // Of each sample over its units.
        const sum = body.let(pair(0));
        eachUnit(body, row, units, (o) => body.set(sum, add2(sum, at(z, o))));
        const m = body.let(div2(sum, pair(units)));
        const squares = body.let(pair(0));
        eachUnit(body, row, units, (o) => {
          const d = body.let(sub2(at(z, o), m));
          body.set(squares, add2(squares, mul2(d, d)));
        });
        body.store(place, mean, m);
        body.store(place, variance, div2(squares, pair(units)));
      }
      eachUnit(body, row, units, (o, unit) => {
        const own = body.let(batch ? pairAt(unit) : place);
        const h = body.let(div2(sub2(at(z, o), load2(own, mean)), sqrt2(add2(load2(own, variance), pair(epsilon)))));
        body.store(o, hat.at, h);
        const parameter = body.let(addInt(state, numberAt(unit)));
        body.store(o, u.at, add2(mul2(loadSplat(parameter, bytes(gamma)), h), loadSplat(parameter, bytes(beta))));
      });
    });
  };

/** Mean and biased variance of every unit over the batch, the same in both lanes. */
const batchStatistics =
  (l: number): Emit =>
  (context, body, { record, pairs }) => {
    const { arena } = context;
    const { z, mean, variance } = arena.layers[l]!;
    const rows = body.let(doubleOfInt(loadInt(record, RECORD.rows)));
    const unit = body.let(int(0));
    body.loop(
      unit,
      int(z.units * PAIR),
      PAIR,
      () => {
        const own = (row: Int) => at(z, addInt(row, unit));
        const sum = body.let(pair(0));
        eachPair(body, pairs, [z.stride], ([row], n) => body.set(sum, add2(sum, there(context, n, own(row)))));
        const m = body.let(splat(div(laneSum(sum), rows)));
        const squares = body.let(pair(0));
        eachPair(body, pairs, [z.stride], ([row], n) => {
          const d = body.let(sub2(own(row), m));
          body.set(squares, add2(squares, there(context, n, mul2(d, d))));
        });
        body.store(unit, mean, m);
        body.store(unit, variance, splat(div(laneSum(squares), rows)));
      },
      true,
    );
  };

/** F = f(U), and f'(U) where it is kept. */
export const activate =
  (l: number): Emit =>
  (context, body, told) => {
    const { run, arena } = context;
    const { u, f, slope } = arena.layers[l]!;
    const { activation } = run.spec.network.layers[l]!;
    if (activation === 'softmax') {
      softmax(l)(context, body, told);
      return;
    }
    const { value, passes } = elementwise2[activation];
    if (!passes || !keepsSlopes(run, l)) {
      eachElement(body, told.pairs, u, (o) => body.store(o, f.at, value(body, at(u, o))));
      return;
    }
    for (const pass of passes)
      eachElement(body, told.pairs, u, (o) => {
        const [first, second] = pass(body, at(u, o), at(f, o), at(slope, o));
        body.store(o, f.at, first);
        if (second) body.store(o, slope.at, second);
      });
  };

/** F = e^(U - top)/Σ e^(U - top), sample by sample. */
const softmax =
  (l: number): Emit =>
  ({ arena }, body, { pairs }) => {
    const { u, f } = arena.layers[l]!;
    const { units } = u;
    eachPair(body, pairs, [u.stride], ([row]) => {
      const top = body.let(at(u, row));
      eachUnit(body, row, units, (o) => body.set(top, pmax2(top, at(u, o))));
      const sum = body.let(pair(0));
      eachUnit(body, row, units, (o) => {
        const e = body.let(exp2(body, sub2(at(u, o), top)));
        body.set(sum, add2(sum, e));
        body.store(o, f.at, e);
      });
      eachUnit(body, row, units, (o) => body.store(o, f.at, div2(at(f, o), sum)));
    });
  };

/** mask ← 0 with probability p, else 1/(1 - p); branch = F·mask. */
export const drop =
  (l: number): Emit =>
  ({ run, arena }, body, { record, pairs }) => {
    const { f, mask, branch } = arena.layers[l]!;
    const draw = dropoutDraws(body, run.spec, l, loadInt(record, RECORD.step));
    eachPair(body, pairs, [mask.stride], ([row], n) =>
      eachUnit(body, row, mask.units, (o, unit) => {
        // Of the first sample of the pair, the second one's is a row further on.
        const drawn = body.let(draw(addInt(times(n, 2 * mask.units), unit), mask.units));
        body.store(o, mask.at, drawn);
        body.store(o, branch.at, mul2(at(f, o), drawn));
      }),
    );
  };

/** A = branch + A_{l-1}. */
export const addInput =
  (l: number): Emit =>
  ({ arena }, body, { pairs }) => {
    const { branch, a } = arena.layers[l]!;
    const input = l === 0 ? arena.x : arena.layers[l - 1]!.a;
    eachElement(body, pairs, a, (o) => body.store(o, a.at, add2(at(branch, o), at(input, o))));
  };
