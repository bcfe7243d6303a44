import type { SceneFile } from './scene.ts';

/** Layers too wide for discs: strips of cells, matrices as images, and how many weights are not drawn. */
export default {
  spec: {
    seed: 2,
    data: {
      kind: 'inline',
      x: Array.from({ length: 30 }, (_, i) => Array.from({ length: 64 }, (__, j) => Math.max(0, Math.sin(i * 1.7 + j * 0.9)))),
      y: Array.from({ length: 30 }, (_, i) => Array.from({ length: 10 }, (__, c) => (i % 10 === c ? 1 : 0))),
    },
    network: {
      inputs: 64,
      layers: [
        { units: 128, activation: 'relu', initializer: 'he-normal' },
        { units: 64, activation: 'relu', initializer: 'he-normal' },
        { units: 10, activation: 'softmax', initializer: 'xavier-uniform' },
      ],
    },
    loss: 'categorical-cross-entropy',
    batch: 8,
    optimizer: { kind: 'sgd', learningRate: 0.1 },
  },
  step: 5,
  follow: 1,
} satisfies SceneFile;
