import { describe, expect, test } from 'vitest';
import { exportRun, exportTargets } from '#core/code/export-run.ts';
import { faults, type Fault } from '#core/spec/methods.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { checkGradients } from '#core/explain/gradient-check.ts';
import { sayFailure } from '#core/words/say-failure.ts';
import { advance, createWorkspace } from '#core/net/advance.ts';
import { forkRun } from '#core/net/fork.ts';
import { parameterViews } from '#core/net/layout.ts';
import { initialState, prepareRun, type Run } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import { movedState, numbers, runOf, targets } from './runs.ts';

type Rows = number[][];
interface Parameters {
  readonly W: Rows[];
  readonly b: Rows;
}

/**
 * The oracle: a program of its own for tanh, ReLU and a sigmoid output under the mean squared error, one sample after the other, in which
 * each mistake is made where a person would make it.
 */
const naive = ({ W, b }: Parameters, x: Rows, y: Rows, lr: number, fault: Fault, old: Parameters | undefined) => {
  const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
  const f = [Math.tanh, (z: number): number => Math.max(0, z), sigmoid];
  const slope = [
    (z: number): number => 1 - Math.tanh(z) ** 2,
    (z: number): number => (z > 0 ? 1 : 0),
    (z: number): number => sigmoid(z) * (1 - sigmoid(z)),
  ];
  const dW = W.map((layer) => layer.map((row) => row.map(() => 0)));
  const db = b.map((layer) => layer.map(() => 0));
  const after = { W: W.map((layer) => layer.map((row) => [...row])), b: b.map((layer) => [...layer]) };
  const passes = x.map((input) => {
    const a: Rows = [input];
    const z: Rows = [];
    for (let l = 0; l < 3; l++) {
      z.push(b[l]!.map((bias, o) => bias + a[l]!.reduce((sum, value, i) => sum + value * W[l]![i]![o]!, 0)));
      a.push(z[l]!.map(f[l]!));
    }
    return { a, z };
  });
  const outputs = y[0]!.length;
  let owed = passes.map(({ a }, n) =>
    a[3]!.map((value, o) => {
      const error = fault === 'error-reversed' ? y[n]![o]! - value : value - y[n]![o]!;
      return ((fault === 'gradient-of-half' ? 1 : 2) * error) / outputs / (fault === 'sum-for-mean' ? 1 : x.length);
    }),
  );
  for (let l = 2; l >= 0; l--) {
    const delta = passes.map(({ a, z }, n) =>
      owed[n]!.map((value, o) => {
        if (fault === 'output-slope-missing' && l === 2) return value;
        return value * slope[l]!(fault === 'derivative-at-activation' ? a[l + 1]![o]! : z[l]![o]!);
      }),
    );
    passes.forEach(({ a }, n) => {
      const kept = fault === 'mask-on-activations' && l === 2 ? a[2]!.map((value) => (value > 0 ? 1 : 0)) : a[l]!;
      delta[n]!.forEach((value, o) => {
        kept.forEach((input, i) => (dW[l]![i]![o]! += input * value));
        for (let times = 0; times < (fault === 'bias-per-sample' ? x.length : 1); times++) db[l]![o]! += value;
      });
    });
    if (old) dW[l]!.forEach((row, i) => row.forEach((_, o) => (row[o]! += old.W[l]![i]![o]!)));
    if (old) db[l]!.forEach((_, o) => (db[l]![o]! += old.b[l]![o]!));
    dW[l]!.forEach((row, i) => row.forEach((value, o) => (after.W[l]![i]![o]! -= lr * value)));
    db[l]!.forEach((value, o) => (after.b[l]![o]! -= lr * value));
    const through = fault === 'update-before-backward' ? after.W[l]! : W[l]!;
    owed = delta.map((row) => through.map((weights) => weights.reduce((sum, weight, o) => sum + weight * row[o]!, 0)));
  }
  return { after, gradient: { W: dW, b: db } };
};

const lr = 0.4;
const made = (fault: Fault, options: Partial<RunSpecInput> = {}): Run =>
  runOf(
    'mse',
    [
      { units: 4, activation: 'tanh' },
      { units: 5, activation: 'relu' },
      { units: 2, activation: 'sigmoid' },
    ],
    { optimizer: { kind: 'sgd', learningRate: lr }, fault, ...options },
  );
