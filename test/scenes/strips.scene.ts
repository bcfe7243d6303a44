import type { SceneFile } from './scene.ts';

/** Strips in several columns: what their units owe beside them and their states under them, some dead, some saturated, some dropped. */
const wave = (rows: number, columns: number, size: number) =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => size * Math.sin(1 + 1.7 * i + 0.9 * j * (1 + i))));

export default {
  spec: {
    seed: 3,
    data: {
      kind: 'inline',
      x: wave(20, 3, 1.5),
      y: Array.from({ length: 20 }, (_, n) => [n % 2]),
    },
    network: {
      inputs: 3,
      layers: [
        { units: 300, activation: 'relu', dropout: 0.3 },
        { units: 150, activation: 'tanh' },
        { units: 1, activation: 'sigmoid' },
      ],
    },
    loss: 'binary-cross-entropy',
    batch: 10,
    optimizer: { kind: 'momentum', learningRate: 0.05 },
    parameters: [
      { W: wave(3, 300, 1), b: Array.from({ length: 300 }, (_, j) => (j % 6 === 0 ? -5 : 0)) },
      { W: wave(300, 150, 0.2), b: Array<number>(150).fill(0) },
      { W: wave(150, 1, 0.4), b: [0] },
    ],
  },
  step: 0,
  follow: 4,
} satisfies SceneFile;
