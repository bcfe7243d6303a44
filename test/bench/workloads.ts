import { FailureError } from '#core/contract/failure.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpec, RunSpecInput } from '#core/spec/run-spec.ts';

/** Repeatable numbers in [0, 1) for data of a given shape; their quality does not matter here. */
const noise = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
};

/** Rows of `inputs` numbers around a pattern of their class, a share of them zero, with one-hot targets. */
const patterns = (samples: number, inputs: number, classes: number, filled: number): { x: number[][]; y: number[][] } => {
  const next = noise(inputs);
  const centres = Array.from({ length: classes }, () => Array.from({ length: inputs }, () => (next() < filled ? next() : 0)));
  const x: number[][] = [];
  const y: number[][] = [];
  for (let n = 0; n < samples; n++) {
    const k = Math.floor(next() * classes);
    x.push(centres[k]!.map((value) => (value === 0 ? 0 : 0.5 * value + 0.5 * next())));
    y.push(Array.from({ length: classes }, (_, o) => (o === k ? 1 : 0)));
  }
  return { x, y };
};

const tanh = (units: readonly number[]) => units.map((count) => ({ units: count, activation: 'tanh' as const }));
const relu = (units: number) => ({ units, activation: 'relu' as const, initializer: 'he-uniform' as const });
const softmax = (units: number) => ({ units, activation: 'softmax' as const });

/** The article's network on its data; the rate at which its mean squared error trains. */
export const article: RunSpecInput = {
  data: { kind: 'generator', name: 'gaussian-quantiles', samples: 1000 },
  network: { inputs: 2, layers: [relu(4), relu(8), { units: 1, activation: 'sigmoid' }] },
  loss: 'mse',
  batch: 'full',
  optimizer: { kind: 'sgd', learningRate: 0.5 },
};

/** 2,048 drawn edges: a network of the widest layers that show every unit. */
export const edges2000: RunSpecInput = {
  seed: 1,
  data: {
    kind: 'inline',
    x: Array.from({ length: 64 }, (_, i) => Array.from({ length: 24 }, (__, j) => Math.sin(i * 1.3 + j * 0.7))),
    y: Array.from({ length: 64 }, (_, i) => Array.from({ length: 8 }, (__, c) => (i % 8 === c ? 1 : 0))),
  },
  network: {
    inputs: 24,
    layers: [
      { units: 32, activation: 'relu', initializer: 'he-normal' },
      { units: 32, activation: 'tanh' },
      { units: 8, activation: 'softmax' },
    ],
  },
  loss: 'categorical-cross-entropy',
  batch: 16,
  optimizer: { kind: 'sgd', learningRate: 0.1 },
};

/** From the smallest to the widest: what a lesson trains, and what a student brings along. */
export const workloads = {
  W1: { ...article, optimizer: { kind: 'sgd', learningRate: 0.001 } },
  W2: {
    data: { kind: 'generator', name: 'circles', samples: 250 },
    network: { inputs: 2, layers: tanh([4, 2, 1]) },
    loss: 'half-squared-error',
    batch: 10,
    optimizer: { kind: 'sgd', learningRate: 0.03 },
  },
  W3: {
    data: { kind: 'generator', name: 'spirals', samples: 500 },
    network: { inputs: 2, layers: tanh([8, 8, 8, 8, 8, 8, 1]) },
    loss: 'half-squared-error',
    batch: 32,
    optimizer: { kind: 'sgd', learningRate: 0.03 },
  },
  W4: {
    data: { kind: 'inline', ...patterns(1797, 64, 10, 0.5) },
    network: { inputs: 64, layers: [relu(128), relu(64), softmax(10)] },
    loss: 'categorical-cross-entropy',
    batch: 32,
    optimizer: { kind: 'sgd', learningRate: 0.1 },
  },
  W5: {
    data: { kind: 'inline', ...patterns(2000, 784, 10, 0.2) },
    network: { inputs: 784, layers: [relu(512), relu(256), softmax(10)] },
    loss: 'categorical-cross-entropy',
    batch: 64,
    optimizer: { kind: 'sgd', learningRate: 0.05 },
  },
} satisfies Record<string, RunSpecInput>;
export type WorkloadName = keyof typeof workloads;

export const specOf = (input: RunSpecInput): RunSpec => {
  const read = readRunSpec(input);
  if (!read.ok) throw new FailureError(read.failure);
  return read.value;
};
