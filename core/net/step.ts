import type { Failure } from '#core/contract/failure.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { sampleLosses } from '#core/math/loss.ts';
import { advance, createWorkspace, type Workspace } from './advance.ts';
import { forwardPass } from './forward.ts';
import { activationSlope } from './layer.ts';
import type { Run } from './run.ts';
import { traceOf, type Rows } from './trace.ts';
import { createBackward, createForward } from './workspace.ts';

export interface Stepped {
  /** theta_{k+1}. */
  readonly next: Float64Array;
  readonly trace: StepTrace;
  readonly failure: Failure | undefined;
}

/** Step k from theta_k with all that it computed. `rows` are rows of the batch; the trace is a copy of what `advance` left behind. */
export const step = (
  run: Run,
  k: number,
  state: Float64Array,
  rows: 'all' | readonly number[],
  workspace = createWorkspace(run),
): Stepped => {
  const next = new Float64Array(run.layout.length);
  const { failure } = advance(run, k, state, next, workspace);
  const chosen = rows === 'all' ? Int32Array.from({ length: workspace.rows }, (_, n) => n) : Int32Array.from(rows);
  return { next, trace: traceOf(run, k, state, next, workspace, batchRows(workspace, chosen)), failure };
};

/**
 * Step k as one training sample lives it. Where the batch does not hold the sample, it goes forward as an extra row after the last: batch
 * normalisation by the batch's statistics, a dropout mask of its own, `rows[0]` -1, and dA, dZ zero, for it takes no part in the update.
 */
export const followSample = (run: Run, k: number, state: Float64Array, sample: number, workspace = createWorkspace(run)): StepTrace => {
  const next = new Float64Array(run.layout.length);
  advance(run, k, state, next, workspace);
  const row = workspace.batch.indices.indexOf(sample);
  const rows = row >= 0 ? batchRows(workspace, Int32Array.of(row)) : outsider(run, k, state, sample, workspace);
  return traceOf(run, k, state, next, workspace, rows);
};

/** Rows of the batch itself. */
const batchRows = (ws: Workspace, rows: Int32Array): Rows => ({
  at: rows,
  rows,
  samples: rows.map((row) => ws.batch.indices[row]!),
  x: ws.x,
  y: ws.y,
  perSample: ws.perSample,
  forward: ws.forward,
  backward: ws.backward,
});

/** A sample that is not in the batch, as the only row of arrays of its own. */
const outsider = (run: Run, k: number, state: Float64Array, sample: number, ws: Workspace): Rows => {
  const { spec, layout, rules, train } = run;
  const { inputs, outputs } = train;
  const x = train.x.slice(sample * inputs, (sample + 1) * inputs);
  const y = train.y.slice(sample * outputs, (sample + 1) * outputs);
  const forward = createForward(run, 1);
  const backward = createBackward(run, 1);
  layout.layers.forEach(({ runningMean }, l) => {
    if (runningMean < 0) return;
    forward[l]!.mean!.set(ws.forward[l]!.mean!);
    forward[l]!.variance!.set(ws.forward[l]!.variance!);
  });
  forwardPass(run, state, x, 1, forward, { statistics: 'given', dropout: { step: k, firstRow: ws.rows } });
  spec.network.layers.forEach(({ activation, units }, l) =>
    activationSlope(activation, rules.slopes[l]!, forward[l]!, backward[l]!, units),
  );
  const perSample = new Float64Array(1);
  sampleLosses(spec.loss, spec.reduction, { ...forward.at(-1)!, y, classWeights: spec.classWeights }, perSample, 1, outputs);
  return {
    at: Int32Array.of(0),
    rows: Int32Array.of(-1),
    samples: Int32Array.of(sample),
    x,
    y,
    perSample,
    forward,
    backward,
  };
};
