import { createWorkspace, advance } from '#core/net/advance.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { workOfStep } from '#core/spec/work.ts';

/** How long a try takes, in milliseconds, and how many there are: something else may have the processor meanwhile. */
const [long, tries] = [12, 3];

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
  const workspace = createWorkspace(run);
  let state: Float64Array = initialState(run);
  let next: Float64Array = new Float64Array(run.layout.length);
  const start = performance.now();
  let [steps, now] = [0, start];
  do {
    advance(run, steps++, state, next, workspace);
    [state, next] = [next, state];
    now = performance.now();
  } while (now - start < long);
  return (1000 * steps * workOfStep(run.spec, run.batchSize)) / (now - start);
};
