import type { StoppingSpec } from '#core/spec/run-spec.ts';

/** What early stopping remembers: the best validation loss, the step of its parameters, and the epochs since. */
export interface StoppingState {
  readonly best: number;
  readonly bestStep: number;
  readonly waited: number;
}

/** Before the first epoch. The largest number stands for "none yet": every number of a run's state is finite. */
export const restingStopping: StoppingState = { best: Number.MAX_VALUE, bestStep: 0, waited: 0 };

/** After an epoch that ended with the parameters of `step` and this validation loss. */
export const moveStopping = (
  { minImprovement }: StoppingSpec,
  { best, bestStep, waited }: StoppingState,
  step: number,
  loss: number,
): StoppingState => (loss < best - minImprovement ? { best: loss, bestStep: step, waited: 0 } : { best, bestStep, waited: waited + 1 });

/** Whether patience has run out. */
export const isStopped = ({ patience }: StoppingSpec, { waited }: StoppingState): boolean => waited >= patience;
