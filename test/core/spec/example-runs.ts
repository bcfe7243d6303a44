import type { RunSpecInput } from '#core/spec/run-spec.ts';

/** Small valid runs that between them use every part of the schema. */
export const exampleRuns = {
  smallest: { network: { layers: [{ units: 1 }] } },
  article: {
    seed: 7,
    data: { kind: 'generator', name: 'gaussian-quantiles', samples: 40, covariance: 0.1, classes: 2 },
    network: {
      inputs: 2,
      layers: [
        { units: 4, activation: 'relu', initializer: 'uniform' },
        { units: 8, activation: 'relu', initializer: 'uniform' },
        { units: 1, activation: 'sigmoid', initializer: 'uniform' },
      ],
    },
    loss: 'mse',
    optimizer: { kind: 'sgd', learningRate: 0.001 },
    arithmetic: 'article',
  },
  inline: {
    data: {
      kind: 'inline',
      x: [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ],
      y: [[0], [1], [1], [0]],
    },
    shuffle: false,
    network: {
      layers: [
        { units: 2, activation: 'tanh', normalization: 'layer' },
        { units: 1, activation: 'sigmoid' },
      ],
    },
    loss: 'binary-cross-entropy',
    batch: 3,
    optimizer: { kind: 'adam', beta1: 0.8 },
    parameters: [
      {
        W: [
          [0.1, 0.2],
          [0.3, 0.4],
        ],
        b: [0, 0],
      },
      { W: [[0.5], [0.6]], b: [0.1] },
    ],
  },
  classes: {
    data: { kind: 'generator', name: 'blobs', samples: 30, classes: 3, spread: 0.2 },
    split: { train: 0.6, validation: 0.2, test: 0.2 },
    network: {
      layers: [
        { units: 5, activation: 'relu', initializer: 'he-normal', dropout: 0.2 },
        { units: 3, activation: 'softmax' },
      ],
    },
    loss: 'categorical-cross-entropy',
    batch: 8,
    optimizer: { kind: 'momentum', learningRate: 0.1, momentum: 0.5 },
    penalty: { l1: 0.01, l2: 0.1 },
    clipNorm: 1,
  },
  regression: {
    data: { kind: 'generator', name: 'sine', samples: 20 },
    network: { layers: [{ units: 3, activation: 'gelu' }, { units: 1 }] },
    loss: 'half-squared-error',
    reduction: 'sum',
    train: { biases: false },
  },
} satisfies Record<string, RunSpecInput>;

export type ExampleName = keyof typeof exampleRuns;
