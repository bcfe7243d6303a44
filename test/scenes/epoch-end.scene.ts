import type { SceneFile } from './scene.ts';

/** The last step of an epoch that early stopping and the schedule both look at. */
export default {
  spec: {
    seed: 6,
    data: { kind: 'generator', name: 'circles', samples: 40, noise: 0.2 },
    split: { train: 0.6, validation: 0.4 },
    network: {
      inputs: 2,
      layers: [
        { units: 4, activation: 'tanh' },
        { units: 1, activation: 'sigmoid' },
      ],
    },
    loss: 'binary-cross-entropy',
    batch: 8,
    optimizer: { kind: 'momentum', learningRate: 0.8 },
    schedule: { kind: 'plateau', patience: 1, gamma: 0.5 },
    stopping: { patience: 5 },
  },
  step: 17,
  follow: 2,
} satisfies SceneFile;
