import { activations, losses, optimizers } from '#core/spec/methods.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { Tables } from '#core/data/table.ts';
import { prepareRun, type Run } from '#core/net/run.ts';
import { exampleRuns } from '#test/core/spec/example-runs.ts';
import { tableOf } from '#test/core/data/tables.ts';
import { textbookRun } from '#test/core/cli/terminal.ts';

export const prepare = (input: unknown, tables: Tables = {}): Run => {
  const spec = readRunSpec(input, tables);
  if (!spec.ok) throw new Error(JSON.stringify(spec.failure));
  return prepareRun(spec.value, tables);
};

/** A run over a CSV text whose target is the column y; missing values become the mean. */
export const prepareTable = async (rest: object, csv: string): Promise<Run> =>
  prepare({ data: { kind: 'csv', file: 'own.csv', target: ['y'], missing: 'mean' }, ...rest }, { 'own.csv': await tableOf(csv) });

export const moons = { kind: 'generator', name: 'moons', samples: 23 };
const blobs = { kind: 'generator', name: 'blobs', samples: 24, classes: 3 };
export const sine = { kind: 'generator', name: 'sine', samples: 20 };
export const tanhNet = { layers: [{ units: 5, activation: 'tanh' }, { units: 1 }] };
const probabilityNet = {
  layers: [
    { units: 5, activation: 'tanh' },
    { units: 1, activation: 'sigmoid' },
  ],
};
const classNet = {
  layers: [
    { units: 6, activation: 'relu' },
    { units: 3, activation: 'softmax' },
  ],
};
const rate = (kind: string) => ({ kind, learningRate: 0.05 });

const outputOf = (loss: string): object => {
  if (loss === 'categorical-cross-entropy') return { data: blobs, network: classNet };
  if (loss === 'binary-cross-entropy') return { data: moons, network: probabilityNet };
  return { data: loss === 'binary-cross-entropy-logits' ? moons : sine, network: tanhNet };
};

/** Runs that between them use every part of a run: their names and descriptions. */
export const runs: Record<string, unknown> = {
  article: exampleRuns.article,
  'textbook, biases frozen': textbookRun,
  'mini-batches, shuffled': { data: moons, batch: 5, network: probabilityNet, loss: 'binary-cross-entropy', optimizer: rate('adam') },
  'mini-batches in order, sum': { data: sine, batch: 6, shuffle: false, reduction: 'sum', network: tanhNet },
  'softmax under mse': { data: blobs, network: classNet, loss: 'mse', optimizer: rate('momentum') },
  'binary class weights': { data: moons, network: probabilityNet, loss: 'binary-cross-entropy', classWeights: [0.5, 3] },
  'logit class weights': { data: moons, network: tanhNet, loss: 'binary-cross-entropy-logits', classWeights: [0.5, 3] },
  'class weights': { data: blobs, network: classNet, loss: 'categorical-cross-entropy', classWeights: [1, 2, 0.3] },
  'penalties and decay': { data: sine, network: tanhNet, penalty: { l1: 0.01, l2: 0.1, decay: 0.2 }, optimizer: rate('adam') },
  'decay beside momentum': { data: sine, network: tanhNet, penalty: { decay: 0.2 }, optimizer: rate('momentum') },
  'momentum of 0': { data: sine, network: tanhNet, optimizer: { ...rate('nesterov'), momentum: 0 } },
  'clipped by norm, biases frozen': { data: sine, network: tanhNet, clipNorm: 0.05, train: { biases: false } },
  'clipped by value': { data: sine, network: tanhNet, clipValue: 0.01 },
  'batch normalisation': {
    data: blobs,
    batch: 7,
    loss: 'categorical-cross-entropy',
    network: {
      layers: [
        { units: 4, activation: 'relu', normalization: 'batch' },
        { units: 3, activation: 'softmax' },
      ],
    },
  },
  'layer normalisation': { data: sine, network: { layers: [{ units: 4, activation: 'tanh', normalization: 'layer' }, { units: 1 }] } },
  residual: {
    data: moons,
    network: { layers: [{ units: 4, activation: 'tanh' }, { units: 4, activation: 'silu', residual: true }, { units: 1 }] },
  },
  ...Object.fromEntries(
    losses.flatMap((loss) => ['mean', 'sum'].map((reduction) => [`${loss}, ${reduction}`, { ...outputOf(loss), loss, reduction }])),
  ),
  ...Object.fromEntries(Object.keys(optimizers).map((kind) => [kind, { data: moons, network: tanhNet, optimizer: rate(kind) }])),
  ...Object.fromEntries(
    activations.map((activation) => [
      `hidden ${activation}`,
      { data: moons, network: { layers: [{ units: 4, activation }, { units: 1 }] } },
    ]),
  ),
};

