import { advance, createWorkspace } from '#core/net/advance.ts';
import { initialState, type Run } from '#core/net/run.ts';
import type { Transition } from './transition.ts';
import { workOfStep } from '#core/spec/work.ts';

/** The training of a run, with a workspace of its own; a branch begins with a state that it was given. */
export const transitionOf = (run: Run, initial = initialState(run)): Transition => {
  const workspace = createWorkspace(run);
  return {
    initial,
    layers: run.layout.layers.length,
    work: workOfStep(run.spec, run.batchSize),
    advance: (step, state, next) => advance(run, step, state, next, workspace),
  };
};
