import type { Matrix } from '#core/contract/matrix.ts';
import type { LayerTrace, NormalizationTrace, StepTrace, WatchTrace, WeightsAndBiases } from '#core/contract/step-trace.ts';

export type Json = number | string | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A number as JSON can hold it: NaN and the infinities by name. */
const number = (value: number): Json => (Number.isFinite(value) ? value : String(value));
const list = (values: ArrayLike<number>): Json => Array.from(values, number);
/** A list of rows. */
const rows = ({ rows: count, cols, data }: Matrix): Json =>
  Array.from({ length: count }, (_, r) => list(data.subarray(r * cols, (r + 1) * cols)));
/** A matrix of one row as a flat list. */
const vector = ({ data }: Matrix): Json => list(data);

const defined = <T>(name: string, value: T | undefined, write: (value: T) => Json): Record<string, Json> =>
  value === undefined ? {} : { [name]: write(value) };

/** A trace as the plain object that `retrograd trace` prints. */
export const traceToJson = (trace: StepTrace): Json => ({
  step: trace.step,
  epoch: trace.epoch,
  batch: { indices: list(trace.batch.indices), x: rows(trace.batch.x), y: rows(trace.batch.y) },
  lr: number(trace.lr),
  ...defined('watch', trace.watch, watchToJson),
  loss: {
    perSample: list(trace.loss.perSample),
    data: number(trace.loss.data),
    penalty: number(trace.loss.penalty),
    total: number(trace.loss.total),
  },
  gradientNorm: number(trace.gradientNorm),
  ...defined('clipFactor', trace.clipFactor, number),
  ...defined('nadam', trace.nadam, (nadam) => ({ ...nadam })),
  layers: trace.layers.map(layerToJson),
});

const watchToJson = ({ loss, plateau, stopping }: WatchTrace): Json => ({
  ...defined('loss', loss, number),
  ...defined('plateau', plateau, ({ before, after }) => ({ before: { ...before }, after: { ...after } })),
  ...defined('stopping', stopping, ({ before, after }) => ({ before: { ...before }, after: { ...after } })),
});

const layerToJson = (layer: LayerTrace): Json => ({
  W: rows(layer.W),
  b: vector(layer.b),
  z: rows(layer.z),
  ...defined('normalization', layer.normalization, normalizationToJson),
  a: rows(layer.a),
  ...defined('slope', layer.slope, rows),
  ...defined('mask', layer.mask, rows),
  ...defined('branch', layer.branch, rows),
  ...defined('dA', layer.dA, rows),
  dZ: rows(layer.dZ),
  dW: rows(layer.dW),
  db: vector(layer.db),
  ...defined('unclipped', layer.unclipped, pair),
  deltaW: rows(layer.deltaW),
  deltab: vector(layer.deltab),
  WAfter: rows(layer.WAfter),
  bAfter: vector(layer.bAfter),
  optimizer: Object.fromEntries(
    Object.entries(layer.optimizer).map(([name, { before, after }]) => [name, { before: pair(before), after: pair(after) }]),
  ),
});

const pair = ({ W, b }: WeightsAndBiases): Json => ({ W: rows(W), b: vector(b) });

const normalizationToJson = (n: NormalizationTrace): Json => ({
  kind: n.kind,
  hat: rows(n.hat),
  normalized: rows(n.normalized),
  dNormalized: rows(n.dNormalized),
  mean: n.kind === 'batch' ? vector(n.mean) : list(n.mean.data),
  variance: n.kind === 'batch' ? vector(n.variance) : list(n.variance.data),
  gamma: vector(n.gamma),
  beta: vector(n.beta),
  dGamma: vector(n.dGamma),
  dBeta: vector(n.dBeta),
  gammaAfter: vector(n.gammaAfter),
  betaAfter: vector(n.betaAfter),
});