const parametersOf = (run: Run, state: Float64Array): Parameters => {
  const layers = parameterViews(run.layout, state);
  return {
    W: layers.map(({ W, b }) => Array.from({ length: W.length / b.length }, (_, i) => [...W.subarray(i * b.length, (i + 1) * b.length)])),
    b: layers.map(({ b }) => [...b]),
  };
};
const flat = ({ W, b }: Parameters): number[] => [W, b].flat(3);
/** One of the mistakes is none of this network: it is tried by itself. */
const here = faults.filter((fault) => fault !== 'softmax-diagonal');
const wrong = here.filter((fault) => fault !== 'none');

describe.each(here)('%s', (fault) => {
  test('four steps are those of a program that makes the mistake, and the trace tells its numbers', () => {
    const [x, y] = [numbers(6, 3), targets('mse', 6, 2)];
    const run = made(fault);
    let state: Float64Array = movedState(run);
    let own = parametersOf(run, state);
    let old: Parameters | undefined;
    for (let k = 0; k < 4; k++) {
      const { after, gradient } = naive(own, x, y, lr, fault, old);
      const { next, trace } = step(run, k, state, 'all');
      const told = {
        W: trace.layers.map(({ dW, db }) =>
          Array.from({ length: dW.rows }, (_, i) => [...dW.data.subarray(i * db.cols, (i + 1) * db.cols)]),
        ),
        b: trace.layers.map(({ db }) => [...db.data]),
      };
      flat(told).forEach((value, i) => expect(value).toBeCloseTo(flat(gradient)[i]!, 12));
      flat(parametersOf(run, next)).forEach((value, i) => expect(value).toBeCloseTo(flat(after)[i]!, 12));
      if (fault === 'gradients-not-zeroed') old = gradient;
      [state, own] = [next, after];
    }
  });
});

describe('the trace of a faulty program tells the right number where the fault has put another', () => {
  const tracesOf = (fault: Fault, options: object = {}) => {
    const [wrongRun, rightRun] = [made(fault, options), made('none', options)];
    const state = initialState(wrongRun);
    return {
      wrong: step(wrongRun, 0, state, 'all'),
      right: step(
        rightRun,
        0,
        movedState(rightRun).map((_, i) => state[i]!),
        'all',
      ),
      run: wrongRun,
    };
  };

  test('the slope at z', () => {
    const { wrong: own, right } = tracesOf('derivative-at-activation');
    // tanh, ReLU, sigmoid: ReLU's slope is the same at a.
    expect(own.trace.layers.map(({ fault }) => fault !== undefined)).toEqual([true, false, true]);
    for (const l of [0, 2]) expect(own.trace.layers[l]!.fault!.slope).toEqual(right.trace.layers[l]!.slope);
  });

  test('the gradient of the weights that leave a ReLU layer', () => {
    const { wrong: own, right } = tracesOf('mask-on-activations', { penalty: { l1: 0.01, l2: 0.1 } });
    expect(own.trace.layers.map(({ fault }) => fault !== undefined)).toEqual([false, false, true]);
    expect(own.trace.layers[2]!.fault!.dW).toEqual(right.trace.layers[2]!.dW);
    expect(own.trace.layers[2]!.dW).not.toEqual(right.trace.layers[2]!.dW);
  });

  test('what is carried along is the gradient of the step before', () => {
    const { wrong: own, run } = tracesOf('gradients-not-zeroed');
    const { trace } = step(run, 1, own.next, 'all');
    trace.layers.forEach(({ fault }, l) => {
      expect(fault!.carried).toEqual({ W: own.trace.layers[l]!.dW, b: own.trace.layers[l]!.db });
    });
  });
});

test.each(wrong)('%s: the gradient check fails, and only then', (fault) => {
  const right = checkGradients(made('none'), 1, movedState(made('none')));
  expect(right.passed).toBe(true);
  const run = made(fault);
  const next = new Float64Array(run.layout.length);
  advance(run, 0, movedState(run), next, createWorkspace(run));
  const check = checkGradients(run, 1, next);
  expect(check.passed).toBe(false);
  expect(check.worst).toBeGreaterThan(1e-2);
  const kinds = new Set(check.parameters.filter(({ relativeError }) => relativeError > 1e-3).map(({ kind }) => kind));
  const times = { 'error-reversed': -1, 'gradient-of-half': 0.5, 'sum-for-mean': 6 }[fault as string];
  if (times) for (const { analytic, numeric } of check.parameters) expect(analytic).toBeCloseTo(times * numeric, 6);
  if (fault === 'bias-per-sample') expect([...kinds]).toEqual(['b']);
  if (fault === 'mask-on-activations') expect([...kinds]).toEqual(['W']);
});

