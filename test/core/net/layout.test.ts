import { expect, test } from 'vitest';
import { parameterViews } from '#core/net/layout.ts';
import { initialState } from '#core/net/run.ts';
import { runOf } from './runs.ts';

const run = runOf(
  'mse',
  [
    { units: 4, activation: 'relu', normalization: 'batch' },
    { units: 2, activation: 'tanh', normalization: 'layer' },
    { units: 1, activation: 'linear' },
  ],
  { optimizer: { kind: 'nadam' }, train: { biases: false } },
);
const { layout } = run;

test('every number of the state has one place, without gaps', () => {
  const places: number[] = [];
  const take = (from: number, count: number): void => {
    if (from >= 0) for (let i = 0; i < count; i++) places.push(from + i);
  };
  for (const { inputs, units, W, b, gamma, beta, runningMean, runningVariance } of layout.layers) {
    take(W, inputs * units);
    for (const from of [b, gamma, beta, runningMean, runningVariance]) take(from, units);
  }
  expect(layout.parameters).toBe(3 * 4 + 4 + 8 + 4 * 2 + 2 + 4 + 2 * 1 + 1);
  take(layout.parameters, layout.parameters * layout.slots.length);
  take(layout.scalars, 1);
  expect(places.sort((a, b) => a - b)).toEqual(Array.from({ length: layout.length }, (_, i) => i));
});

test('the ranges cover the parameters once; the fixed ones are the biases', () => {
  expect(layout.ranges.map(({ from }) => from)).toEqual([0, ...layout.ranges.slice(0, -1).map(({ to }) => to)]);
  expect(layout.ranges.at(-1)!.to).toBe(layout.parameters);
  expect(layout.ranges.filter(({ trained }) => !trained).map(({ from, to }) => [from, to])).toEqual(
    layout.layers.map(({ b, units }) => [b, b + units]),
  );
});

test('views show the state itself, parameters and slots', () => {
  const state = Float64Array.from({ length: layout.length }, (_, i) => i);
  const views = parameterViews(layout, state);
  expect(views.map(({ W }) => W.length)).toEqual([12, 8, 2]);
  expect(views[1]!.W[0]).toBe(layout.layers[1]!.W);
  expect(views[0]!.gamma![3]).toBe(layout.layers[0]!.gamma + 3);
  expect(views[2]!.gamma).toBeUndefined();
  expect(parameterViews(layout, state, 1)[2]!.b[0]).toBe(layout.parameters * 2 + layout.layers[2]!.b);
  views[0]!.b[0] = -1;
  expect(state[layout.layers[0]!.b]).toBe(-1);
});

test('at the start gamma and the running variance are 1, beta, the running mean and the slots 0', () => {
  const state = initialState(run);
  const { gamma, beta, runningMean, runningVariance } = layout.layers[0]!;
  expect([state[gamma], state[beta], state[runningMean], state[runningVariance]]).toEqual([1, 0, 0, 1]);
  expect(new Set(state.subarray(layout.parameters, layout.running))).toEqual(new Set([0]));
  expect(state[layout.scalars]).toBe(1);
});

test("a run's own starting values take the place of the initialisers'", () => {
  const parameters = [
    {
      W: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      b: [7, 8],
    },
  ];
  const own = runOf('mse', [{ units: 2, activation: 'linear' }], { parameters });
  expect([...initialState(own)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
