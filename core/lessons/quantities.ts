import { at, type Matrix } from '#core/contract/matrix.ts';
import type { LayerTrace, StepTrace, WeightsAndBiases } from '#core/contract/step-trace.ts';
import type { Evaluation } from '#core/protocol/trainer.ts';
import { lessonFault } from './fault.ts';

/** Layer, then units, as on screen from 1; layer 0 are the inputs. Of a weight the unit that it comes from, then the one it leads to. */
export type Indices = readonly number[];

/** `takes`: how many indices it may have. `of`: the numbers of the step itself, or what is measured over whole parts of the data. */
type Row = { readonly takes: readonly number[] } & (
  | { readonly of: 'trace'; readonly read: (trace: StepTrace, indices: Indices) => number | undefined }
  | { readonly of: 'scores'; readonly read: (scores: Evaluation) => number | undefined }
);

const layerOf = ({ layers }: StepTrace, layer: number): LayerTrace => {
  const found = layers[layer - 1];
  if (!found) throw outside(layer, 1, layers.length);
  return found;
};

const outside = (found: number, min: number, max: number) => lessonFault('outside', '', `${found}`, `${min}…${max}`);

const cell = (matrix: Matrix | undefined, row: number, col: number): number | undefined => {
  if (!matrix) return undefined;
  if (row < 1 || row > matrix.rows) throw outside(row, 1, matrix.rows);
  if (col < 1 || col > matrix.cols) throw outside(col, 1, matrix.cols);
  return at(matrix, row - 1, col - 1);
};

const trace = (takes: readonly number[], read: (trace: StepTrace, indices: Indices) => number | undefined): Row => ({
  takes,
  of: 'trace',
  read,
});
const scores = (read: (scores: Evaluation) => number | undefined): Row => ({ takes: [0], of: 'scores', read });

/** A number of the followed sample for each unit: `z[2][1]`. */
const unit = (own: (layer: LayerTrace) => Matrix | undefined): Row =>
  trace([2], (from, [l = 0, u = 0]) => cell(own(layerOf(from, l)), 1, u));
/** A number for each weight, and beside it one for each bias: `w[2][1,2]`, `b[2][1]`. */
const weight = (own: (layer: LayerTrace) => Matrix | undefined): Row =>
  trace([3], (from, [l = 0, i = 0, u = 0]) => cell(own(layerOf(from, l)), i, u));
const scalar = (own: (from: StepTrace) => number | undefined): Row => trace([0], own);
const input = (own: (from: StepTrace) => Matrix): Row => trace([1], (from, [i = 0]) => cell(own(from), 1, i));

/** What an optimiser remembers of each weight and bias, after the step. */
const kept = (name: string): Row =>
  trace([2, 3], (from, [l = 0, ...at]) => {
    const own: WeightsAndBiases | undefined = layerOf(from, l).optimizer[name]?.after;
    return own && (at.length === 2 ? cell(own.W, at[0]!, at[1]!) : cell(own.b, 1, at[0]!));
  });

/** Euclidean norm of a layer's gradient, biases included. */
const normOf = ({ dW, db }: LayerTrace): number => {
  let sum = 0;
  for (const { data } of [dW, db]) for (const one of data) sum += one * one;
  return Math.sqrt(sum);
};

const sizeOf = (from: StepTrace, layer: number): number => (layer === 0 ? from.layers[0]!.W.rows : layerOf(from, layer).W.cols);

/** Every number that a lesson may name. Those of units are of the followed sample; losses and gradients of the batch, unless they say otherwise. */
export const quantities: Readonly<Record<string, Row>> = {
  x: input(({ batch }) => batch.x),
  y: input(({ batch }) => batch.y),
  z: unit(({ z }) => z),
  a: trace([2], (from, [l = 0, u = 0]) => cell(l === 0 ? from.batch.x : layerOf(from, l).a, 1, u)),
  /** f'(z) */
  slope: unit(({ slope }) => slope),
  /** dL/da, what arrives at a unit. */
  blame: unit(({ dA }) => dA),
  /** dL/dz */
  delta: unit(({ dZ }) => dZ),
  /** After normalisation, before the function. */
  n: unit(({ normalization }) => normalization?.normalized),
  mask: unit(({ mask }) => mask),
  b: unit(({ b }) => b),
  'b.after': unit(({ bAfter }) => bAfter),
  'b.change': unit(({ deltab }) => deltab),
  db: unit(({ db }) => db),
  w: weight(({ W }) => W),
  'w.after': weight(({ WAfter }) => WAfter),
  'w.change': weight(({ deltaW }) => deltaW),
  dw: weight(({ dW }) => dW),
  velocity: kept('velocity'),
  m: kept('m'),
  v: kept('v'),
  /** Share of the batch on which f'(z) is not zero. */
  active: trace([2], (from, [l = 0, u = 0]) => {
    const { active } = layerOf(from, l).units;
    if (u < 1 || u > active.length) throw outside(u, 1, active.length);
    return active[u - 1];
  }),
  loss: scalar(({ loss }) => loss.total),
  'loss.data': scalar(({ loss }) => loss.data),
  'loss.penalty': scalar(({ loss }) => loss.penalty),
  /** The followed sample's own. */
  'loss.sample': scalar(({ loss }) => loss.perSample[0]),
  rate: scalar(({ lr }) => lr),
  step: scalar(({ step }) => step),
  epoch: scalar(({ epoch }) => epoch),
  /** Samples of the batch, and batches of an epoch. */
  batch: scalar(({ batch }) => batch.indices.length),
  batches: scalar(({ batch }) => batch.batchesPerEpoch),
  /** Of the whole gradient before clipping, or of one layer's. */
  norm: trace([0, 1], (from, [l]) => (l === undefined ? from.gradientNorm : normOf(layerOf(from, l)))),
  layers: scalar(({ layers }) => layers.length),
  units: trace([1], (from, [l = 0]) => sizeOf(from, l)),
  parameters: scalar(({ layers }) => layers.reduce((sum, { W, b }) => sum + W.data.length + b.data.length, 0)),
  /** Over the whole training part: the mean loss with its penalty, and the share that is told right. */
  'loss.train': scores(({ loss }) => loss),
  accuracy: scores(({ accuracy }) => accuracy),
  'loss.validation': scores(({ validation }) => validation?.loss),
  'accuracy.validation': scores(({ validation }) => (validation?.scores.task === 'classes' ? validation.scores.accuracy : undefined)),
  'loss.test': scores(({ test }) => test?.loss),
  'accuracy.test': scores(({ test }) => (test?.scores.task === 'classes' ? test.scores.accuracy : undefined)),
};
