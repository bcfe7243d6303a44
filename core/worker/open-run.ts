import { FailureError } from '#core/contract/failure.ts';
import { readRunSpec } from '#core/contract/read-run-spec.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { RunSummary, TraceQuery } from '#core/contract/trainer.ts';
import type { Tables } from '#core/data/table.ts';
import { History } from '#core/history/history.ts';
import { transitionOf } from '#core/history/run-transition.ts';
import { createWorkspace } from '#core/net/advance.ts';
import { prepareRun, type Run } from '#core/net/run.ts';
import { followSample, step as traceStep } from '#core/net/step.ts';
import { maxStep } from './queries.ts';

/** Multiply-adds between two looks at the clock: well under a millisecond. */
const PIECE = 2e5;

/** The run that is open: its data, its tape, and how much of it is done at once. */
export interface OpenRun {
  readonly run: Run;
  readonly history: History;
  /** Updates to make between two looks at the clock. */
  readonly updatesAtOnce: number;
  /** Rows to predict between two looks at the clock. */
  readonly rowsAtOnce: number;
  /** The caller's own copy. */
  summary(): RunSummary;
  /** Step `step` from its state, as the followed sample lives it. */
  trace(step: number, state: Float64Array, follow: TraceQuery['follow']): StepTrace;
}

/** Validates a description and makes the run ready at step 0. Throws a FailureError that names what is wrong. */
export const openRun = (description: unknown, tables: Tables = {}): OpenRun => {
  const read = readRunSpec(description, tables);
  if (!read.ok) throw new FailureError(read.failure);
  const run = prepareRun(read.value, tables);
  const transition = transitionOf(run);
  const workspace = createWorkspace(run);
  const { train, layout } = run;
  const workPerRow = transition.work / run.batchSize;
  return {
    run,
    history: new History(transition),
    updatesAtOnce: Math.max(1, Math.floor(PIECE / transition.work)),
    rowsAtOnce: Math.max(1, Math.floor(PIECE / workPerRow)),
    summary: () => ({
      spec: run.spec,
      parameters: layout.parameters,
      batchesPerEpoch: workspace.batcher.batchesPerEpoch,
      maxStep,
      data: {
        samples: train.samples,
        inputs: train.inputs,
        outputs: train.outputs,
        task: train.task,
        x: train.x.slice(),
        y: train.y.slice(),
        columns: train.columns,
        targets: train.targets,
        ...(run.scaling.kind === 'none' ? {} : { scaling: { offset: run.scaling.offset.slice(), scale: run.scaling.scale.slice() } }),
      },
    }),
    trace: (step, state, follow) =>
      follow === 'batch' ? traceStep(run, step, state, [0], workspace).trace : followSample(run, step, state, follow, workspace),
  };
};
