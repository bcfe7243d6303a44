import { epsilon } from '#core/math/normalise.ts';
import { elementwise2 } from './activation.ts';
import { NUMBER, PAIR, RECORD, type Blocks } from './arena.ts';
import {
  at,
  boundsOf,
  bytes,
  eachElement,
  eachPair,
  eachUnit,
  laneSum,
  laneSums,
  numberAt,
  pairAt,
  there,
  times,
  type Context,
  type Emit,
} from './context.ts';
import {
  add2,
  addInt,
  and2,
  div,
  div2,
  doubleOfInt,
  greater2,
  int,
  isZero,
  load2,
  loadInt,
  loadSplat,
  mul2,
  pair,
  splat,
  sqrt2,
  sub2,
  type Int,
  type Pair,
} from './expression.ts';
import { eachNumber } from './numbers.ts';
import { keepsSlopes } from './plan.ts';
import { gradientTile, inColumns, inTiles, productTile } from './tiles.ts';
import type { Body } from './module.ts';
import { sign } from './loss.ts';

/** f' of layer l as its rule takes it, at an element, so many bytes further on; undefined where it is 1. */
const slopeAt = (context: Context, body: Body, l: number, o: Int, more = 0): Pair | undefined => {
  const { run, arena } = context;
  const { u, f, slope: kept } = arena.layers[l]!;
  const { activation } = run.spec.network.layers[l]!;
  if (activation === 'softmax') throw new RangeError('softmax has no slope');
  const { value, slope } = elementwise2[activation];
  switch (run.rules.slopes[l]!) {
    case 'at-sum':
      return keepsSlopes(run, l) ? at(kept, o, more) : slope(body, at(u, o, more), at(f, o, more));
    case 'at-activation': {
      const own = body.let(at(f, o, more));
      return slope(body, own, body.let(value(body, own)));
    }
    case 'none':
      return undefined;
  }
};

/** dU = dA·mask·f'(U), or dA·mask times the Jacobian of softmax. */
export const backActivation =
  (l: number): Emit =>
  (context, body, { pairs }) => {
    const { run, arena } = context;
    const { f, mask, dA, dU } = arena.layers[l]!;
    const dropped = mask !== f;
    const upstream = (o: Int): Pair => (dropped ? mul2(at(dA, o), at(mask, o)) : at(dA, o));
    if (run.spec.network.layers[l]!.activation !== 'softmax') {
      eachElement(body, pairs, dU, (o) => {
        const slope = slopeAt(context, body, l, o);
        body.store(o, dU.at, slope ? mul2(upstream(o), slope) : upstream(o));
      });
      return;
    }
    eachPair(body, pairs, [dU.stride], ([row]) => {
      if (run.rules.softmax === 'diagonal') {
        // dA·a·(1 - a)
        eachUnit(body, row, dU.units, (o) => body.store(o, dU.at, mul2(mul2(upstream(o), at(f, o)), sub2(pair(1), at(f, o)))));
        return;
      }
      // a·(dA - Σ dA·a)
      const dot = body.let(pair(0));
      eachUnit(body, row, dU.units, (o) => body.set(dot, add2(dot, mul2(upstream(o), at(f, o)))));
      eachUnit(body, row, dU.units, (o) => body.store(o, dU.at, mul2(at(f, o), sub2(upstream(o), dot))));
    });
  };