test.each(wrong)('%s: a replay has the same bits, whatever the optimiser and the workspace', (fault) => {
  const run = made(fault, { optimizer: { kind: 'adam', learningRate: 0.01 }, penalty: { l2: 0.1, decay: 0.01 }, batch: 4, shuffle: true });
  const used = createWorkspace(run);
  const visited: Float64Array[] = [initialState(run)];
  for (let k = 0; k < 6; k++) {
    const next = new Float64Array(run.layout.length).fill(NaN);
    expect(advance(run, k, visited[k]!, next, used).failure).toBeUndefined();
    expect(next.some(Number.isNaN)).toBe(false);
    visited.push(next);
  }
  for (let k = 5; k >= 0; k--) {
    const next = new Float64Array(run.layout.length);
    advance(run, k, visited[k]!, next, createWorkspace(run));
    expect(next).toEqual(visited[k + 1]);
  }
});

describe('softmax derived like a sigmoid', () => {
  const layers = [
    { units: 4, activation: 'softmax' as const },
    { units: 3, activation: 'softmax' as const },
  ];
  const fault = 'softmax-diagonal' as const;
  const stepOf = (run: Run) => step(run, 0, movedState(run), 'all').trace;

  test('dZ is dA·a·(1 - a), in a hidden layer and at the output', () => {
    const run = runOf('mse', layers, { fault });
    for (const { dA, dZ, a } of stepOf(run).layers)
      dZ.data.forEach((value, i) => expect(value).toBeCloseTo(dA!.data[i]! * a.data[i]! * (1 - a.data[i]!), 15));
  });

  test('under its cross-entropy only the right class gets an error, and a right one, weighted or not', () => {
    for (const classWeights of [null, [2, 1, 3]]) {
      const [wrongly, rightly] = [fault, 'none' as const].map((fault) =>
        stepOf(runOf('categorical-cross-entropy', layers, { fault, classWeights })),
      );
      const y = wrongly!.batch.y.data;
      wrongly!.layers[1]!.dZ.data.forEach((value, i) => expect(value).toBeCloseTo(y[i] === 1 ? rightly!.layers[1]!.dZ.data[i]! : 0, 15));
    }
  });

  test('the check fails', () => {
    for (const loss of ['mse', 'categorical-cross-entropy'] as const) {
      const run = runOf(loss, layers, { fault });
      expect(checkGradients(run, 0, movedState(run)).worst).toBeGreaterThan(1e-2);
    }
  });
});

test('update-before-backward: the error passes through the weights as the step leaves them, decay and moments included', () => {
  const run = made('update-before-backward', { optimizer: { kind: 'adam', learningRate: 0.05 }, penalty: { decay: 0.1 } });
  const { layers } = step(run, 0, movedState(run), 'all').trace;
  const { dZ, WAfter } = layers[2]!;
  layers[1]!.dA!.data.forEach((value, at) => {
    const [row, i] = [Math.floor(at / 5), at % 5];
    expect(value).toBeCloseTo(dZ.data[2 * row]! * WAfter.data[2 * i]! + dZ.data[2 * row + 1]! * WAfter.data[2 * i + 1]!, 14);
  });
});

describe('a mistake that the run cannot make is refused', () => {
  const hidden = { units: 3, activation: 'relu' as const };
  const output = { units: 1, activation: 'linear' as const };
  const base = { data: { kind: 'generator' as const, name: 'line' as const }, network: { layers: [hidden, output] } };
  const article = {
    data: { kind: 'generator' as const, name: 'xor' as const },
    network: { layers: [hidden, { units: 1, activation: 'sigmoid' as const }] },
    arithmetic: 'article' as const,
  };
  const cases: [Fault, RunSpecInput, string][] = [
    ['sum-for-mean', article, 'fault-needs-standard-arithmetic'],
    ['derivative-at-activation', base, 'fault-needs-curved-activation'],
    ['sum-for-mean', { ...base, reduction: 'sum' }, 'fault-needs-mean'],
    ['sum-for-mean', { ...base, batch: 1 }, 'fault-needs-several-samples'],
    ['bias-per-sample', { ...base, batch: 1 }, 'fault-needs-several-samples'],
    ['bias-per-sample', { ...base, train: { biases: false } }, 'fault-needs-trained-biases'],
    ['update-before-backward', { ...base, network: { layers: [output] } }, 'fault-needs-hidden-layer'],
    ['update-before-backward', { ...base, clipNorm: 1 }, 'fault-needs-no-clipping'],
    ['softmax-diagonal', base, 'fault-needs-softmax'],
    ['output-slope-missing', base, 'fault-needs-output-slope'],
    ['output-slope-missing', { data: article.data, network: article.network, loss: 'binary-cross-entropy' }, 'fault-needs-output-slope'],
    ['gradient-of-half', { ...base, loss: 'half-squared-error' }, 'fault-needs-squared-error'],
    ['mask-on-activations', { ...base, network: { layers: [{ ...hidden, activation: 'tanh' }, output] } }, 'fault-needs-relu'],
    ['mask-on-activations', { ...base, network: { layers: [{ ...hidden, units: 1, residual: true }, output] } }, 'fault-needs-relu'],
  ];
  test.each(cases)('%s, %j: %s', (fault, spec, reason) => {
    expect(readRunSpec(spec).ok).toBe(true);
    const read = readRunSpec({ ...spec, fault });
    if (read.ok) throw new Error('accepted');
    expect(read.failure).toEqual({ code: 'incompatible', place: 'fault', reason, found: fault, expected: 'none' });
    for (const language of ['es', 'en'] as const) expect(sayFailure(read.failure, language)).toMatch(/fault.*none/u);
  });
});

