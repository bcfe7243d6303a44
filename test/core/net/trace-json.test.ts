import { expect, test } from 'vitest';
import { step } from '#core/net/step.ts';
import { traceToJson } from '#core/net/trace-json.ts';
import { movedState, runOf } from './runs.ts';

const run = runOf(
  'mse',
  [
    { units: 2, activation: 'relu', normalization: 'layer', dropout: 0.5 },
    { units: 1, activation: 'linear' },
  ],
  {
    optimizer: { kind: 'momentum' },
  },
);

test('matrices are lists of rows, biases flat lists, and everything survives JSON', () => {
  const { trace } = step(run, 2, movedState(run), 'all');
  const json = JSON.parse(JSON.stringify(traceToJson(trace)));
  expect(Object.keys(json)).toEqual(['step', 'epoch', 'batch', 'lr', 'loss', 'gradientNorm', 'layers']);
  expect(json.step).toBe(2);
  expect(json.batch.indices).toEqual([0, 1, 2, 3, 4, 5]);
  const [first, last] = json.layers;
  const shape = (rows: number[][]): number[] => [rows.length, rows[0]!.length];
  for (const name of ['W', 'dW', 'deltaW', 'WAfter']) expect(shape(first[name])).toEqual([3, 2]);
  for (const name of ['z', 'a', 'dA', 'dZ', 'slope', 'mask']) expect(shape(first[name])).toEqual([6, 2]);
  for (const name of ['b', 'db', 'deltab', 'bAfter']) expect(first[name]).toHaveLength(2);
  expect(first.W.flat()).toEqual([...trace.layers[0]!.W.data]);
  expect(first.b).toEqual([...trace.layers[0]!.b.data]);
  expect(first.optimizer.velocity.after.b).toEqual([...trace.layers[0]!.optimizer['velocity']!.after.b.data]);
  expect(first.normalization.mean).toHaveLength(6);
  expect(first.normalization.gamma).toHaveLength(2);
  expect(last).not.toHaveProperty('normalization');
  expect(last).not.toHaveProperty('mask');
  expect(json.loss.total).toBe(trace.loss.total);
});

test('numbers that JSON cannot hold are named', () => {
  const state = movedState(run);
  state[run.layout.layers[1]!.b] = Infinity;
  const json = JSON.parse(JSON.stringify(traceToJson(step(run, 0, state, 'all').trace)));
  expect(json.layers[1].z[0]).toEqual(['Infinity']);
  expect(json.loss.total).toBe('Infinity');
  state[run.layout.layers[1]!.b] = NaN;
  expect(JSON.parse(JSON.stringify(traceToJson(step(run, 0, state, 'all').trace))).layers[1].z[0]).toEqual(['NaN']);
});
