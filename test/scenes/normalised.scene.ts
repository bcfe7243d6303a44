import type { SceneFile } from './scene.ts';

/** Batch normalisation before the activation, and dropout after it: some units are switched off in this step. */
export default {
  spec: {
    seed: 12,
    data: { kind: 'generator', name: 'blobs', samples: 60, classes: 3 },
    network: {
      inputs: 2,
      layers: [
        { units: 6, activation: 'relu', initializer: 'he-normal', normalization: 'batch', dropout: 0.4 },
        { units: 5, activation: 'tanh', initializer: 'xavier-normal', normalization: 'layer' },
        { units: 3, activation: 'softmax' },
      ],
    },
    loss: 'categorical-cross-entropy',
    batch: 12,
    optimizer: { kind: 'rmsprop', learningRate: 0.02 },
  },
  step: 9,
  follow: 0,
} satisfies SceneFile;