/** dGamma = Σₙ dU·hat, dBeta = Σₙ dU, dZ = (dHat - mean(dHat) - hat·mean(dHat·hat))/√(variance + ε) with dHat = dU·gamma. */
export const backNormalise =
  (l: number): Emit =>
  (context, body, { state, record, pairs }) => {
    const { run, arena } = context;
    const { units, gamma, beta } = run.layout.layers[l]!;
    const { hat, dU, dZ, variance } = arena.layers[l]!;
    const gradientAt = (unit: Int): Int => addInt(int(arena.gradient), numberAt(unit));
    const gammaOf = (unit: Int): Pair => loadSplat(addInt(state, numberAt(unit)), bytes(gamma));
    const deviation = (statistics: Int): Pair => sqrt2(add2(load2(statistics, variance), pair(epsilon)));
    const batch = run.spec.network.layers[l]!.normalization === 'batch';
    const size = body.let(batch ? splat(doubleOfInt(loadInt(record, RECORD.rows))) : pair(units));
    eachUnit(body, int(0), units, (column, unit) => {
      const own = (blocks: Blocks, row: Int): Pair => at(blocks, addInt(row, column));
      const [dGamma, dBeta, sum, dot] = [body.let(pair(0)), body.let(pair(0)), body.let(pair(0)), body.let(pair(0))];
      const g = body.let(gammaOf(unit));
      eachPair(body, pairs, [dU.stride], ([row]) => {
        const d = body.let(own(dU, row));
        body.set(dGamma, add2(dGamma, mul2(d, own(hat, row))));
        body.set(dBeta, add2(dBeta, d));
        if (!batch) return;
        const dHat = body.let(mul2(d, g));
        body.set(sum, add2(sum, dHat));
        body.set(dot, add2(dot, mul2(dHat, own(hat, row))));
      });
      body.store(gradientAt(unit), bytes(gamma), laneSum(dGamma));
      body.store(gradientAt(unit), bytes(beta), laneSum(dBeta));
      if (!batch) return;
      body.set(sum, splat(laneSum(sum)));
      body.set(dot, splat(laneSum(dot)));
      const root = body.let(deviation(column));
      eachPair(body, pairs, [dU.stride], ([row], n) => {
        const dHat = mul2(own(dU, row), g);
        const owed = sub2(sub2(dHat, div2(sum, size)), div2(mul2(own(hat, row), dot), size));
        body.store(addInt(row, column), dZ.at, there(context, n, div2(owed, root)));
      });
    });
    if (batch) return;
    eachPair(body, pairs, [dU.stride, PAIR], ([row, place]) => {
      const [sum, dot] = [body.let(pair(0)), body.let(pair(0))];
      eachUnit(body, row, units, (o, unit) => {
        const dHat = body.let(mul2(at(dU, o), gammaOf(unit)));
        body.set(sum, add2(sum, dHat));
        body.set(dot, add2(dot, mul2(dHat, at(hat, o))));
      });
      const root = body.let(deviation(place));
      eachUnit(body, row, units, (o, unit) => {
        const dHat = mul2(at(dU, o), gammaOf(unit));
        body.store(o, dZ.at, div2(sub2(sub2(dHat, div2(sum, size)), div2(mul2(at(hat, o), dot), size)), root));
      });
    });
  };

/** dW = A_{l-1}ᵀ·dZ, db = Σₙ dZ or its mean. */
export const weightGradient =
  (l: number): Emit =>
  (context, body, { record, pairs }) => {
    const { run, arena } = context;
    const { inputs, units, W, b } = run.layout.layers[l]!;
    const { kept, dZ } = arena.layers[l]!;
    const bounds = boundsOf(context);
    /** What is not tiled is done with the first tiles. */
    const once = (write: () => void): void => (bounds ? body.when(isZero(bounds.from), write) : write());
    if (run.rules.keeps[l] === 'mask') {
      const { a } = arena.layers[l - 1]!;
      // 1 where a ReLU let through, else 0.
      once(() => eachElement(body, pairs, kept, (o) => body.store(o, kept.at, and2(greater2(at(a, o), pair(0)), pair(1)))));
    }
    const tile = (firstInput: Int, ins: number): void => {
      const x = body.let(addInt(int(kept.at), pairAt(firstInput)));
      const rowOf = body.let(addInt(int(arena.gradient + bytes(W)), times(firstInput, bytes(units))));
      inTiles(body, units, 2, (firstUnit, outs) => {
        const d = addInt(int(dZ.at), pairAt(firstUnit));
        const sums = gradientTile(body, pairs, ins, outs, x, d, kept.stride, dZ.stride);
        const into = body.let(addInt(rowOf, numberAt(firstUnit)));
        for (let i = 0; i < ins; i++) {
          const row = sums[i]!;
          body.store(into, i * bytes(units), outs === 2 ? laneSums(row[0]!, row[1]!) : laneSum(row[0]!));
        }
      });
    };
    inTiles(body, inputs, 4, tile, bounds);
    once(() => {
      const mean = run.rules.biasReduction === 'mean';
      const rows = mean ? body.let(doubleOfInt(loadInt(record, RECORD.rows))) : undefined;
      inTiles(body, units, 4, (first, outs) => {
        const sums = Array.from({ length: outs }, () => body.let(pair(0)));
        const shift = body.let(pairAt(first));
        eachPair(body, pairs, [dZ.stride], ([row]) => {
          const place = body.let(addInt(row, shift));
          sums.forEach((sum, o) => body.set(sum, add2(sum, load2(place, dZ.at + o * PAIR))));
        });
        const into = body.let(addInt(int(arena.gradient + bytes(b)), numberAt(first)));
        sums.forEach((sum, o) => body.store(into, o * NUMBER, rows ? div(laneSum(sum), rows) : laneSum(sum)));
      });
    });
  };

