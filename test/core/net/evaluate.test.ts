import { describe, expect, test } from 'vitest';
import { advance, createWorkspace } from '#core/net/advance.ts';
import { evaluate, evaluatingAll, predict } from '#core/net/evaluate.ts';
import { step } from '#core/net/step.ts';
import { movedState, numbers, runOf } from './runs.ts';
import { finished } from '#core/net/finished.ts';

test('predictions are those of the forward pass, in any number of rows', () => {
  const run = runOf(
    'mse',
    [
      { units: 7, activation: 'gelu' },
      { units: 2, activation: 'sigmoid' },
    ],
    {},
    600,
  );
  const state = movedState(run);
  const all = predict(run, state, run.train.x, 600);
  expect(all).toEqual(step(run, 0, state, 'all').trace.layers[1]!.a.data);
  for (const n of [0, 255, 256, 599])
    expect(predict(run, state, run.train.x.subarray(3 * n, 3 * n + 3), 1)).toEqual(all.subarray(2 * n, 2 * n + 2));
});

test('the loss is that of the step, penalty included', () => {
  for (const reduction of ['mean', 'sum'] as const) {
    const run = runOf('huber', [{ units: 2, activation: 'tanh' }], { penalty: { l1: 0.1, l2: 0.2 }, reduction }, 300);
    const state = movedState(run);
    const { loss } = advance(run, 0, state, new Float64Array(run.layout.length), createWorkspace(run));
    expect(evaluate(run, state, run.train).loss).toBeCloseTo(loss, 10);
  }
});

describe('evaluation differs from training', () => {
  test('nothing is dropped', () => {
    const layers = (dropout: number) => [
      { units: 6, activation: 'tanh' as const, dropout },
      { units: 1, activation: 'linear' as const },
    ];
    const [dropped, whole] = [runOf('mse', layers(0.5)), runOf('mse', layers(0))];
    const state = movedState(dropped);
    expect(predict(dropped, state, dropped.train.x, 6)).toEqual(predict(whole, state, whole.train.x, 6));
    expect(step(dropped, 0, state, 'all').trace.layers[1]!.a.data).not.toEqual(predict(dropped, state, dropped.train.x, 6));
  });

  test('batch normalisation uses the running statistics', () => {
    const run = runOf('mse', [{ units: 1, activation: 'linear', normalization: 'batch' }]);
    const { W, b, gamma, beta, runningMean, runningVariance } = run.layout.layers[0]!;
    const state = movedState(run);
    state.set([2, 0, 0], W);
    [state[b], state[gamma], state[beta], state[runningMean], state[runningVariance]] = [1, 3, 0.5, 4, 9];
    expect(predict(run, state, Float64Array.of(5, 0, 0), 1)[0]).toBeCloseTo((3 * (11 - 4)) / Math.sqrt(9 + 1e-5) + 0.5, 13);
  });
});

describe('accuracy', () => {
  const identity = (units: number) => [
    { W: numbers(3, units).map((row, i) => row.map((_, o) => +(i === o))), b: Array<number>(units).fill(0) },
  ];
  const x = [
    [1, 0, 0],
    [0, 1, 0],
    [0.4, 0.5, 0.3],
    [0.2, 0.1, 0.9],
  ];

  test('one output: on its side of one half', () => {
    const data = { kind: 'inline' as const, x, y: [[1], [1], [0], [0]] };
    const run = runOf('mse', [{ units: 1, activation: 'linear' }], { data, parameters: identity(1) });
    expect(evaluate(run, movedState(run).fill(0, 1).fill(1, 0, 1), run.train).accuracy).toBe(3 / 4);
  });

  test('several: the largest', () => {
    const y = [[1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 1]]; // prettier-ignore
    const run = runOf('mse', [{ units: 3, activation: 'linear' }], { data: { kind: 'inline', x, y }, parameters: identity(3) });
    const state = Float64Array.from([1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]);
    expect(evaluate(run, state, run.train)).toMatchObject({ accuracy: 3 / 4, outputs: Float64Array.from(x.flat()) });
  });

  test('regression has none', () => {
    const run = runOf('mse', [{ units: 1, activation: 'linear' }]);
    expect(evaluate(run, movedState(run), run.train)).not.toHaveProperty('accuracy');
  });
});

describe('all parts', () => {
  const splitRun = runOf('mse', [{ units: 2 }], { split: { train: 0.5, validation: 0.3 } }, 40);
  const state = movedState(splitRun);

  test('the parts held out have their own loss and scores; an empty part has none', () => {
    const all = finished(evaluatingAll(splitRun, state));
    const { outputs, loss, scores } = evaluate(splitRun, state, splitRun.validation);
    expect(all).toEqual({ ...evaluate(splitRun, state, splitRun.train), validation: { loss, scores } });
    expect(outputs).toHaveLength(24);
    expect(scores).toMatchObject({ task: 'regression' });
    expect((scores as { mse: number }).mse).toBeCloseTo(loss, 14);
  });
});
