import type { SceneFile } from './scene.ts';

/** Weights of thousands between layers that keep their values small: the blame that comes back is a thousand times what set out. */
const square = (size: number) => Array.from({ length: 3 }, (_, i) => Array.from({ length: 3 }, (__, j) => size * Math.cos(i + 2 * j)));

export default {
  spec: {
    data: {
      kind: 'inline',
      x: [
        [1, -0.5, 0.2],
        [0.3, 0.8, -0.7],
      ],
      y: [[1], [-1]],
    },
    network: {
      inputs: 3,
      layers: [
        { units: 3, activation: 'linear' },
        { units: 3, activation: 'tanh' },
        { units: 3, activation: 'linear' },
        { units: 1, activation: 'linear' },
      ],
    },
    optimizer: { kind: 'sgd', learningRate: 1e-9 },
    parameters: [
      { W: square(0.0004), b: [0, 0, 0] },
      { W: square(2000), b: [0, 0, 0] },
      { W: square(0.3), b: [0, 0, 0] },
      { W: [[9], [-8], [7]], b: [0] },
    ],
  },
  step: 0,
  follow: 0,
} satisfies SceneFile;
