import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FailureError } from '#core/contract/failure.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { step } from '#core/contract/units.ts';
import { Budget } from '#core/history/budget.ts';
import { History } from '#core/history/history.ts';
import { transitionOf } from '#core/history/run-transition.ts';
import { workOfStep } from '#core/spec/work.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step as traceStep } from '#core/net/step.ts';
import { finalStep } from '#core/net/watch.ts';

const read = (input: RunSpecInput) => {
  const spec = readRunSpec(input);
  return spec.ok ? spec.value : expect.fail(spec.failure.code);
};

const hidden = { units: 6, activation: 'tanh', normalization: 'batch', dropout: 0.2 } as const;
const spec: RunSpecInput = {
  seed: 5,
  data: { kind: 'generator', name: 'spirals', samples: 50 },
  network: { layers: [hidden, { ...hidden, normalization: 'layer' }, { units: 1, activation: 'sigmoid' }] },
  loss: 'binary-cross-entropy',
  batch: 16,
  optimizer: { kind: 'adam', learningRate: 0.02 },
};

test('H3 a run with everything that keeps state: any order, thinned, gives the bits of training straight through', () => {
  const run = prepareRun(read(spec));
  const expected = [initialState(run)];
  for (let k = 0; k < 60; k++) expected.push(traceStep(run, k, expected[k]!, []).next);
  const words = (state: Float64Array) => [...new BigUint64Array(state.slice().buffer)];
  fc.assert(
    fc.property(fc.array(fc.nat(60), { maxLength: 30 }), fc.boolean(), (order, thin) => {
      const history = new History(transitionOf(run), thin ? { budget: new Budget(12 * 8 * run.layout.length) } : {});
      for (const k of order) expect(words(history.at(step(k)))).toEqual(words(expected[k]!));
    }),
    { numRuns: 40 },
  );
});

test('the estimated work grows with everything that makes a step longer', () => {
  const small = read({ network: { inputs: 2, layers: [{ units: 4 }, { units: 1 }] } });
  const wide = read({ network: { inputs: 2, layers: [{ units: 40 }, { units: 1 }] } });
  const deep = read({ network: { inputs: 2, layers: [{ units: 4 }, { units: 4 }, { units: 1 }] } });
  expect(workOfStep(small, 20)).toBeGreaterThan(workOfStep(small, 10));
  expect(workOfStep(wide, 10)).toBeGreaterThan(workOfStep(small, 10));
  expect(workOfStep(deep, 10)).toBeGreaterThan(workOfStep(small, 10));
  // Products of weights rule a wide network: forward, back and gradient, once a sample.
  const digits = read({
    data: { kind: 'generator', name: 'blobs' },
    network: { layers: [{ units: 1000 }, { units: 1000 }, { units: 3 }] },
  });
  expect(workOfStep(digits, 32) / (3 * 32 * 1000 * 1000)).toBeGreaterThan(1);
  expect(workOfStep(digits, 32) / (3 * 32 * 1000 * 1000)).toBeLessThan(1.3);
});

test('H11 a run that stops early ends where it stops; a step beyond is out of range', () => {
  const run = prepareRun(
    read({
      data: { kind: 'generator', name: 'xor', samples: 40 },
      split: { train: 0.5, validation: 0.5 },
      network: {
        layers: [
          { units: 8, activation: 'tanh' },
          { units: 1, activation: 'sigmoid' },
        ],
      },
      optimizer: { kind: 'sgd', learningRate: 0 },
      stopping: { patience: 3 },
    }),
  );
  // Nothing is learned: the first epoch is the best, and three without improvement follow.
  const history = new History(transitionOf(run));
  expect(history.extend(3)).toBe(3);
  expect(history.stopped).toBe(false);
  expect(history.extend(100)).toBe(1);
  expect([history.stopped, history.trainedTo]).toEqual([true, 4]);
  expect(finalStep(run, 4, history.at(step(4)))).toBe(1);
  expect(() => history.at(step(5))).toThrow(new FailureError({ code: 'step-out-of-range', step: 5, min: 0, max: 4 }));
});
