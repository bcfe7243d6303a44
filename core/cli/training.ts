import { updatesOf } from '#core/compile/updates.ts';
import type { CompileOptions } from '#core/compile/take-over.ts';
import type { Failure } from '#core/contract/failure.ts';
import type { Run } from '#core/net/run.ts';
import { workOfStep } from '#core/spec/work.ts';

/** The command line has nothing else to do meanwhile. */
export const compiling: CompileOptions = { compile: 'at-once' };

/** Multiply-adds between two reports: some hundredths of a second. */
const PIECE = 1e8;

/** How far a training has come, after a stretch of updates. */
interface Stretch {
  readonly made: number;
  /** The first number of the next update that was not finite. */
  readonly failure: Failure | undefined;
  /** The run has stopped early. */
  readonly stopped: boolean;
}

/**
 * Trains from `made` updates to `steps` of them, in stretches that end at every multiple of `every`; those of a run that may stop are single
 * updates. `state` goes along. Ends with the run, or where a number is not finite.
 */
export function* training(run: Run, made: number, state: Float64Array, steps: number, every = Infinity): Generator<Stretch, void, void> {
  const { make } = updatesOf(run, compiling);
  const most = run.spec.stopping ? 1 : Math.max(1, Math.floor(PIECE / workOfStep(run.spec, run.batchSize)));
  while (made < steps) {
    const count = Math.min(most, steps - made, every === Infinity ? Infinity : every - (made % every));
    const { made: some, failure, stopped = false } = make(made, count, state, () => undefined);
    made += some;
    yield { made, failure, stopped };
    if (failure || stopped) return;
  }
}
