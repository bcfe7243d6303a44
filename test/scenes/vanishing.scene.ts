import type { SceneFile } from './scene.ts';

/** Eight layers of sigmoids: hardly any of the blame comes back to the first ones, and each says so. */
export default {
  spec: {
    seed: 5,
    data: { kind: 'generator', name: 'moons', samples: 60 },
    network: {
      inputs: 2,
      layers: [
        ...Array.from({ length: 7 }, () => ({ units: 4, activation: 'sigmoid' as const, initializer: 'xavier-uniform' as const })),
        { units: 1, activation: 'sigmoid' as const },
      ],
    },
    loss: 'binary-cross-entropy',
    batch: 12,
    optimizer: { kind: 'sgd', learningRate: 0.1 },
  },
  step: 2,
  follow: 1,
} satisfies SceneFile;
