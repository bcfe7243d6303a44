import type { SceneFile } from './scene.ts';

/** Six hidden layers of tanh: the blame fades on its way back. */
export default {
  spec: {
    seed: 5,
    data: { kind: 'generator', name: 'spirals', samples: 120, classes: 2 },
    network: {
      inputs: 2,
      layers: [
        ...Array.from({ length: 6 }, () => ({ units: 8, activation: 'tanh' as const, initializer: 'xavier-uniform' as const })),
        { units: 1, activation: 'sigmoid' as const },
      ],
    },
    loss: 'binary-cross-entropy',
    batch: 20,
    optimizer: { kind: 'sgd', learningRate: 0.1 },
  },
  step: 30,
  follow: 4,
} satisfies SceneFile;
