import { describe, expect, test } from 'vitest';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { step } from '#core/contract/units.ts';
import { evaluate, predict } from '#core/net/evaluate.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { moons, stateOf } from './runs.ts';
import { failureOf, start } from './start.ts';

describe('what can be asked', () => {
  test('the rates of the schedule: those of the steps themselves, and none where the loss decides', async () => {
    const { trainer } = start();
    await trainer.call('open', { ...moons, schedule: { kind: 'cosine', warmup: 3, steps: 17 } });
    const rates = await trainer.call('rates', { to: step(20), points: 11 });
    const lived = [];
    for (let k = 0; k <= 20; k += 2) lived.push((await trainer.call('trace', { step: step(k), follow: 0 })).lr);
    expect([...rates]).toEqual(lived);
    await trainer.call('open', { ...moons, schedule: { kind: 'plateau' } });
    expect(await trainer.call('rates', { to: step(20), points: 11 })).toHaveLength(0);
    expect(await failureOf(trainer.call('rates', { to: step(20), points: 1 }))).toMatchObject({ code: 'out-of-range', place: 'points' });
  });

  test('evaluation', async () => {
    const { trainer } = start();
    await trainer.call('open', moons);
    const { run, state } = stateOf(moons, 30);
    expect(await trainer.call('evaluate', step(30))).toEqual(evaluate(run, state, run.train));
  });

  test('the loss of the validation part, and none where nothing is held out', async () => {
    const { trainer } = start();
    const held = { ...moons, split: { train: 0.6, validation: 0.4 }, penalty: { l2: 0.1 } };
    await trainer.call('open', held);
    const { run, state } = stateOf(held, 7);
    expect(await trainer.call('validationLoss', step(7))).toBe(evaluate(run, state, run.validation).loss);
    await trainer.call('open', moons);
    expect(await trainer.call('validationLoss', step(0))).toBeUndefined();
  });

  test('a run that stops early says so, with its best step, each time it is asked to go on', async () => {
    const { trainer, stopped } = start();
    const patient = {
      ...moons,
      split: { train: 0.5, validation: 0.5 },
      optimizer: { kind: 'sgd', learningRate: 3 },
      stopping: { patience: 2 },
    } as const;
    await trainer.call('open', patient);
    for (let time = 0; time < 2; time++) {
      const end = stopped();
      await trainer.call('train', step(100_000));
      const { trainedTo, early } = await end;
      expect(trainedTo).toBeLessThan(100_000);
      expect(early).toMatchObject({ stopped: true, patience: 2, waited: 2 });
      expect(early!.bestStep).toBeLessThan(trainedTo);
      expect(await trainer.call('validationLoss', step(early!.bestStep))).toBe(early!.best);
    }
    // A step asked for beyond it comes upon the same end.
    await trainer.call('open', patient);
    const asked = stopped();
    expect(await failureOf(trainer.call('trace', { step: step(50_000), follow: 0 }))).toMatchObject({ code: 'step-out-of-range' });
    expect((await asked).early).toMatchObject({ stopped: true });
    await trainer.call('open', moons);
    const end = stopped();
    await trainer.call('train', step(20));
    expect(await end).toEqual({ event: 'stopped', branch: 0, trainedTo: 20 });
  });

  test('the simple methods beside the network, on every part', async () => {
    const { trainer } = start();
    await trainer.call('open', { ...moons, split: { train: 0.6, validation: 0.4 } });
    const found = await trainer.call('baselines');
    expect(found.map(({ name, fitted }) => [name, fitted])).toEqual([
      ['logistic-regression', 36],
      ['nearest-neighbours', 36],
    ]);
    for (const { train, validation, test: held } of found) {
      // A line tells the moons apart better than a coin does.
      expect((train as { accuracy: number }).accuracy).toBeGreaterThan(0.7);
      expect([validation?.task, held]).toEqual(['classes', undefined]);
    }
  });

  test('the surface: lowest y first, its ends exact', async () => {
    const { trainer } = start();
    await trainer.call('open', moons);
    const { run, state } = stateOf(moons, 6);
    const surface = await trainer.call('surface', { step: step(6), grid: 5, x: [-1, 3], y: [0.1, 2.1] });
    expect(surface).toMatchObject({ grid: 5, outputs: 1 });
    expect(surface.values).toHaveLength(25);
    const corner = (row: number, col: number) => surface.values[row * 5 + col];
    expect([corner(0, 0), corner(0, 4), corner(4, 0), corner(2, 2)]).toEqual([
      ...predict(run, state, Float64Array.of(-1, 0.1, 3, 0.1, -1, 2.1, 1, 1.1), 4),
    ]);
  });

  test('the surface along other inputs is that of the network fed with them', async () => {
    const { trainer } = start();
    const { spec } = await trainer.call('open', {
      data: { kind: 'generator', name: 'friedman1', samples: 40 },
      network: { layers: [{ units: 3, activation: 'tanh' }, { units: 1 }] },
    });
    const run = prepareRun(spec);
    const mean = (input: number) => run.train.x.filter((_, i) => i % 5 === input).reduce((sum, x) => sum + x / 40, 0);
    const { values } = await trainer.call('surface', { step: step(0), grid: 2, x: [-1, 3], y: [0.5, 2], axes: [4, 1] });
    const corner = Float64Array.of(mean(0), 2, mean(2), mean(3), 3);
    expect(values[3]).toBeCloseTo(predict(run, initialState(run), corner, 1)[0]!, 12);
    const wrong = trainer.call('surface', { step: step(0), grid: 2, x: [0, 1], y: [0, 1], axes: [5, 1] });
    expect(await failureOf(wrong)).toMatchObject({ code: 'out-of-range', place: 'axes[0]', max: 4 });
  });

  test('the surface of a network of one input is one row; further inputs are held at their mean', async () => {
    const { trainer } = start();
    const sine: RunSpecInput = {
      data: { kind: 'generator', name: 'sine' },
      network: { layers: [{ units: 3, activation: 'tanh' }, { units: 1 }] },
    };
    await trainer.call('open', sine);
    expect((await trainer.call('surface', { step: step(0), grid: 7, x: [0, 1], y: [0, 1] })).values).toHaveLength(7);

    const three: RunSpecInput = {
      data: {
        kind: 'inline',
        x: [
          [0, 0, 1],
          [1, 1, 4],
        ],
        y: [
          [0, 1],
          [1, 0],
        ],
      },
      network: { layers: [{ units: 2 }] },
    };
    await trainer.call('open', three);
    const { values } = await trainer.call('surface', { step: step(0), grid: 2, x: [0, 1], y: [0, 1] });
    const { run, state } = stateOf(three, 0);
    expect(values).toEqual(predict(run, state, Float64Array.of(0, 0, 2.5, 1, 0, 2.5, 0, 1, 2.5, 1, 1, 2.5), 4));
  });

  test('the gradient check', async () => {
    const { trainer } = start();
    await trainer.call('open', moons);
    const check = await trainer.call('check', { step: step(3) });
    expect(check).toMatchObject({ step: 3, passed: true });
    expect(check.parameters).toHaveLength(21);
  });

  test('series while it trains', async () => {
    const { trainer } = start();
    await trainer.call('open', moons);
    await trainer.call('train', step(100_000));
    const first = await trainer.call('series', { from: step(0), to: step(100_000), buckets: 50 });
    const second = await trainer.call('series', { from: step(0), to: step(100_000), buckets: 50 });
    expect(second.trainedTo).toBeGreaterThan(first.trainedTo);
    expect(second.gradientNorm).toHaveLength(2);
  });

  test.each([
    ['trace', { step: -1, follow: 0 }, 'step-out-of-range'],
    ['trace', { step: 1.5, follow: 0 }, 'step-out-of-range'],
    ['trace', { step: 2e9, follow: 0 }, 'step-out-of-range'],
    ['trace', { step: '1', follow: 0 }, 'wrong-type'],
    ['trace', { step: 1, follow: 60 }, 'out-of-range'],
    ['trace', { step: 1, follow: 'all' }, 'wrong-type'],
    ['trace', null, 'wrong-type'],
    ['series', { from: 0, to: 10, buckets: 0 }, 'out-of-range'],
    ['surface', { step: 0, grid: 1, x: [0, 1], y: [0, 1] }, 'out-of-range'],
    ['surface', { step: 0, grid: 5000, x: [0, 1], y: [0, 1] }, 'out-of-range'],
    ['surface', { step: 0, grid: 5, x: [0, NaN], y: [0, 1] }, 'out-of-range'],
    ['surface', { step: 0, grid: 5, x: [0], y: [0, 1] }, 'wrong-type'],
    ['check', { step: 0, h: 0 }, 'out-of-range'],
    ['evaluate', NaN, 'step-out-of-range'],
    ['train', -3, 'step-out-of-range'],
  ] as const)('%s refuses %o', async (call, argument, code) => {
    const { trainer } = start();
    await trainer.call('open', moons);
    expect(await failureOf(trainer.call(call, argument as never))).toMatchObject({ code });
  });
});
