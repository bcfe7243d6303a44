import type { SceneFile } from './scene.ts';

/** The widest layers whose every unit is drawn, and more than one output. */
export default {
  spec: {
    seed: 3,
    data: {
      kind: 'inline',
      x: Array.from({ length: 40 }, (_, i) => [Math.sin(i), Math.cos(2 * i), Math.sin(3 * i + 1)]),
      y: oneHot(40, 5),
    },
    network: {
      inputs: 3,
      layers: [
        { units: 32, activation: 'relu', initializer: 'he-normal' },
        { units: 32, activation: 'tanh', initializer: 'xavier-uniform' },
        { units: 5, activation: 'softmax', initializer: 'xavier-uniform' },
      ],
    },
    loss: 'categorical-cross-entropy',
    batch: 10,
    optimizer: { kind: 'sgd', learningRate: 0.5 },
  },
  step: 12,
  follow: 2,
} satisfies SceneFile;

function oneHot(samples: number, classes: number): number[][] {
  return Array.from({ length: samples }, (_, i) => Array.from({ length: classes }, (__, c) => (i % classes === c ? 1 : 0)));
}
