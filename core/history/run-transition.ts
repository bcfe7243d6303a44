import type { CompileOptions } from '#core/compile/take-over.ts';
import { updatesOf } from '#core/compile/updates.ts';
import { initialState, type Run } from '#core/net/run.ts';
import { workOfStep } from '#core/spec/work.ts';
import type { Transition } from './transition.ts';

/** The training of a run; a branch begins with a state that it was given. */
export const transitionOf = (run: Run, initial = initialState(run), options?: CompileOptions): Transition => ({
  initial,
  layers: run.layout.layers.length,
  work: workOfStep(run.spec, run.batchSize),
  ...updatesOf(run, options),
});
