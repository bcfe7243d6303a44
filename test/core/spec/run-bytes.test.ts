import { expect, test } from 'vitest';
import { FailureError } from '#core/contract/failure.ts';
import { limits } from '#core/spec/methods.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { bytesOfRun, totalBytes } from '#core/spec/run-bytes.ts';
import { openRun } from '#core/worker/open-run.ts';

const wide = (units: number, layers: number, more: object = {}) => ({
  seed: 1,
  data: { kind: 'generator', name: 'gaussian-quantiles', samples: 20_000, classes: 2 },
  network: {
    layers: [...Array.from({ length: layers }, () => ({ units, activation: 'tanh', ...more })), { units: 1, activation: 'sigmoid' }],
  },
  loss: 'binary-cross-entropy',
  batch: 'full',
  optimizer: { kind: 'adam', learningRate: 0.01 },
});

/** Bytes of all arrays that are made while something is done: whatever the collector takes away meanwhile counts. */
const bytesMade = (act: () => void): number => {
  let bytes = 0;
  const Real = globalThis.Float64Array;
  class Counted extends Real {
    constructor(...args: [number]) {
      super(...args);
      if (!((args[0] as unknown) instanceof ArrayBuffer)) bytes += this.byteLength;
    }
  }
  globalThis.Float64Array = Counted as typeof Real;
  try {
    act();
  } finally {
    globalThis.Float64Array = Real;
  }
  return bytes;
};

test.each([
  ['a plain run', wide(60, 2)],
  ['one with normalization and dropout', wide(50, 3, { normalization: 'batch', dropout: 0.2 })],
  ['one of many weights', { ...wide(700, 2), data: { kind: 'generator', name: 'gaussian-quantiles', samples: 200, classes: 2 } }],
])('%s takes no more than was counted, and not a small part of it', (_name, spec) => {
  const read = readRunSpec(spec);
  if (!read.ok) throw new FailureError(read.failure);
  const { samples } = read.value.data as { samples: number };
  const counted = totalBytes(bytesOfRun(read.value, { samples, inputs: read.value.network.inputs }));
  const taken = bytesMade(() => void openRun(spec, {}, { compile: 'never' }));
  expect(taken).toBeLessThanOrEqual(counted);
  expect(taken).toBeGreaterThan(counted / 4);
});

test('a run that memory cannot hold is refused with its bytes, before anything is made, at the part that takes most', () => {
  let read: unknown;
  const made = bytesMade(() => (read = readRunSpec(wide(122, 8, { normalization: 'batch', dropout: 0.2 }))));
  expect(read).toMatchObject({ ok: false, failure: { code: 'too-large', what: 'memory', place: 'batch', limit: limits.memory } });
  expect(made).toBe(0);
});
