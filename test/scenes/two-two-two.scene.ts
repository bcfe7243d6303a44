import type { SceneFile } from './scene.ts';

/** Small enough to check by hand: two inputs, two sigmoids, two sigmoids, one sample. */
export default {
  spec: {
    data: { kind: 'inline', x: [[0.05, 0.1]], y: [[0.01, 0.99]] },
    network: {
      inputs: 2,
      layers: [
        { units: 2, activation: 'sigmoid' },
        { units: 2, activation: 'sigmoid' },
      ],
    },
    loss: 'half-squared-error',
    optimizer: { kind: 'sgd', learningRate: 0.5 },
    train: { biases: false },
    parameters: [
      {
        W: [
          [0.15, 0.25],
          [0.2, 0.3],
        ],
        b: [0.35, 0.35],
      },
      {
        W: [
          [0.4, 0.5],
          [0.45, 0.55],
        ],
        b: [0.6, 0.6],
      },
    ],
  },
  step: 0,
  follow: 0,
} satisfies SceneFile;
