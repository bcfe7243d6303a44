import { matrix, type Matrix } from '#core/contract/matrix.ts';
import type { LayerTrace, NormalizationTrace, StepTrace, UnitStatistics } from '#core/contract/step-trace.ts';
import { step as asStep } from '#core/contract/units.ts';
import { nadamMomenta } from '#core/math/optimise.ts';
import { mistakeTrace } from './mistake-trace.ts';
import type { Run } from './run.ts';
import { updateNumber } from './update.ts';
import { watchTrace } from './watch.ts';
import type { LayerBackward, LayerForward, Workspace } from './workspace.ts';

/** The rows that a trace carries, and the arrays in which they lie. */
export interface Rows {
  /** Places in the arrays below. */
  readonly at: Int32Array;
  /** What the trace calls them. */
  readonly rows: Int32Array;
  readonly samples: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly perSample: Float64Array;
  readonly forward: readonly LayerForward[];
  readonly backward: readonly LayerBackward[];
}

/** Copies what a step left in the workspace into a trace that nothing rewrites. */
export const traceOf = (run: Run, k: number, state: Float64Array, next: Float64Array, ws: Workspace, rows: Rows): StepTrace => {
  const { layout } = run;
  const { indices, epoch, positionInEpoch, batchesPerEpoch } = ws.batch;
  const { data, penalty } = ws.loss;
  const watch = watchTrace(run, state, next, ws);
  return {
    step: asStep(k),
    epoch,
    batch: {
      indices: indices.slice(),
      rows: rows.rows,
      samples: rows.samples,
      x: pick(rows.x, rows.at, layout.layers[0]!.inputs),
      y: pick(rows.y, rows.at, layout.layers.at(-1)!.units),
      positionInEpoch,
      batchesPerEpoch,
    },
    lr: ws.result.lr,
    updates: updateNumber(run, k),
    ...(watch && { watch }),
    loss: { perSample: Float64Array.from(rows.at, (row) => rows.perSample[row]!), data, penalty, total: data + penalty },
    layers: layout.layers.map((_, l) => layerTrace(run, l, state, next, ws, rows)),
    gradientNorm: ws.gradientNorm,
    ...(run.spec.clipNorm !== null && { clipFactor: ws.clipFactor }),
    ...(run.spec.optimizer.kind === 'nadam' && {
      nadam: nadamMomenta(run.spec.optimizer.beta1, updateNumber(run, k), state[layout.scalars]!),
    }),
  };
};

/** Rows `at` of (B,cols). */
const pick = (from: Float64Array, at: Int32Array, cols: number): Matrix => {
  const picked = matrix(at.length, cols);
  at.forEach((row, r) => picked.data.set(from.subarray(row * cols, (row + 1) * cols), r * cols));
  return picked;
};

const layerTrace = (run: Run, l: number, state: Float64Array, next: Float64Array, ws: Workspace, rows: Rows): LayerTrace => {
  const { layout, rules, spec } = run;
  const { inputs, units, W, b } = layout.layers[l]!;
  const { z, a, mask, branch } = rows.forward[l]!;
  const { slope, dA, dZ } = rows.backward[l]!;
  const weights = (from: Float64Array, shift = 0): Matrix => matrix(inputs, units, from.slice(shift + W, shift + W + inputs * units));
  const biases = (from: Float64Array, shift = 0): Matrix => matrix(1, units, from.slice(shift + b, shift + b + units));
  const both = (from: Float64Array, shift: number) => ({ W: weights(from, shift), b: biases(from, shift) });
  const normalization = normalizationTrace(run, l, state, next, ws, rows);
  const rowsOf = (from: Float64Array): Matrix => pick(from, rows.at, units);
  const isOutput = l === layout.layers.length - 1;
  const fault = rules.mistaken ? mistakeTrace(run, l, state, ws, rows.forward[l]!, rowsOf) : undefined;
  return {
    W: weights(state),
    b: biases(state),
    z: rowsOf(z),
    ...(normalization && { normalization }),
    a: rowsOf(a),
    ...(slope && { slope: rowsOf(slope) }),
    ...(mask && { mask: rowsOf(mask) }),
    ...(spec.network.layers[l]!.residual && { branch: rowsOf(branch) }),
    ...(isOutput && spec.loss === 'categorical-cross-entropy' ? {} : { dA: rowsOf(dA) }),
    dZ: rowsOf(dZ),
    dW: weights(ws.gradient),
    db: biases(ws.gradient),
    ...(ws.unclipped && { unclipped: both(ws.unclipped, 0) }),
    deltaW: weights(ws.delta),
    deltab: biases(ws.delta),
    WAfter: weights(next),
    bAfter: biases(next),
    optimizer: Object.fromEntries(
      layout.slots.map((name, s) => {
        const shift = (1 + s) * layout.parameters;
        return [name, { before: both(state, shift), after: both(next, shift) }];
      }),
    ),
    units: statisticsOf(ws.forward[l]!, ws.backward[l]!, ws.rows, units),
    ...(fault && { fault }),
  };
};

const normalizationTrace = (
  { layout, spec }: Run,
  l: number,
  state: Float64Array,
  next: Float64Array,
  ws: Workspace,
  rows: Rows,
): NormalizationTrace | undefined => {
  const kind = spec.network.layers[l]!.normalization;
  if (kind === 'none') return undefined;
  const { units, gamma, beta } = layout.layers[l]!;
  const { hat, u, mean, variance } = rows.forward[l]!;
  const row = (from: Float64Array, at: number): Matrix => matrix(1, units, from.slice(at, at + units));
  const statistic = (from: Float64Array): Matrix => (kind === 'batch' ? row(from, 0) : pick(from, rows.at, 1));
  return {
    kind,
    hat: pick(hat!, rows.at, units),
    normalized: pick(u, rows.at, units),
    dNormalized: pick(rows.backward[l]!.dU, rows.at, units),
    mean: statistic(mean!),
    variance: statistic(variance!),
    gamma: row(state, gamma),
    beta: row(state, beta),
    dGamma: row(ws.gradient, gamma),
    dBeta: row(ws.gradient, beta),
    gammaAfter: row(next, gamma),
    betaAfter: row(next, beta),
  };
};

/** How each unit fared over the whole batch. Softmax, whose slope is a matrix, counts as active where a is neither 0 nor 1. */
const statisticsOf = ({ f, a }: LayerForward, { slope }: LayerBackward, rows: number, units: number): UnitStatistics => {
  const active = new Float64Array(units);
  const mean = new Float64Array(units);
  const min = new Float64Array(units).fill(Infinity);
  const max = new Float64Array(units).fill(-Infinity);
  for (let n = 0, i = 0; n < rows; n++) {
    for (let o = 0; o < units; o++, i++) {
      if ((slope ? slope[i]! : f[i]! * (1 - f[i]!)) !== 0) active[o]! += 1 / rows;
      mean[o]! += a[i]! / rows;
      min[o] = Math.min(min[o]!, a[i]!);
      max[o] = Math.max(max[o]!, a[i]!);
    }
  }
  return { active, mean, min, max };
};
