import { updatesOf } from '#core/compile/updates.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { workOfStep } from '#core/spec/work.ts';

/** How long a try takes, in milliseconds, and how many there are: something else may have the processor meanwhile. */
const [long, tries] = [12, 3];
/** Updates between two looks at the clock. */
const atOnce = 10;

let known: number | undefined;

/** Multiply-adds of training, as `workOfStep` counts them, that this machine makes in a second. Measured once, in some hundredths of one. */
export const measuredPace = (): number => (known ??= Math.max(...Array.from({ length: tries }, measure)));

/** Trains something of usual size for a moment. */
const measure = (): number => {
  const read = readRunSpec({
    data: { kind: 'generator', name: 'moons', samples: 200 },
    network: { layers: [{ units: 8 }, { units: 8 }, { units: 1 }] },
  });
  if (!read.ok) throw new Error(read.failure.code);
  const run = prepareRun(read.value);
  const { make } = updatesOf(run, { compile: 'now' });
  const state = initialState(run);
  const start = performance.now();
  let [steps, now] = [0, start];
  do {
    steps += make(steps, atOnce, state, () => undefined).made;
    now = performance.now();
  } while (now - start < long);
  return (1000 * steps * workOfStep(run.spec, run.batchSize)) / (now - start);
};
