import type { SceneFile } from './scene.ts';

/** The gradient is scaled by its norm and cut by value; the rate comes from a schedule with a warm-up; Adam keeps m and v. */
export default {
  spec: {
    seed: 8,
    data: { kind: 'generator', name: 'spirals', samples: 60, classes: 3 },
    network: {
      inputs: 2,
      layers: [
        { units: 5, activation: 'tanh', initializer: 'xavier-normal' },
        { units: 3, activation: 'softmax', initializer: 'normal' },
      ],
    },
    loss: 'categorical-cross-entropy',
    batch: 6,
    optimizer: { kind: 'adam', learningRate: 0.05 },
    schedule: { kind: 'cosine', steps: 60, warmup: 20 },
    clipNorm: 0.2,
    clipValue: 0.05,
  },
  step: 12,
  follow: 1,
} satisfies SceneFile;
