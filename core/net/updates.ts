import type { Failure } from '#core/contract/failure.ts';
import { advance, createWorkspace } from './advance.ts';
import type { Run } from './run.ts';

/** How a stretch of updates went. */
export interface Stretch {
  /** Updates made: fewer than asked where the last one stopped the run or the next one fails. */
  readonly made: number;
  /** The first number of the next update that was not finite. */
  readonly failure?: Failure | undefined;
  /** The last update is the run's last: training has decided to stop early. */
  readonly stopped?: boolean;
}

/** Is told the loss and the Euclidean norm of each layer's gradient (L), of one update after the other. The array may be rewritten. */
export type Told = (loss: number, gradientNorms: ArrayLike<number>) => void;

/**
 * Makes up to `count` updates, from that of `step` on. `state` goes along: it ends as the last update that was made has left it. The same
 * arguments give the same bits, always.
 */
export type MakeUpdates = (step: number, count: number, state: Float64Array, told: Told) => Stretch;

/** Updates one by one, on the readable core. */
export const readableUpdates = (run: Run): MakeUpdates => {
  const workspace = createWorkspace(run);
  const next = new Float64Array(run.layout.length);
  return (step, count, state, told) => {
    for (let made = 0; made < count; made++) {
      const { loss, gradientNorms, failure, stopped } = advance(run, step + made, state, next, workspace);
      if (failure) return { made, failure };
      state.set(next);
      told(loss, gradientNorms);
      if (stopped) return { made: made + 1, stopped };
    }
    return { made: count };
  };
};
