import type { RunSpecInput } from '#core/spec/run-spec.ts';

const tanh = { units: 6, activation: 'tanh' } as const;
const relu = { units: 8, activation: 'relu', initializer: 'he-normal' } as const;
const yes = { units: 1, activation: 'sigmoid' } as const;
const circles = { kind: 'generator', name: 'circles', samples: 90 } as const;
const blobs = { kind: 'generator', name: 'blobs', samples: 75 } as const;
const three = { units: 3, activation: 'softmax' } as const;

/** Twelve runs that between them take every way through a step; what 1,000 of their updates come to is in `hashes.json`. */
export const hashedRuns: Readonly<Record<string, RunSpecInput>> = {
  article: {
    data: { kind: 'generator', name: 'gaussian-quantiles', samples: 100 },
    network: { layers: [{ ...relu, units: 4 }, relu, yes] },
    arithmetic: 'article',
    batch: 'full',
    optimizer: { kind: 'sgd', learningRate: 0.01 },
  },
  adam: { data: circles, network: { layers: [tanh, yes] }, loss: 'binary-cross-entropy', batch: 7, optimizer: { kind: 'adam' } },
  classes: {
    data: blobs,
    network: { layers: [relu, tanh, three] },
    loss: 'categorical-cross-entropy',
    batch: 16,
    classWeights: [1, 2, 0.5],
    optimizer: { kind: 'momentum', learningRate: 0.02 },
  },
  batchNorm: {
    data: circles,
    network: { layers: [{ ...tanh, normalization: 'batch' }, { ...relu, normalization: 'batch' }, yes] },
    loss: 'mse',
    batch: 11,
    optimizer: { kind: 'rmsprop', learningRate: 0.003 },
  },
  layerNormDropout: {
    data: circles,
    network: { layers: [{ ...relu, normalization: 'layer', dropout: 0.3 }, { ...tanh, dropout: 0.2 }, yes] },
    loss: 'half-squared-error',
    batch: 16,
    optimizer: { kind: 'nadam' },
  },
  residual: {
    data: blobs,
    network: { layers: [tanh, { ...tanh, residual: true }, { ...tanh, activation: 'silu', residual: true }, three] },
    loss: 'categorical-cross-entropy',
    batch: 10,
    optimizer: { kind: 'adamw', learningRate: 0.01 },
  },
  gelu: {
    data: { kind: 'generator', name: 'sine', samples: 60 },
    network: { layers: [{ units: 8, activation: 'gelu' }, { units: 5, activation: 'gelu-tanh' }, { units: 1 }] },
    loss: 'huber',
    batch: 12,
    optimizer: { kind: 'adamax', learningRate: 0.005 },
  },
  elu: {
    data: { kind: 'generator', name: 'sine', samples: 60 },
    network: { layers: [{ units: 7, activation: 'elu' }, { units: 4, activation: 'selu' }, { units: 3, activation: 'softplus' }, { units: 1 }] },
    loss: 'mae',
    batch: 13,
    optimizer: { kind: 'adagrad', learningRate: 0.05 },
  },
  noise: {
    data: circles,
    network: { layers: [{ ...relu, activation: 'leaky-relu' }, { units: 1 }] },
    loss: 'binary-cross-entropy-logits',
    batch: 9,
    augment: { noise: 0.1 },
    penalty: { l1: 0.001, l2: 0.01, decay: 0.001 },
    optimizer: { kind: 'nesterov', learningRate: 0.01 },
  },
  clipped: {
    data: blobs,
    network: { layers: [tanh, three] },
    loss: 'mse',
    reduction: 'sum',
    batch: 5,
    clipNorm: 0.5,
    clipValue: 0.2,
    schedule: { kind: 'one-cycle', warmup: 10, steps: 800 },
    optimizer: { kind: 'sgd', learningRate: 0.1 },
  },
  plateau: {
    data: circles,
    split: { train: 0.7, validation: 0.3 },
    network: { layers: [tanh, yes] },
    loss: 'mse',
    batch: 8,
    train: { biases: false },
    schedule: { kind: 'plateau', patience: 2 },
    optimizer: { kind: 'adam', learningRate: 0.02 },
  },
  mistaken: {
    data: blobs,
    network: { layers: [tanh, three] },
    loss: 'categorical-cross-entropy',
    batch: 6,
    fault: 'gradients-not-zeroed',
    optimizer: { kind: 'sgd', learningRate: 0.0001 },
  },
};

export const hashedSteps = 1000;

/** FNV-1a of the bytes of a state, 32 bits. */
export const hashOf = (state: Float64Array): number => {
  let hash = 2166136261;
  for (const byte of new Uint8Array(state.buffer, state.byteOffset, state.byteLength)) hash = Math.imul(hash ^ byte, 16777619);
  return hash >>> 0;
};
