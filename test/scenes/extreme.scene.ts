import type { SceneFile } from './scene.ts';

/** Ten thousand units, and weights so large that their products are infinite: what has no place on a scale is said. */
const units = 10_000;

export default {
  spec: {
    data: {
      kind: 'inline',
      x: [
        [1, 0.5],
        [-0.5, 1e200],
      ],
      y: [[1], [0]],
    },
    network: {
      inputs: 2,
      layers: [
        { units, activation: 'relu' },
        { units: 1, activation: 'sigmoid' },
      ],
    },
    optimizer: { kind: 'sgd', learningRate: 0.1 },
    parameters: [
      {
        W: [0, 1].map((input) => Array.from({ length: units }, (_, i) => (i % 97 === input ? 1e300 : Math.sin(i * 0.01)))),
        b: Array<number>(units).fill(0),
      },
      { W: Array.from({ length: units }, (_, i) => [i % 50 === 0 ? 1e300 : Math.cos(i * 0.3) / 100]), b: [0.1] },
    ],
  },
  step: 0,
  follow: 1,
} satisfies SceneFile;