/** Schedules short enough for their turns to come within 8 steps. */
export const scheduledRuns: Record<string, unknown> = Object.fromEntries(
  [
    { kind: 'constant', warmup: 2 },
    { kind: 'step', every: 3, gamma: 0.5 },
    { kind: 'exponential', gamma: 0.7 },
    { kind: 'cosine', steps: 5, warmup: 1, lowest: 0.001 },
    { kind: 'cosine-restarts', steps: 2, growth: 2 },
    { kind: 'one-cycle', steps: 6 },
    { kind: 'inverse-square-root', timescale: 1 },
  ].map((schedule) => [`schedule ${schedule.kind}`, { data: sine, network: tanhNet, optimizer: rate('momentum'), schedule }]),
);

/** Settings that are whole numbers, which Python tells from floats. */
export const wholeRuns: Record<string, unknown> = Object.fromEntries(
  [
    { optimizer: { kind: 'sgd', learningRate: 1 }, clipNorm: 1 },
    { optimizer: { kind: 'momentum', learningRate: 1 }, clipValue: 1, schedule: { kind: 'step', every: 1, gamma: 1 } },
    { optimizer: { kind: 'rmsprop', rho: 0 }, penalty: { decay: 1 } },
    { optimizer: { kind: 'adam', beta1: 0, beta2: 0 } },
    { optimizer: { kind: 'adamw', beta1: 0, weightDecay: 1 } },
    { optimizer: { kind: 'nadam', beta1: 0 } },
    { optimizer: { kind: 'adamax', beta2: 0 } },
  ].map((changes) => [`whole numbers: ${JSON.stringify(changes)}`, { data: moons, network: tanhNet, ...changes }]),
);

const normalisedNet = {
  layers: [
    { units: 4, activation: 'tanh', normalization: 'batch' },
    { units: 1, activation: 'sigmoid' },
  ],
};
const split = { train: 0.6, validation: 0.4 };

/** Runs that look at the losses of whole epochs. Each comes to its decision within 12 steps. */
export const watchedRuns: Record<string, unknown> = {
  'plateau of the training loss, in batches': {
    data: moons,
    batch: 12,
    network: tanhNet,
    optimizer: rate('sgd'),
    schedule: { kind: 'plateau', gamma: 0.5, patience: 1, threshold: 0.2, lowest: 0.01, warmup: 3 },
  },
  'plateau of the held-out loss, sum': {
    data: moons,
    split,
    batch: 6,
    reduction: 'sum',
    network: tanhNet,
    optimizer: rate('adam'),
    schedule: { kind: 'plateau', gamma: 0.5, patience: 0, threshold: 0.2 },
  },
  'early stopping, restored, batch normalisation': {
    data: moons,
    split,
    batch: 7,
    loss: 'binary-cross-entropy',
    network: normalisedNet,
    optimizer: { kind: 'sgd', learningRate: 8 },
    penalty: { l2: 0.01 },
    stopping: { patience: 2 },
  },
  'early stopping, last step kept': {
    data: moons,
    split,
    network: tanhNet,
    optimizer: { kind: 'sgd', learningRate: 0.9 },
    stopping: { patience: 3, minImprovement: 0.05, restore: false },
  },
};

/** Runs that draw random numbers as they train. */
export const randomRuns: Record<string, unknown> = {
  'dropout after a residual layer': {
    seed: 4294967295,
    data: moons,
    batch: 5,
    network: { layers: [{ units: 4, activation: 'tanh' }, { units: 4, activation: 'gelu', residual: true, dropout: 0.5 }, { units: 1 }] },
  },
  'dropout and held-out samples': {
    data: moons,
    split,
    network: { layers: [{ units: 6, activation: 'relu', dropout: 0.3 }, { units: 1 }] },
    schedule: { kind: 'plateau', patience: 0, threshold: 0.5 },
  },
  'noise on the inputs, in batches': { data: moons, batch: 5, network: tanhNet, augment: { noise: 0.2 } },
  'noise on the inputs': { data: moons, network: tanhNet, augment: { noise: 0.2 } },
};