test('a cross-entropy’s gradient takes no f′ at the output: a sigmoid there alone is no mistake to make', () => {
  const layers = (activation: 'relu' | 'tanh') => [
    { units: 3, activation },
    { units: 1, activation: 'sigmoid' as const },
  ];
  const spec = (activation: 'relu' | 'tanh', loss: 'mse' | 'binary-cross-entropy') =>
    readRunSpec({
      data: { kind: 'generator', name: 'xor' },
      network: { layers: layers(activation) },
      loss,
      fault: 'derivative-at-activation',
    }).ok;
  expect([spec('relu', 'binary-cross-entropy'), spec('tanh', 'binary-cross-entropy'), spec('relu', 'mse')]).toEqual([false, true, true]);
});

test('a script repeats no mistake and says so; a state is a state', () => {
  const run = made('sum-for-mean');
  for (const target of exportTargets) {
    const exported = exportRun(run, initialState(run), 0, target);
    if (['onnx', 'safetensors', 'pytorch-weights', 'parameters'].includes(target)) expect(exported.ok).toBe(true);
    else
      expect(exported).toEqual({
        ok: false,
        failure: { code: 'cannot-export', place: 'fault', found: run.spec.fault, target, reason: 'fault' },
      });
  }
});

test.each(wrong)('%s: a branch that leaves a right run, or goes back to it, follows its own rules', (fault) => {
  const [right, faulty] = [made('none'), made(fault)];
  const to = ({ spec }: Run) => ({ spec, parameters: [], samples: [] });
  const led = (run: Run, state: Float64Array): Float64Array => step(run, 0, state, 'all').next;
  const begun = initialState(right);
  const wrongly = forkRun(right, 0, begun, to(faulty));
  expect(led(wrongly.run, wrongly.state)).toEqual(led(faulty, initialState(faulty)));
  const mended = forkRun(wrongly.run, 0, wrongly.state, to(right));
  expect(led(mended.run, mended.state)).toEqual(led(right, begun));
});

test('nobody but a faulty program pays for its room', () => {
  for (const fault of here) {
    const { backward, updatedEarly } = createWorkspace(made(fault));
    expect(backward.map(({ kept }) => kept?.length)).toEqual([undefined, undefined, fault === 'mask-on-activations' ? 6 * 5 : undefined]);
    expect(updatedEarly !== undefined).toBe(fault === 'update-before-backward');
  }
});

test('a right program has the bits that it had before', () => {
  const run = prepareRun(
    runOf(
      'mse',
      [
        { units: 5, activation: 'tanh', normalization: 'batch', dropout: 0.4 },
        { units: 5, activation: 'relu', normalization: 'layer' },
        { units: 2, activation: 'sigmoid' },
      ],
      { optimizer: { kind: 'adam' }, batch: 4, shuffle: true, clipNorm: 0.5, penalty: { l1: 0.01, l2: 0.01 } },
      10,
    ).spec,
  );
  let state: Float64Array = initialState(run);
  for (let k = 0; k < 20; k++) {
    const next = new Float64Array(run.layout.length);
    advance(run, k, state, next, createWorkspace(run));
    state = next;
  }
  const bytes = new Uint8Array(state.buffer);
  let hash = 2166136261;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 16777619);
  expect([state.length, hash >>> 0]).toEqual([256, 1627184228]);
});
