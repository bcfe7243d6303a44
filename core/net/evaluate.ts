import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Evaluation, PartEvaluation } from '#core/protocol/trainer.ts';
import type { Dataset } from '#core/data/dataset.ts';
import { scoresOf } from '#core/metrics/scores.ts';
import { sampleSum } from '#core/math/lanes.ts';
import { sampleLosses, sampleScale } from '#core/math/loss.ts';
import { evaluation, giveStatistics } from './evaluation.ts';
import { forwardPass } from './forward.ts';
import { totalPenalty } from './penalty.ts';
import type { Run } from './run.ts';
import { createForward, type LayerForward } from './workspace.ts';
import { finished } from './finished.ts';

/** Rows that pass through the network together. */
export const chunk = 256;

/** The network's outputs (n,O) for inputs x (n,I): nothing dropped, batch normalisation by its running statistics. */
export const predict = (run: Run, state: Float64Array, x: Float64Array, n: number): Float64Array => {
  const units = run.layout.layers.at(-1)!.units;
  const outputs = new Float64Array(n * units);
  for (const { output, from, rows } of inChunks(run, state, x, n)) outputs.set(output.a.subarray(0, rows * units), from * units);
  return outputs;
};

/** Outputs, loss (data and penalty together) and, for classes, the fraction classified right. */
export const evaluate = (run: Run, state: Float64Array, dataset: Dataset): Evaluation => finished(evaluating(run, state, dataset));

/** The same, with a pause after every few rows: `state` must not change meanwhile. */
export function* evaluating(run: Run, state: Float64Array, dataset: Dataset): Generator<void, Evaluation, void> {
  const { spec } = run;
  const { samples, outputs: units, x, y } = dataset;
  const outputs = new Float64Array(samples * units);
  const perSample = new Float64Array(samples);
  for (const part of inChunks(run, state, x, samples)) {
    outputs.set(part.output.a.subarray(0, part.rows * units), part.from * units);
    lossesOf(run, y, part, perSample);
    yield;
  }
  const loss = sampleSum(perSample, samples) * sampleScale(spec.reduction, samples) + totalPenalty(run, state);
  const scores = scoresOf({ task: dataset.task, samples, units, outputs, y, boundary: boundaryOf(spec.loss) });
  return { outputs, loss, scores, ...(scores.task === 'classes' && { accuracy: scores.accuracy }) };
}

/** The training set, and with it the parts held out of it: what `TrainerCalls.evaluate` answers. */
export function* evaluatingAll(run: Run, state: Float64Array): Generator<void, Evaluation, void> {
  const train = yield* evaluating(run, state, run.train);
  const held: { validation?: PartEvaluation; test?: PartEvaluation } = {};
  for (const name of ['validation', 'test'] as const) {
    if (run[name].samples === 0) continue;
    const { loss, scores } = yield* evaluating(run, state, run[name]);
    held[name] = { loss, scores: scores! };
  }
  return { ...train, ...held };
}

/** Writes the losses of a chunk's samples to their places.   perSample (n) */
const lossesOf = ({ spec, layout }: Run, y: Float64Array, { output, from, rows }: Chunk, perSample: Float64Array): void => {
  const { units } = layout.layers.at(-1)!;
  const targets = y.subarray(from * units, (from + rows) * units);
  const own = perSample.subarray(from, from + rows);
  sampleLosses(spec.loss, spec.reduction, { ...output, y: targets, classWeights: spec.classWeights }, own, rows, units);
};

interface Chunk {
  readonly output: LayerForward;
  readonly from: number;
  readonly rows: number;
}

/** A forward pass in pieces; `forward`, of at most 256 rows, has every layer's numbers of the piece at hand. */
export function* inChunks(
  run: Run,
  state: Float64Array,
  x: Float64Array,
  samples: number,
  forward = createForward(run, Math.min(chunk, samples)),
): Generator<Chunk, void, void> {
  const { inputs } = run.layout.layers[0]!;
  giveStatistics(run, state, forward);
  for (let from = 0; from < samples; from += chunk) {
    const rows = Math.min(chunk, samples - from);
    forwardPass(run, state, x.subarray(from * inputs, (from + rows) * inputs), rows, forward, evaluation);
    yield { output: forward.at(-1)!, from, rows };
  }
}

/** Where one output goes from class 0 to class 1: a logit at 0, a probability at 1/2. */
const boundaryOf = (loss: RunSpec['loss']): number => (loss === 'binary-cross-entropy-logits' ? 0 : 0.5);
