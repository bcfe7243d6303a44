import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FindingKind } from '#core/contract/health.ts';
import { step } from '#core/contract/units.ts';
import { evaluate } from '#core/net/evaluate.ts';
import { step as traceStep } from '#core/net/step.ts';
import { healthOf, trained } from './runs.ts';

const sgd = (learningRate: number) => ({ kind: 'sgd', learningRate });
const moons = { kind: 'generator', name: 'moons' };
const line = { kind: 'generator', name: 'line' };
const classify = { loss: 'binary-cross-entropy', seed: 1, data: moons };
const sigmoid = { units: 1, activation: 'sigmoid' };
const relus = { units: 6, activation: 'relu', biasInitializer: 'constant', biasConstant: -20 };
const asleep = { ...classify, network: { layers: [relus, sigmoid] }, optimizer: sgd(0.1) };
const steep = { seed: 1, data: line, network: { layers: [{ units: 1 }] }, optimizer: sgd(3) };
const killed = {
  seed: 2,
  data: moons,
  network: { layers: [{ units: 6, activation: 'relu', initializer: 'he-normal' }, { units: 1 }] },
  optimizer: sgd(1.2),
};
const deep = {
  ...classify,
  network: { layers: [...Array.from({ length: 9 }, () => ({ units: 6, activation: 'sigmoid' })), sigmoid] },
  optimizer: sgd(0.1),
};
const zeros = (activation: string) => ({
  seed: 1,
  data: { kind: 'generator', name: 'xor' },
  network: {
    layers: [
      { units: 4, activation, initializer: 'zeros' },
      { ...sigmoid, initializer: 'zeros' },
    ],
  },
  loss: 'binary-cross-entropy',
  optimizer: sgd(0.1),
});
const pushed = {
  ...classify,
  network: { layers: [{ units: 4, activation: 'sigmoid', biasInitializer: 'constant', biasConstant: 20 }, sigmoid] },
  optimizer: sgd(0.1),
};
const swinging = {
  seed: 1,
  data: { kind: 'inline', x: [[1], [-1]], y: [[0.3], [-0.2]] },
  network: { layers: [{ units: 1, activation: 'tanh' }] },
  optimizer: sgd(1.5),
};
/** A plane cannot follow a paraboloid. */
const flat = {
  seed: 1,
  data: { kind: 'generator', name: 'paraboloid' },
  network: { layers: [{ units: 1, biasInitializer: 'constant', biasConstant: 3 }] },
  optimizer: sgd(0.1),
};
const memorising = {
  seed: 1,
  data: { ...moons, samples: 40, noise: 0.4 },
  split: { train: 0.5, validation: 0.5 },
  network: { layers: [{ units: 32, activation: 'tanh' }, { units: 32, activation: 'tanh' }, sigmoid] },
  loss: 'binary-cross-entropy',
  optimizer: { kind: 'adam', learningRate: 0.01 },
};

