import { expect } from 'vitest';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step as traceStep } from '#core/net/step.ts';

export const moons: RunSpecInput = {
  data: { kind: 'generator', name: 'moons', samples: 60 },
  network: {
    layers: [
      { units: 5, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'binary-cross-entropy',
  batch: 16,
  optimizer: { kind: 'adam', learningRate: 0.05 },
};
export const diverging: RunSpecInput = {
  ...moons,
  loss: 'mse',
  network: { layers: [{ units: 4 }, { units: 1 }] },
  optimizer: { kind: 'sgd', learningRate: 1e5 },
};
/** As wide as a network for small images. */
export const digits: RunSpecInput = {
  data: { kind: 'generator', name: 'blobs', samples: 300, classes: 10 },
  network: {
    layers: [
      { units: 128, activation: 'relu' },
      { units: 64, activation: 'relu' },
      { units: 10, activation: 'softmax' },
    ],
  },
  loss: 'categorical-cross-entropy',
  batch: 32,
};
export const runOf = (input: RunSpecInput) => {
  const read = readRunSpec(input);
  if (!read.ok) return expect.fail(read.failure.code);
  return prepareRun(read.value);
};
/** theta_k, made without a worker or a history. */
export const stateOf = (input: RunSpecInput, k: number) => {
  const run = runOf(input);
  let state = initialState(run);
  for (let i = 0; i < k; i++) state = traceStep(run, i, state, []).next;
  return { run, state };
};
