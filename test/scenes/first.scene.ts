import type { SceneFile } from './scene.ts';

/** Every number of its first step can be checked in the head: a blame that turns around, one that stops at a closed gate. */
export default {
  spec: {
    data: { kind: 'inline', x: [[1, -0.5]], y: [[1]] },
    split: { train: 1, validation: 0, test: 0 },
    network: {
      inputs: 2,
      layers: [
        { units: 3, activation: 'relu' },
        { units: 1, activation: 'linear' },
      ],
    },
    loss: 'mse',
    batch: 'full',
    optimizer: { kind: 'sgd', learningRate: 0.1 },
    parameters: [
      {
        W: [
          [-1, -0.5, 1],
          [-1.5, 1.5, 1],
        ],
        b: [0.5, 1, 0],
      },
      { W: [[-1], [-1], [0.5]], b: [0] },
    ],
  },
  step: 0,
  follow: 0,
} satisfies SceneFile;
