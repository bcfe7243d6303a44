import table from '#assets/datasets/digits.csv?raw';
import type { SceneFile } from './scene.ts';

/** Handwritten digits: the inputs are the image itself, the layers after it strips, and the weights between them images. */
const rows = table
  .trim()
  .split('\n')
  .slice(1, 121)
  .map((line) => line.split(',').map(Number));

export default {
  spec: {
    seed: 2,
    data: {
      kind: 'inline',
      x: rows.map((row) => row.slice(0, 64).map((value) => value / 16)),
      y: rows.map((row) => Array.from({ length: 10 }, (_, digit) => (row[64] === digit ? 1 : 0))),
    },
    network: {
      inputs: 64,
      layers: [
        { units: 96, activation: 'relu', initializer: 'he-normal' },
        { units: 40, activation: 'relu', initializer: 'he-normal' },
        { units: 10, activation: 'softmax', initializer: 'xavier-uniform' },
      ],
    },
    loss: 'categorical-cross-entropy',
    batch: 20,
    optimizer: { kind: 'sgd', learningRate: 0.2 },
  },
  step: 40,
  follow: 3,
} satisfies SceneFile;
