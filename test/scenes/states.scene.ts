import type { SceneFile } from './scene.ts';

/** A unit that is silent for this sample, one that is dead on the batch, and saturated ones. The output predicts a number. */
export default {
  spec: {
    data: {
      kind: 'inline',
      x: [
        [1, 0.5],
        [-0.5, 1],
        [0.2, -0.8],
      ],
      y: [[1.5], [-0.5], [0.25]],
    },
    network: {
      inputs: 2,
      layers: [
        { units: 3, activation: 'relu' },
        { units: 3, activation: 'tanh' },
        { units: 1, activation: 'linear' },
      ],
    },
    optimizer: { kind: 'sgd', learningRate: 0.1 },
    parameters: [
      {
        W: [
          [1.2, -1, 0.4],
          [0.5, 0.6, -0.3],
        ],
        b: [0.1, 0.2, -3],
      },
      {
        W: [
          [2.4, -0.6, 0.3],
          [0.7, 0.9, -1.1],
          [0.4, -0.2, 0.8],
        ],
        b: [0.5, 0, 0.1],
      },
      { W: [[0.8], [-1.3], [0.5]], b: [0.1] },
    ],
  },
  step: 0,
  follow: 0,
} satisfies SceneFile;
