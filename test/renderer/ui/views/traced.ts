import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpec, RunSpecInput } from '#core/spec/run-spec.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';

/** A small run and the trace of its first step, sample 0 carried. */
export const opened = (change: Partial<RunSpecInput> = {}) => {
  const read = readRunSpec({
    data: { kind: 'generator', name: 'moons', samples: 20 },
    network: {
      layers: [
        { units: 3, activation: 'tanh' },
        { units: 4, activation: 'relu' },
        { units: 1, activation: 'sigmoid' },
      ],
    },
    loss: 'binary-cross-entropy',
    batch: 1,
    ...change,
  });
  if (!read.ok) throw new Error(read.failure.code);
  const run = prepareRun(read.value);
  return { spec: read.value as RunSpec, trace: step(run, 0, initialState(run), [0]).trace };
};
