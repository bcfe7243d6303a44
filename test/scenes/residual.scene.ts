import type { SceneFile } from './scene.ts';

/** Two layers with a residual connection: what comes in is added to what they give, and blame comes back both ways. */
export default {
  spec: {
    seed: 11,
    data: { kind: 'generator', name: 'moons', samples: 80 },
    network: {
      inputs: 2,
      layers: [
        { units: 4, activation: 'tanh', initializer: 'xavier-normal' },
        { units: 4, activation: 'tanh', initializer: 'xavier-normal', residual: true },
        { units: 4, activation: 'relu', initializer: 'he-normal', residual: true },
        { units: 1, activation: 'sigmoid' },
      ],
    },
    loss: 'binary-cross-entropy',
    batch: 16,
    optimizer: { kind: 'sgd', learningRate: 0.3 },
  },
  step: 20,
  follow: 3,
} satisfies SceneFile;
