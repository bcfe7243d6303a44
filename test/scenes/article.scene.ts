import type { SceneFile } from './scene.ts';

/** The starting example: two inputs, 4 and 8 ReLU units, one sigmoid. */
export default {
  spec: {
    seed: 4,
    data: { kind: 'generator', name: 'gaussian-quantiles', samples: 200, covariance: 0.1, classes: 2 },
    network: {
      inputs: 2,
      layers: [
        { units: 4, activation: 'relu', initializer: 'uniform' },
        { units: 8, activation: 'relu', initializer: 'uniform' },
        { units: 1, activation: 'sigmoid', initializer: 'uniform' },
      ],
    },
    optimizer: { kind: 'sgd', learningRate: 0.5 },
  },
  step: 3,
  follow: 5,
} satisfies SceneFile;