describe('what begins at a known step is found there', () => {
  test.each<[string, object, number, readonly [FindingKind, number][]]>([
    ['a huge rate: the first update overshoots', { ...steep, optimizer: sgd(1e6) }, 20, [['diverged', 1]]],
    ['a rate just too large', steep, 40, [['diverged', 1]]],
    ['a deep network of sigmoids', deep, 60, [['vanishing', 0]]],
    ['ReLUs with very negative biases', asleep, 50, [['dead-for-good', 0]]],
    ['the same, but the penalty moves their weights', { ...asleep, penalty: { l2: 0.01 } }, 50, [['dead', 0]]],
    ['the same, but momentum may still run out', { ...asleep, optimizer: { kind: 'momentum', learningRate: 0.1 } }, 50, [['dead', 0]]],
    ['the same, but noise moves the inputs', { ...asleep, augment: { noise: 0.1 } }, 50, [['dead', 0]]],
    [
      'weights of zero: all units are one',
      zeros('tanh'),
      250,
      [
        ['symmetric', 0],
        ['plateau', 0],
      ],
    ],
    [
      'weights of zero under ReLU',
      zeros('relu'),
      250,
      [
        ['symmetric', 0],
        ['dead-for-good', 0],
        ['plateau', 0],
      ],
    ],
    [
      'sigmoids far from 0',
      pushed,
      50,
      [
        ['vanishing', 0],
        ['saturated', 0],
      ],
    ],
  ])('%s', (_, spec, updates, expected) => {
    const found = healthOf(spec, updates).findings.map(({ kind, since }) => [kind, since]);
    expect(found).toEqual(expect.arrayContaining(expected as unknown[]));
  });

  test('numbers that end: the step whose update fails, and the tensor’s place', () => {
    const spec = { ...steep, optimizer: sgd(1e6) };
    const { history } = trained(spec, 300);
    expect(history.failure).toMatchObject({ code: 'non-finite', step: history.trainedTo });
    // What led to it comes first.
    const found = healthOf(spec, 300).findings.map(({ kind, since, because }) => [kind, since, because]);
    expect(found[0]).toEqual(['diverged', 1, undefined]);
    expect(found).toContainEqual(['non-finite', history.trainedTo, 'diverged']);
  });

  test('an exploding gradient, from the first norm that is a thousand times the first', () => {
    const { history } = trained(steep, 40);
    const norms = history.series(0, 40, 40).gradientNorm[0]!;
    const finding = healthOf(steep, 40).findings.find(({ kind }) => kind === 'exploding')!;
    expect(finding.since).toBe(norms.findIndex((norm) => norm > 1000 * norms[0]!));
    expect(finding.since).toBeGreaterThan(1);
  });

  test('ReLUs that die in training: alive in the step before, dead since, their weights never moved again', () => {
    const { run, history } = trained(killed, 300);
    const found = healthOf(killed, 300).findings.filter(({ kind }) => kind === 'dead-for-good');
    expect(found.length).toBeGreaterThan(1);
    const { W, inputs, units } = run.layout.layers[0]!;
    for (const { since, where } of found) {
      expect(since).toBeGreaterThan(0);
      const active = (at: number): Float64Array => traceStep(run, at, history.at(step(at)), [0]).trace.layers[0]!.units.active;
      for (const unit of where.part === 'units' ? where.units : []) {
        expect([active(since - 1)[unit] === 0, active(since)[unit]]).toEqual([false, 0]);
        const weights = (at: number) => Array.from({ length: inputs }, (_, i) => history.at(step(at))[W + i * units + unit]);
        expect(weights(history.trainedTo)).toEqual(weights(since));
      }
    }
  });

  test('a loss that swings: up and down by turns from that step to the end', () => {
    const updates = 100;
    const { lossMean } = trained(swinging, updates).history.series(0, updates, updates);
    const { since } = healthOf(swinging, updates).findings.find(({ kind }) => kind === 'oscillating')!;
    const turns = (i: number): boolean => lossMean[i]! > lossMean[i - 1]! !== lossMean[i - 1]! > lossMean[i - 2]!;
    for (let i = since + 1; i < updates; i++) expect(turns(i)).toBe(true);
    expect(turns(since)).toBe(false);
  });

  test('underfitting, from the step at which the loss has come down to where it stays', () => {
    const { run, history } = trained(flat, 400);
    const { lossMean } = history.series(0, 400, 400);
    const now = evaluate(run, history.at(step(400)), run.train);
    const scores = now.scores!;
    const { since, numbers } = healthOf(flat, 400).findings.find(({ kind }) => kind === 'underfitting')!;
    expect(numbers).toEqual({ measure: 'r2', score: scores.task === 'regression' && scores.r2, trivial: 0 });
    expect(since).toBe(lossMean.findIndex((loss) => loss <= 1.1 * now.loss));
    expect(since).toBeGreaterThan(1);
  });

  test('one line between two circles', () => {
    const circles = {
      ...classify,
      data: { kind: 'generator', name: 'circles' },
      network: { layers: [{ ...sigmoid, biasInitializer: 'constant', biasConstant: 3 }] },
    };
    const found = healthOf({ ...circles, optimizer: sgd(0.5) }, 400).findings;
    expect(found).toMatchObject([{ kind: 'underfitting', numbers: { measure: 'accuracy', trivial: 0.5 } }]);
  });

  test('overfitting, from the step of the best validation loss', () => {
    const { run, history } = trained(memorising, 500);
    const { since, numbers } = healthOf(memorising, 500).findings.find(({ kind }) => kind === 'overfitting')!;
    const loss = (at: number): number => evaluate(run, history.at(step(at)), run.validation).loss;
    const least = Math.min(...Array.from({ length: 501 }, (_, at) => loss(at)));
    expect(numbers).toEqual({ before: loss(since), now: loss(500) });
    // Looked at in two rounds, not at every step.
    expect(loss(since)).toBeLessThan(1.01 * least);
  });

  test('ReLUs that die of a divergence follow from it', () => {
    const found = healthOf(killed, 300).findings;
    expect(found[0]).toMatchObject({ kind: 'diverged', since: 1 });
    expect(found.slice(1).map(({ because }) => because)).toEqual(found.slice(1).map(() => 'diverged'));
    expect(new Set(found.map(({ kind }) => kind))).toContain('dead-for-good');
  });

  test('the example of ReLUs that die: one after the other, for good, while every number stays finite', () => {
    const { history } = trained(example('dead-relus'), 300);
    expect([history.failure, history.trainedTo]).toEqual([undefined, 300]);
    const found = healthOf(example('dead-relus'), 300).findings;
    expect(found.map(({ kind, because }) => [kind, because])).toEqual(found.map(() => ['dead-for-good', undefined]));
    expect(new Set(found.map(({ since }) => since)).size).toBeGreaterThan(1);
    // What is left cannot learn it: with a fifth of the rate the same network can.
    const spared = trained({ ...(example('dead-relus') as object), optimizer: sgd(1) }, 300);
    const [end, sparedEnd] = [history, spared.history].map((of) => of.series(0, 300, 300).lossMean[299]!);
    expect(end!).toBeGreaterThan(3 * sparedEnd!);
  });

  test('a loss that stands still follows from units that are all the same', () => {
    const found = healthOf(zeros('tanh'), 250).findings.map(({ kind, because }) => [kind, because]);
    expect(found).toEqual([
      ['symmetric', undefined],
      ['plateau', 'symmetric'],
    ]);
  });

  test('a unit that revives is told: dead in the step before, awake from that step on', () => {
    const { run, history } = trained(example('article'), 600);
    const whole = { ...run, spec: { ...run.spec, batch: 'full' as const }, batchSize: run.train.samples };
    const active = (at: number, layer: number): Float64Array =>
      traceStep(whole, at, history.at(step(at)), [0]).trace.layers[layer - 1]!.units.active;
    let told = 0;
    for (const at of [20, 60, 100, 200, 400, 600])
      for (const { kind, since, where } of healthOf(example('article'), 600, at).findings) {
        if (kind !== 'revived' || where.part !== 'units') continue;
        expect(where.units.length).toBeGreaterThan(0);
        for (const unit of where.units) {
          expect([active(since - 1, where.layer)[unit], active(since, where.layer)[unit] === 0]).toEqual([0, false]);
          told++;
        }
      }
    expect(told).toBeGreaterThan(0);
  });

  test('units and layers are told of as they are at the step asked for', () => {
    const last = healthOf(killed, 300).findings.find(({ kind, since }) => kind === 'dead-for-good' && since > 1)!;
    const before = healthOf(killed, 300, last.since - 1).findings;
    expect(before).not.toContainEqual(last);
  });
});

