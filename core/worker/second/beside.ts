import type { Run } from '#core/net/run.ts';
import type { Transition } from '#core/history/transition.ts';
import type { SecondThread } from './second-thread.ts';

/** Multiply-adds of updates that are worth a way to the other thread and back. */
const WORTH = 2e6;

/**
 * The training of a branch that nobody is turned to: by the second thread where that is free, else here, `atOnce` updates between two pauses. The bits
 * are the same.
 */
export const besideOf = (own: Transition, run: Run, second: SecondThread, isBeside: () => boolean, atOnce: number): Transition => ({
  ...own,
  *inPieces(step, count, state, told) {
    if (isBeside() && count * own.work > WORTH && second.isFreeFor(run)) {
      const made = yield* second.ask('updates', run, step, count, state, atOnce);
      if (made) {
        state.set(made.state);
        if (made.stretch.made > 0) told(made.rows, made.stretch.made, 0, 1 + own.layers);
        return made.stretch;
      }
    }
    if (own.inPieces) return yield* own.inPieces(step, count, state, told);
    yield;
    return own.make(step, Math.min(count, atOnce), state, told);
  },
});
