import { expect, test } from 'vitest';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpec, RunSpecInput } from '#core/spec/run-spec.ts';
import { exampleSpec } from '#renderer/model/run/examples.ts';
import { startFields } from '#renderer/model/run/start-fields.ts';

const opened = (input: RunSpecInput, sample = 0) => {
  const read = readRunSpec(input);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  const run = prepareRun(read.value);
  return { spec: read.value, trace: step(run, 0, initialState(run), [sample]).trace };
};
const told = ({ spec, trace }: ReturnType<typeof opened>, target: Parameters<typeof startFields>[1]) =>
  startFields(spec, target, trace).map(({ place, value }) => [place, value]);
const two: RunSpecInput = {
  ...exampleSpec('first'),
  data: {
    kind: 'inline',
    x: [
      [1, -0.5],
      [3, 4],
    ],
    y: [[1], [0]],
  },
};

test('a weight, a bias, a unit with its bias, an input and a target of the sample that is followed', () => {
  const run = opened(two, 1);
  expect(told(run, { kind: 'weight', layer: 1, from: 1, to: 2 })).toEqual([['parameters[0].W[1][2]', 1]]);
  expect(told(run, { kind: 'bias', layer: 1, unit: 1 })).toEqual([['parameters[0].b[1]', 1]]);
  expect(told(run, { kind: 'unit', layer: 1, unit: 0 })).toEqual([['parameters[0].b[0]', 0.5]]);
  expect(told(run, { kind: 'unit', layer: 0, unit: 1 })).toEqual([['data.x[1][1]', 4]]);
  expect(told(run, { kind: 'unit', layer: 2, unit: 0 })).toEqual([
    ['parameters[1].b[0]', 0],
    ['data.y[1][0]', 0],
  ]);
  expect(told(run, { kind: 'loss' })).toEqual([]);
});

test('what the seed drew is shown as it is', () => {
  const run = opened(exampleSpec('xor'));
  const [[, value]] = told(run, { kind: 'weight', layer: 1, from: 0, to: 1 }) as [[string, number]];
  expect(value).toBe(run.trace.layers[0]!.W.data[1]);
});

test('inputs that are scaled or held back stand in no field', () => {
  const of = (change: Partial<RunSpecInput>) => told(opened({ ...two, ...change }), { kind: 'unit', layer: 0, unit: 0 });
  expect(of({})).toHaveLength(1);
  expect(of({ preprocess: 'standardize' })).toEqual([]);
  expect(of({ split: { train: 0.5, test: 0.5 } })).toEqual([]);
  expect(of({ augment: { noise: 0.1 } })).toEqual([]);
});

test('each field edits what it shows', () => {
  const { spec, trace } = opened(two);
  for (const target of [
    { kind: 'weight', layer: 2, from: 2, to: 0 },
    { kind: 'unit', layer: 2, unit: 0 },
    { kind: 'unit', layer: 0, unit: 0 },
  ] as const) {
    startFields(spec, target, trace).forEach(({ edit }, index) => {
      const next = readRunSpec(edit(7)(spec));
      expect(next.ok && startFields(next.value as RunSpec, target, trace)[index]!.value).toBe(7);
    });
  }
});