const runOf = (data: object, activation: string, output: object, loss: string, optimizer: object, more: object = {}) => ({
  seed: 3,
  data: { kind: 'generator', ...data },
  network: {
    layers: [{ units: 8, activation, initializer: 'xavier-normal' }, { units: 6, activation, initializer: 'xavier-normal' }, output],
  },
  loss,
  optimizer,
  batch: 20,
  ...more,
});
const binary = [{ units: 1, activation: 'sigmoid' }, 'binary-cross-entropy'] as const;
const among = (units: number) => [{ units, activation: 'softmax' }, 'categorical-cross-entropy'] as const;
const value = [{ units: 1 }, 'mse'] as const;
const held = { split: { train: 0.7, validation: 0.3 } };
const adam = { kind: 'adam' };
const example = (name: string): object => JSON.parse(readFileSync(`assets/examples/${name}.json`, 'utf8')) as object;

describe('each example of a problem has it from the step at which it begins', () => {
  test.each<[string, number, FindingKind, number]>([
    ['diverging', 60, 'diverged', 1],
    ['vanishing', 60, 'vanishing', 0],
    ['symmetric', 300, 'symmetric', 0],
    ['saturated', 300, 'saturated', 0],
  ])('%s', (name, steps, kind, since) => {
    expect(healthOf(example(name), steps).findings.map((finding) => [finding.kind, finding.since])).toContainEqual([kind, since]);
  });

  test.each<[string, number, FindingKind]>([
    ['oscillating', 300, 'oscillating'],
    ['dead-relus', 300, 'dead-for-good'],
    ['overfitting', 500, 'overfitting'],
  ])('%s, in training', (name, steps, kind) => {
    const of = healthOf(example(name), steps).findings.filter((found) => found.kind === kind);
    const since = Math.min(...of.map((found) => found.since));
    expect(since).toBeGreaterThan(0);
    expect(since).toBeLessThan(steps);
    // Before it has begun it is not told.
    expect(healthOf(example(name), since - 1).findings.map((found) => found.kind)).not.toContain(kind);
  });
});