/** dW += l1·sign(W) + l2·W. */
export const penaltyGradient =
  (l: number): Emit =>
  ({ run, arena }, body, { state }) => {
    const { W, b } = run.layout.layers[l]!;
    const { l1, l2 } = run.spec.penalty;
    eachNumber(body, W, b, (read, write) => {
      const w = body.let(read(state));
      const penalised = add2(read(int(arena.gradient)), mul2(pair(l1), sign(body, w)));
      write(int(arena.gradient), add2(penalised, mul2(pair(l2), w)));
    });
  };

/** db times B, or the gradient plus that of the step before. */
export const amend =
  (l: number): Emit =>
  ({ run, arena }, body, { state, record }) => {
    const { W, b, units, end } = run.layout.layers[l]!;
    if (run.rules.amend === 'bias-per-sample') {
      const rows = body.let(splat(doubleOfInt(loadInt(record, RECORD.rows))));
      eachNumber(body, b, b + units, (read, write) => write(int(arena.gradient), mul2(read(int(arena.gradient)), rows)));
    } else
      eachNumber(body, W, end, (read, write) =>
        write(int(arena.gradient), add2(read(int(arena.gradient)), read(addInt(state, int(bytes(run.layout.oldGradient)))))),
      );
  };

/** dA_{l-1} = dZ·Wᵀ; or dZ_{l-1} = dA_{l-1}·f'(Z_{l-1}) at once. */
export const inputGradient =
  (l: number, activates: boolean): Emit =>
  (context, body, { state, pairs }) => {
    const { run, arena } = context;
    const { inputs, units, W } = run.layout.layers[l]!;
    const { dZ } = arena.layers[l]!;
    const { dA, dZ: into } = arena.layers[l - 1]!;
    const source = run.rules.updatesEarly ? int(arena.early) : state;
    const tile = (first: Int, rows: number): void => {
      const weights = body.let(addInt(addInt(source, int(bytes(W))), times(first, bytes(units))));
      const shift = body.let(pairAt(first));
      inColumns(body, pairs, rows > 2 ? 2 : 4, (n, columns) => {
        const strides = { weightRow: bytes(units), weightTerm: NUMBER, pair: dZ.stride };
        const sums = productTile(body, units, rows, columns, weights, addInt(int(dZ.at), times(n, dZ.stride)), strides);
        const out = body.let(addInt(shift, times(n, dA.stride)));
        for (let c = 0; c < columns; c++)
          for (let r = 0; r < rows; r++) {
            const offset = c * dA.stride + r * PAIR;
            const sum = sums[r]![c]!;
            const slope = activates ? slopeAt(context, body, l - 1, out, offset) : undefined;
            if (slope) body.store(out, into.at + offset, mul2(sum, slope));
            else body.store(out, dA.at + offset, sum);
          }
      });
    };
    inTiles(body, inputs, 4, tile, boundsOf(context));
  };

/** dA_{l-1} += dA. */
export const backInput =
  (l: number): Emit =>
  ({ arena }, body, { pairs }) => {
    const { dA } = arena.layers[l]!;
    const { dA: before } = arena.layers[l - 1]!;
    eachElement(body, pairs, before, (o) => body.store(o, before.at, add2(at(before, o), at(dA, o))));
  };
