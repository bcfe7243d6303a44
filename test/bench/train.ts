import { FailureError } from '#core/contract/failure.ts';
import { History } from '#core/history/history.ts';
import { transitionOf } from '#core/history/run-transition.ts';
import { prepareRun } from '#core/net/run.ts';
import { specOf, workloads, type WorkloadName } from './workloads.ts';

const SLICES = 7;
const SLICE_MS = 400;

/** Steps per second over one slice; `steps` makes so many updates. */
const rate = (steps: (count: number) => void, atOnce: number): number => {
  const start = performance.now();
  let made = 0;
  let elapsed = 0;
  do {
    steps(atOnce);
    made += atOnce;
    elapsed = performance.now() - start;
  } while (elapsed < SLICE_MS);
  return (1000 * made) / elapsed;
};

/** Samples per second of training as the app trains, with its history, and as a bare loop; best of interleaved slices. */
export const benchTraining = (name: WorkloadName): { recorded: number; bare: number } => {
  const run = prepareRun(specOf(workloads[name]));

  const history = new History(transitionOf(run));
  const recorded = (count: number): void => {
    if (history.extend(count) < count) throw new FailureError(history.failure!);
  };

  const transition = transitionOf(run);
  let state = transition.initial.slice();
  let next = state.slice();
  let step = 0;
  const bare = (count: number): void => {
    for (let i = 0; i < count; i++) {
      transition.advance(step++, state, next);
      [state, next] = [next, state];
    }
  };

  const batches = Math.ceil(run.train.samples / run.batchSize);
  const samplesPerStep = run.train.samples / batches;
  const atOnce = Math.max(1, Math.floor(1e6 / transition.work));
  const best = { recorded: 0, bare: 0 };
  rate(bare, atOnce);
  rate(recorded, atOnce);
  for (let i = 0; i < SLICES; i++) {
    best.recorded = Math.max(best.recorded, rate(recorded, atOnce));
    best.bare = Math.max(best.bare, rate(bare, atOnce));
  }
  return { recorded: best.recorded * samplesPerStep, bare: best.bare * samplesPerStep };
};