describe('runs that learn well raise no alarm', () => {
  test.each<[string, object]>([
    ...['blobs', 'circles', 'sine', 'spirals', 'two-two-two', 'xor'].map((name): [string, object] => [name, example(name)]),
    ['moons, adam', runOf({ name: 'moons' }, 'tanh', ...binary, adam)],
    ['circles, momentum', runOf({ name: 'circles' }, 'elu', ...binary, { kind: 'momentum', learningRate: 0.05 })],
    ['blobs, rmsprop', runOf({ name: 'blobs' }, 'silu', ...among(3), { kind: 'rmsprop', learningRate: 0.005 })],
    ['sine, adam', runOf({ name: 'sine' }, 'tanh', ...value, adam)],
    ['line, sgd', runOf({ name: 'line' }, 'leaky-relu', ...value, sgd(0.05))],
    ['plane, nadam', runOf({ name: 'plane' }, 'gelu', ...value, { kind: 'nadam' })],
    ['paraboloid, adamax', runOf({ name: 'paraboloid' }, 'softplus', { units: 1 }, 'huber', { kind: 'adamax', learningRate: 0.03 })],
    ['saddle, adagrad', runOf({ name: 'saddle' }, 'selu', ...value, { kind: 'adagrad', learningRate: 0.1 })],
    ['friedman1, adamw', runOf({ name: 'friedman1' }, 'tanh', ...value, { kind: 'adamw' }, { preprocess: 'standardize' })],
    ['xor, nesterov', runOf({ name: 'xor', noise: 0.1 }, 'tanh', ...binary, { kind: 'nesterov', learningRate: 0.1 })],
    ['spirals, adam', runOf({ name: 'spirals', classes: 3 }, 'tanh', ...among(3), { ...adam, learningRate: 0.01 })],
    ['blobs with validation', runOf({ name: 'blobs', classes: 4 }, 'tanh', ...among(4), adam, held)],
    ['moons, whole batches, with validation', runOf({ name: 'moons' }, 'tanh', ...binary, sgd(0.3), { batch: 'full', ...held })],
    ['quantiles, adam', runOf({ name: 'gaussian-quantiles' }, 'leaky-relu', ...binary, { ...adam, learningRate: 0.01 })],
    ['moons, sigmoids', runOf({ name: 'moons' }, 'sigmoid', ...binary, { ...adam, learningRate: 0.02 })],
    ['plane, one sample a step', runOf({ name: 'plane' }, 'tanh', ...value, sgd(0.01), { batch: 1 })],
  ])('%s', (_, spec) => {
    for (const at of [0, 50, 600]) expect(healthOf(spec, 600, at).findings).toEqual([]);
  });

  test.each(['article', 'article-standard', 'moons'])('what is said of the example %s is true: units that no sample wakes', (name) => {
    const { run, history } = trained(example(name), 600);
    const { findings } = healthOf(example(name), 600);
    const whole = { ...run, spec: { ...run.spec, batch: 'full' as const }, batchSize: run.train.samples };
    const { layers } = traceStep(whole, 600, history.at(step(600)), [0]).trace;
    const told = findings
      .filter(({ kind }) => kind !== 'revived')
      .map(({ kind, where }) => [kind, where.part === 'units' ? where : undefined]);
    const truly = layers.flatMap(({ units }, l) =>
      [...units.active.keys()].filter((unit) => units.active[unit] === 0).map((unit) => `${l + 1}.${unit}`),
    );
    expect(told.every(([kind]) => kind === 'dead')).toBe(true);
    expect(
      told.flatMap(([, where]) => (typeof where === 'object' ? where.units.map((unit) => `${where.layer}.${unit}`) : [])).sort(),
    ).toEqual(truly);
  });
});
