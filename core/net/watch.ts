import type { PlateauTrace, StoppingTrace, WatchTrace } from '#core/contract/step-trace.ts';
import { sampleScale } from '#core/math/loss.ts';
import { movePlateau, type PlateauState } from '#core/math/schedule.ts';
import { isStopped, moveStopping, type StoppingState } from '#core/math/stopping.ts';
import { readableDataLoss } from './data-loss.ts';
import type { Run } from './run.ts';
import type { Workspace } from './workspace.ts';
import { finished } from './finished.ts';

/**
 * What looks at the loss of whole epochs: the schedule `plateau` and early stopping. Their memory is part of the state, so that a replay
 * decides as the first visit did. The loss that they watch is the validation part's after the epoch's last update, the penalty left out;
 * `plateau`, in a run without such a part, takes the mean of the epoch's training losses.
 */
export const watchEpoch = (run: Run, step: number, state: Float64Array, next: Float64Array, ws: Workspace): void => {
  const { spec, layout } = run;
  if (layout.epochLoss < 0) return;
  const { positionInEpoch, batchesPerEpoch } = ws.batch;
  const before = positionInEpoch === 0 ? 0 : state[layout.epochLoss]!;
  next[layout.epochLoss] = before + ws.loss.data / sampleScale(spec.reduction, ws.rows);
  const ended = positionInEpoch === batchesPerEpoch - 1;
  const loss = ended ? watchedLoss(run, next, ws) : 0;
  ws.watched = ended ? loss : undefined;
  if (layout.plateau >= 0 && spec.schedule.kind === 'plateau') {
    const plateau = plateauAt(state, layout.plateau);
    const counts = ended && step >= spec.schedule.warmup;
    writePlateau(next, layout.plateau, counts ? movePlateau(spec.schedule, plateau, loss) : plateau);
  }
  if (layout.stopping >= 0 && spec.stopping) {
    const stopping = stoppingAt(state, layout.stopping);
    const after = ended ? moveStopping(spec.stopping, stopping, step + 1, loss) : stopping;
    writeStopping(next, layout.stopping, after);
    ws.result.stopped = isStopped(spec.stopping, after);
  }
};

const watchedLoss = (run: Run, next: Float64Array, ws: Workspace): number => {
  if (run.validation.samples === 0) return next[run.layout.epochLoss]! * sampleScale(run.spec.reduction, run.train.samples);
  ws.validationLoss ??= readableDataLoss(run, run.validation);
  return finished(ws.validationLoss(next));
};

export const plateauAt = (state: Float64Array, at: number): PlateauState => ({
  best: state[at]!,
  waited: state[at + 1]!,
  factor: state[at + 2]!,
});
export const writePlateau = (state: Float64Array, at: number, { best, waited, factor }: PlateauState): void => {
  state[at] = best;
  state[at + 1] = waited;
  state[at + 2] = factor;
};

const stoppingAt = (state: Float64Array, at: number): StoppingState => ({
  best: state[at]!,
  bestStep: state[at + 1]!,
  waited: state[at + 2]!,
});
export const writeStopping = (state: Float64Array, at: number, { best, bestStep, waited }: StoppingState): void => {
  state[at] = best;
  state[at + 1] = bestStep;
  state[at + 2] = waited;
};

/** Where early stopping stands in a state; undefined for a run without it. A run whose state is `stopped` makes no further step. */
export const stoppingOf = ({ spec, layout }: Run, state: Float64Array): StoppingTrace | undefined => {
  if (layout.stopping < 0 || !spec.stopping) return undefined;
  const stopping = stoppingAt(state, layout.stopping);
  return { ...stopping, patience: spec.stopping.patience, stopped: isStopped(spec.stopping, stopping) };
};

/** The step whose parameters a stopped run ends with: the best one where the run restores, else the last. */
export const finalStep = (run: Run, step: number, state: Float64Array): number => {
  const stopping = stoppingOf(run, state);
  return stopping?.stopped && run.spec.stopping?.restore ? stopping.bestStep : step;
};

/** What `watchEpoch` did in a step, for its trace. */
export const watchTrace = (run: Run, state: Float64Array, next: Float64Array, ws: Workspace): WatchTrace | undefined => {
  const { layout, spec } = run;
  if (layout.epochLoss < 0) return undefined;
  const { schedule } = spec;
  const plateau =
    schedule.kind === 'plateau'
      ? (from: Float64Array): PlateauTrace => ({ ...plateauAt(from, layout.plateau), patience: schedule.patience })
      : undefined;
  const stopping = stoppingOf(run, state);
  return {
    ...(ws.watched === undefined ? {} : { loss: ws.watched }),
    ...(plateau && { plateau: { before: plateau(state), after: plateau(next) } }),
    ...(stopping && { stopping: { before: stopping, after: stoppingOf(run, next)! } }),
  };
};
