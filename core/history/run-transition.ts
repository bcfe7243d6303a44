import { advance, createWorkspace } from '#core/net/advance.ts';
import { initialState, type Run } from '#core/net/run.ts';
import type { Transition } from './transition.ts';
import { workOfStep } from './work.ts';

/** The training of a run, with a workspace of its own. */
export const transitionOf = (run: Run): Transition => {
  const workspace = createWorkspace(run);
  return {
    initial: initialState(run),
    layers: run.layout.layers.length,
    work: workOfStep(run.spec, run.batchSize),
    advance: (step, state, next) => advance(run, step, state, next, workspace),
  };
};
