import type { SceneFile } from './scene.ts';

/** A run that has left all bounds: units without a number have a sign, a colour and a word. */
export default {
  spec: {
    data: {
      kind: 'inline',
      x: [
        [1, 0.5],
        [-0.5, 1],
      ],
      y: [[1], [0]],
    },
    network: {
      inputs: 2,
      layers: [
        { units: 4, activation: 'relu' },
        { units: 3, activation: 'tanh' },
        { units: 1, activation: 'linear' },
      ],
    },
    optimizer: { kind: 'sgd', learningRate: 0.1 },
    parameters: [
      {
        W: [
          [1e308, 0.4, -0.7, 0.2],
          [1.7e308, 0.5, 0.3, -0.1],
        ],
        b: [0, 0.1, 0, 0],
      },
      {
        W: [
          [0, -0.4, 0],
          [0.6, 0.8, -0.5],
          [-0.3, 0.2, 0.9],
          [0.1, -0.6, 0.4],
        ],
        b: [0, 0, 0],
      },
      { W: [[0.7], [-0.5], [0.3]], b: [0] },
    ],
  },
  step: 0,
  follow: 0,
} satisfies SceneFile;
