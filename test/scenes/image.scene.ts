import type { SceneFile } from './scene.ts';

/** 784 inputs are the image of 28 by 28 that they come from: here of two strokes that cross. */
const stroke = (n: number, pixel: number): number => {
  const [x, y] = [(pixel % 28) - 13.5, Math.floor(pixel / 28) - 13.5];
  const far = Math.abs(x * Math.cos(n) + y * Math.sin(n)) * (n % 2 === 0 ? 1 : Math.abs(x - y) / 8);
  return Math.hypot(x, y) < 11 ? Math.max(0, 1 - far / 2.5) : 0;
};

export default {
  spec: {
    seed: 7,
    data: {
      kind: 'inline',
      x: Array.from({ length: 12 }, (_, n) => Array.from({ length: 784 }, (__, pixel) => stroke(n, pixel))),
      y: Array.from({ length: 12 }, (_, n) => [n % 2, 1 - (n % 2)]),
    },
    network: {
      inputs: 784,
      layers: [
        { units: 12, activation: 'relu', initializer: 'he-normal' },
        { units: 2, activation: 'softmax' },
      ],
    },
    loss: 'categorical-cross-entropy',
    batch: 6,
    optimizer: { kind: 'sgd', learningRate: 0.05 },
  },
  step: 3,
  follow: 2,
} satisfies SceneFile;
