import { beforeAll, describe, expect, test } from 'vitest';
import { exportRun } from '#core/code/export-run.ts';
import { activations } from '#core/spec/methods.ts';
import { predict } from '#core/net/evaluate.ts';
import type { Run } from '#core/net/run.ts';
import { readOnnx, runOnnx } from './onnx-reader.ts';
import { hasPackage, python, statesOf } from './python.ts';
import { moons, prepare, prepareTable, randomRuns, runs, sine } from './runs.ts';

/** Seconds since 1970, half a minute apart. */
const times = 'x,y\n1.7e9,1\n1700000030,2\n1700000060,4\n1700000090,5\n';
const deep = { layers: [{ units: 4, activation: 'tanh' }, { units: 4, activation: 'relu', residual: true }, { units: 1 }] };
const table: Record<string, Run> = {
  ...Object.fromEntries(
    activations.map((activation) => [
      activation,
      prepare({ data: moons, network: { layers: [{ units: 5, activation, biasInitializer: 'normal' }, { units: 1 }] } }),
    ]),
  ),
  ...Object.fromEntries(
    ['batch normalisation', 'layer normalisation', 'class weights', 'binary-cross-entropy-logits, mean'].map((name) => [
      name,
      prepare(runs[name]),
    ]),
  ),
  residual: prepare({ data: moons, network: deep }),
  dropout: prepare(randomRuns['dropout after a residual layer']),
  standardized: prepare({ data: sine, preprocess: 'standardize', network: deep }),
  'min-max': prepare({ data: moons, preprocess: 'min-max', network: deep }),
  'offsets that float32 loses': await prepareTable({ preprocess: 'standardize', network: deep }, times),
  'a missing value': await prepareTable({ preprocess: 'standardize', network: deep }, 'x,y\n1,2\n,3\n4,5\n5,7\n'),
};
const steps = 5;

const modelOf = (run: Run): Uint8Array => {
  const made = exportRun(run, statesOf(run, steps).at(-1)!, steps, 'onnx');
  if (!made.ok || typeof made.value === 'string') throw new Error('no bytes');
  return made.value;
};
/** The training inputs in the units of the data. */
const rawInputs = ({ train, scaling }: Run): Float64Array =>
  train.x.map((value, i) => value * scaling.scale[i % train.inputs]! + scaling.offset[i % train.inputs]!);
const expectNear = (found: readonly number[], wanted: Float64Array, tolerance: number): void => {
  expect(found).toHaveLength(wanted.length);
  wanted.forEach((value, i) => expect(Math.abs(found[i]! - value), `output ${i}`).toBeLessThan(tolerance * Math.max(1, Math.abs(value))));
};

describe('the ONNX model answers what the network answers', () => {
  test.each(Object.entries(table))('%s', (_name, run) => {
    const model = readOnnx(modelOf(run));
    expect([model.ir, model.opset]).toEqual([8, 17]);
    expect(model.inputs).toEqual([['x', ['batch', run.train.inputs]]]);
    expect(model.outputs).toEqual([['y', ['batch', run.train.outputs]]]);
    const wanted = predict(run, statesOf(run, steps).at(-1)!, run.train.x, run.train.samples);
    expectNear(runOnnx(model, rawInputs(run), run.train.samples), wanted, 1e-6);
    const first = wanted.subarray(0, run.train.outputs);
    expectNear(runOnnx(model, rawInputs(run).subarray(0, run.train.inputs), 1), first, 1e-6);
  });
});

test('the metadata say what the numbers are', () => {
  const { inputKind, metadata } = readOnnx(modelOf(table['offsets that float32 loses']!));
  expect([inputKind, metadata.input, metadata.columns, metadata.targets, metadata.preprocess]).toEqual([
    11,
    'float64',
    '["x"]',
    '["y"]',
    'standardize',
  ]);
  expect(JSON.parse(metadata.offset!)).toEqual([1700000045]);
  const usual = readOnnx(modelOf(table.standardized!));
  expect([usual.inputKind, usual.metadata.input]).toEqual([1, 'float32']);
  expect(readOnnx(modelOf(table.relu!)).metadata).toMatchObject({ classes: '["0","1"]', boundary: '0.5', preprocess: 'none' });
});

test('the model fills a missing value in with the mean of the training set', () => {
  const run = table['a missing value']!;
  const state = statesOf(run, steps).at(-1)!;
  expect(run.scaling.fill[0]).toBeCloseTo(10 / 3);
  expectNear(runOnnx(readOnnx(modelOf(run)), Float64Array.of(NaN), 1), predict(run, state, Float64Array.of(0), 1), 1e-6);
});

const runtime = hasPackage('onnxruntime', 'the ONNX models in another program') && hasPackage('onnx', "ONNX's own check of the models");

describe.skipIf(!runtime)('ONNX Runtime answers what the network answers', () => {
  const driver = `
import base64, json, sys
import numpy as np, onnx, onnxruntime
results = []
for model, x in json.load(sys.stdin):
    model = base64.b64decode(model)
    onnx.checker.check_model(onnx.load_model_from_string(model), full_check=True)
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    kind = {"tensor(float)": np.float32, "tensor(double)": np.float64}[session.get_inputs()[0].type]
    results.append(session.run(["y"], {"x": np.array(x, dtype=kind)})[0].ravel().tolist())
print(json.dumps(results))
`;
  const found: Record<string, number[]> = {};
  beforeAll(() => {
    const inputs = Object.values(table).map((run) => {
      const x = rawInputs(run);
      const rows = Array.from({ length: run.train.samples }, (_, r) =>
        Array.from(x.subarray(r * run.train.inputs, (r + 1) * run.train.inputs)),
      );
      return [Buffer.from(modelOf(run)).toString('base64'), rows];
    });
    const { status, stdout, stderr } = python(['-c', driver], JSON.stringify(inputs));
    expect(status, stderr).toBe(0);
    const answers = JSON.parse(stdout) as number[][];
    Object.keys(table).forEach((name, i) => (found[name] = answers[i]!));
  }, 120_000);
  test.each(Object.entries(table))('%s', (name, run) => {
    expectNear(found[name]!, predict(run, statesOf(run, steps).at(-1)!, run.train.x, run.train.samples), 1e-6);
  });
});
