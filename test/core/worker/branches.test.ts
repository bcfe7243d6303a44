import { describe, expect, test } from 'vitest';
import type { Change } from '#core/spec/branch.ts';
import { mostBranches } from '#core/spec/branch.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { step } from '#core/contract/units.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step as traceStep } from '#core/net/step.ts';
import { failureOf, start } from './start.ts';

const moons: RunSpecInput = {
  data: { kind: 'generator', name: 'moons', samples: 60 },
  network: {
    layers: [
      { units: 5, activation: 'tanh', normalization: 'batch' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'binary-cross-entropy',
  batch: 16,
  optimizer: { kind: 'adam', learningRate: 0.05 },
};
const weight = { layer: 1, kind: 'W', row: 1, col: 2 } as const;

const opened = async (spec: RunSpecInput = moons) => {
  const { trainer, events } = start();
  await trainer.call('open', spec);
  const trace = (at: number, branch?: number) =>
    trainer.call('trace', { step: step(at), follow: 'batch', ...(branch === undefined ? {} : { branch }) });
  const fork = (at: number, change: Change, from = 0) => trainer.call('fork', { from, step: step(at), change });
  return { trainer, events, trace, fork };
};
const after = (trace: StepTrace) => trace.layers.flatMap(({ WAfter, bAfter }) => [...WAfter.data, ...bAfter.data]);

describe('S6 a branch and what it left', () => {
  test('share the steps before, to the bit, and part at the step', async () => {
    const { trace, fork } = await opened();
    const before = [await trace(0), await trace(6), await trace(7), await trace(20)];
    const summary = await fork(7, { parameters: [{ place: weight, value: 3 }] });
    expect(summary).toMatchObject({ branch: 1, from: 7, trainedTo: 7 });
    expect([await trace(0), await trace(6)]).toEqual(before.slice(0, 2));
    const there = await trace(7);
    expect(there.layers[0]!.W.data[1 * 5 + 2]).toBe(3);
    const others = there.layers[0]!.W.data.map((w, i) => (i === 7 ? 0 : w));
    expect(others).toEqual(before[2]!.layers[0]!.W.data.map((w, i) => (i === 7 ? 0 : w)));
    // What it left is as it was.
    expect([await trace(0, 0), await trace(6, 0), await trace(7, 0), await trace(20, 0)]).toEqual(before);
    expect(after(await trace(20))).not.toEqual(after(before[3]!));
  });

  test('the surfaces of units are those of the branch that is named', async () => {
    const { trainer, fork } = await opened();
    const plane = { step: step(9), grid: 5, x: [-1, 1], y: [-1, 1], layer: 1 } as const;
    const before = await trainer.call('surface', plane);
    await fork(7, { parameters: [{ place: weight, value: 3 }] });
    const own = await trainer.call('surface', plane);
    expect(own.values).not.toEqual(before.values);
    expect(await trainer.call('surface', { ...plane, branch: 0 })).toEqual(before);
    expect(await trainer.call('surface', { ...plane, branch: 1 })).toEqual(own);
    // What they share is the same.
    const shared = { ...plane, step: step(6) };
    expect(await trainer.call('surface', { ...shared, branch: 0 })).toEqual(await trainer.call('surface', shared));
    await expect(trainer.call('surface', { ...plane, branch: 9 })).rejects.toMatchObject({
      failure: { code: 'not-one-of', place: 'branch' },
    });
  });

  test('one that is made aside is not turned to, and training goes on', async () => {
    const { trainer, trace } = await opened();
    const stopped: number[] = [];
    trainer.onEvent((event) => event.event === 'stopped' && stopped.push(event.trainedTo));
    await trainer.call('train', step(60));
    const change = { parameters: [{ place: weight, value: 3 }] };
    const summary = await trainer.call('fork', { from: 0, step: step(30), change, aside: true });
    expect(summary).toMatchObject({ branch: 1, from: 30 });
    expect((await trace(30)).layers[0]!.W.data[7]).not.toBe(3);
    expect((await trace(30, 1)).layers[0]!.W.data[7]).toBe(3);
    await expect.poll(() => stopped).toEqual([60]);
  });

  test('one that is pruned while it is visited and left answers cancelled, and what it left is as it was', async () => {
    const { trainer, trace, fork } = await opened();
    const before = [await trace(9), await trace(40)];
    await fork(10, { parameters: [{ place: weight, value: 3 }] });
    const failures = Promise.all([
      failureOf(trace(3000, 1)),
      failureOf(trainer.call('fork', { from: 1, step: step(3000), change: { parameters: [{ place: weight, value: 4 }] }, aside: true })),
    ]);
    expect(await trainer.call('prune', 1)).toEqual([1]);
    expect(await failures).toEqual([{ code: 'cancelled' }, { code: 'cancelled' }]);
    expect([await trace(9), await trace(40)]).toEqual(before);
    expect(await fork(10, { parameters: [{ place: weight, value: 5 }] })).toMatchObject({ branch: 2, from: 10 });
  });

  test('a branch of a branch leaves the one whose own step it is', async () => {
    const { trace, fork, trainer } = await opened();
    await fork(10, { parameters: [{ place: weight, value: 3 }] });
    await fork(20, { parameters: [{ place: weight, value: -3 }] }, 1);
    // Before the first parting: it leaves the run itself.
    await fork(4, { parameters: [{ place: weight, value: 9 }] }, 2);
    expect(await trace(3)).toEqual(await trace(3, 0));
    expect((await trace(4)).layers[0]!.W.data[7]).toBe(9);
    expect(await trace(15, 2)).toEqual(await trace(15, 1));
    // What left branch 1 goes with it; branch 3 left the run itself, so it stays.
    await trainer.call('turnTo', 2);
    expect(await trainer.call('prune', 1)).toEqual([1, 2]);
    expect(await trace(12)).toEqual(await trace(12, 0));
    expect((await trace(4, 3)).layers[0]!.W.data[7]).toBe(9);
    expect(await failureOf(trace(3, 1))).toMatchObject({ code: 'not-one-of', place: 'branch', found: '1', allowed: ['0', '3'] });
  });

  test('curves, rates, scores and health run through the parting', async () => {
    const { trainer, fork, trace } = await opened();
    await trainer.call('trace', { step: step(30), follow: 'batch' });
    const losses = [];
    for (let k = 0; k < 30; k++) losses.push((await trace(k, 0)).loss.total);
    const spec = { ...moons, optimizer: { kind: 'adam', learningRate: 0.5 } } as const;
    const summary = await fork(12, { spec });
    for (let k = 12; k < 30; k++) losses[k] = (await trace(k)).loss.total;
    const query = { from: step(0), to: step(30), buckets: 100 };
    const series = await trainer.call('series', query);
    expect([...series.start]).toEqual(Array.from({ length: 29 }, (_, k) => k));
    expect([...series.lossMean]).toEqual(losses.slice(0, 29));
    expect((await trainer.call('series', { ...query, branch: 0 })).lossMean[20]).toBe((await trace(20, 0)).loss.total);
    expect([...(await trainer.call('rates', { to: step(24), points: 3 }))]).toEqual([0.05, 0.5, 0.5]);
    expect(summary.spec.optimizer.learningRate).toBe(0.5);
    expect((await trainer.call('evaluate', step(11))).loss).toBeGreaterThan(0);
    expect((await trainer.call('health', step(20))).trainedTo).toBe(29);
  });
});

describe('S7 a branch is as good as a run that was so from its beginning', () => {
  /** The branch's own arithmetic: the run of another description, from the parameters that training has left. */
  test.each([
    ['another rate', { optimizer: { kind: 'adam', learningRate: 0.5 } }],
    [
      'another activation and a penalty',
      {
        penalty: { l2: 0.1 },
        network: {
          layers: [
            { units: 5, activation: 'relu', normalization: 'batch' },
            { units: 1, activation: 'sigmoid' },
          ],
        },
      },
    ],
    ['another batch', { batch: 7 }],
  ] as const)('%s', async (_, change) => {
    const { trace, fork } = await opened();
    const spec = { ...moons, ...change } as RunSpecInput;
    const run = prepareRun(valid(moons));
    let state = initialState(run);
    for (let k = 0; k < 9; k++) state = traceStep(run, k, state, []).next;
    const changed = prepareRun(valid(spec));
    await fork(9, { spec });
    for (let k = 9; k < 25; k++) {
      const { next, trace: expected } = traceStep(changed, k, state, [0]);
      expect(await trace(k)).toEqual(expected);
      state = next;
    }
  });

  test('another optimiser begins at rest and counts from there, as a run from these parameters does', async () => {
    const plain: RunSpecInput = {
      ...moons,
      batch: 'full',
      network: {
        layers: [
          { units: 5, activation: 'tanh' },
          { units: 1, activation: 'sigmoid' },
        ],
      },
    };
    for (const kind of ['nadam', 'adamax', 'momentum', 'adam'] as const) {
      const from = { ...plain, optimizer: { kind: kind === 'adam' ? 'sgd' : 'adam', learningRate: 0.05 } } as RunSpecInput;
      const to = { ...plain, optimizer: { kind, learningRate: 0.05 } } as RunSpecInput;
      const { trace, fork, trainer } = await opened(from);
      const { layers } = await trace(14);
      await fork(14, { spec: to });
      const first = await trace(14);
      const tenth = await trace(24);
      const parameters = layers.map(({ W, b }) => ({
        W: Array.from({ length: W.rows }, (_, r) => [...W.data.subarray(r * W.cols, (r + 1) * W.cols)]),
        b: [...b.data],
      }));
      await trainer.call('open', { ...to, parameters });
      expect(after(await trace(0))).toEqual(after(first));
      expect(after(await trace(10))).toEqual(after(tenth));
      expect([first.updates, tenth.updates]).toEqual([1, 11]);
    }
  });

  test('a sample with another target or other inputs is another sample from there on', async () => {
    const { trace, fork, trainer } = await opened({ ...moons, batch: 'full' });
    const { data } = await trainer.call('open', { ...moons, batch: 'full' });
    const flipped = 1 - data.y[5]!;
    const summary = await fork(3, {
      samples: [
        { sample: 5, y: [flipped] },
        { sample: 6, x: [0.25, -4] },
      ],
    });
    expect([summary.data.y[5], ...summary.data.x.subarray(12, 14)]).toEqual([flipped, 0.25, -4]);
    const follow = (sample: number, at: number, branch: number) => trainer.call('trace', { step: step(at), follow: sample, branch });
    expect((await follow(5, 3, 1)).batch.y.data[0]).toBe(flipped);
    expect((await follow(5, 2, 1)).batch.y.data[0]).toBe(1 - flipped);
    expect([...(await follow(6, 3, 1)).batch.x.data]).toEqual([0.25, -4]);
    // A branch of it that changes a rate keeps the samples.
    const next = await fork(6, { spec: { ...moons, batch: 'full', optimizer: { kind: 'adam', learningRate: 0.1 } } }, 1);
    expect(next.data.y).toEqual(summary.data.y);
    expect(next.data.x).toEqual(summary.data.x);
    expect(after(await trace(4))).toEqual(after(await trace(4, 1)));
  });
});

describe('the first difference', () => {
  const between = (trainer: Awaited<ReturnType<typeof opened>>['trainer'], a: number, b: number, to = 100) =>
    trainer.call('firstDifference', { a, b, to: step(to) });

  test('a weight: there and then, the weight itself', async () => {
    const { trainer, fork, trace } = await opened();
    const w = (await trace(7)).layers[0]!.W.data[7]!;
    await fork(7, { parameters: [{ place: weight, value: 3 }] });
    expect(await between(trainer, 0, 1)).toEqual({ step: 7, quantity: 'W', layer: 1, row: 1, col: 2, a: w, b: 3, differ: 1, of: 10 });
    expect(await between(trainer, 1, 1)).toBeUndefined();
  });

  test('a rate: only once the step is made', async () => {
    const { trainer, fork } = await opened();
    await fork(7, { spec: { ...moons, optimizer: { kind: 'adam', learningRate: 0.1 } } });
    expect(await between(trainer, 0, 1)).toMatchObject({ step: 7, quantity: 'rate', a: 0.05, b: 0.1 });
  });

  test('a target: when its sample comes up', async () => {
    const { trainer, fork, trace } = await opened();
    const late = (await trace(11)).batch.indices[4]!;
    const { data } = await trainer.call('turnTo', 0);
    await fork(8, { samples: [{ sample: late, y: [1 - data.y[late]!] }] });
    expect(await between(trainer, 0, 1)).toMatchObject({ step: 11, quantity: 'y', row: 4, sample: late, differ: 1 });
    expect(await between(trainer, 0, 1, 10)).toBeUndefined();
  });

  test('an activation: the first layer that has it; a loss: the loss', async () => {
    const { trainer, fork } = await opened();
    const [hidden, output] = moons.network.layers as [object, object];
    await fork(5, { spec: { ...moons, network: { layers: [{ ...hidden, activation: 'relu' }, output] } } as RunSpecInput });
    expect(await between(trainer, 0, 1)).toMatchObject({ step: 5, quantity: 'a', layer: 1 });
    await fork(5, { spec: { ...moons, loss: 'mse' } });
    expect(await between(trainer, 0, 2)).toMatchObject({ step: 5, quantity: 'loss' });
    expect(await between(trainer, 1, 2)).toMatchObject({ step: 5, quantity: 'a', layer: 1 });
  });
});

describe('what cannot be a branch is refused, and the run stays', () => {
  test.each([
    [
      'other widths',
      { spec: { ...moons, network: { layers: [{ units: 6 }, { units: 1, activation: 'sigmoid' }] } } },
      { code: 'incompatible', place: 'network', reason: 'branch-keeps-layers' },
    ],
    ['a bad description', { spec: { ...moons, batch: 0 } }, { code: 'out-of-range', place: 'batch' }],
    [
      'a weight that is text',
      { parameters: [{ place: weight, value: 'much' }] },
      { code: 'wrong-type', place: 'change.parameters[0].value' },
    ],
    [
      'a weight that is not finite',
      { parameters: [{ place: weight, value: NaN }] },
      { code: 'out-of-range', place: 'change.parameters[0].value' },
    ],
    [
      'a weight that is not there',
      { parameters: [{ place: { ...weight, col: 5 }, value: 1 }] },
      { code: 'out-of-range', place: 'place.col' },
    ],
    ['a sample that is not there', { samples: [{ sample: 60, y: [1] }] }, { code: 'out-of-range', place: 'change.samples[0].sample' }],
    [
      'a target of another size',
      { samples: [{ sample: 6, y: [1, 0] }] },
      { code: 'wrong-shape', place: 'change.samples[0].y', expected: '1', found: '2' },
    ],
  ])('%s', async (_, change, failure) => {
    const { fork, trace } = await opened();
    const there = await trace(3);
    expect(await failureOf(fork(3, change as Change))).toMatchObject(failure);
    expect(await trace(3)).toEqual(there);
  });

  test('a step out of range, a branch that is not there, the run itself, and too many', async () => {
    const { trainer, fork } = await opened();
    expect(await failureOf(fork(1e12, {}))).toMatchObject({ code: 'step-out-of-range' });
    expect(await failureOf(fork(1, {}, 4))).toMatchObject({ code: 'not-one-of', place: 'branch', found: '4' });
    expect(await failureOf(trainer.call('prune', 0))).toMatchObject({ code: 'out-of-range', place: 'branch' });
    for (let i = 1; i < mostBranches; i++) await fork(i, {});
    expect(await failureOf(fork(1, {}))).toMatchObject({ code: 'too-large', what: 'branches' });
    expect(await trainer.call('prune', 5)).toEqual([5]);
    expect(await fork(1, {})).toMatchObject({ branch: mostBranches });
  });

  test('a step that training does not reach', async () => {
    const { fork } = await opened({
      ...moons,
      loss: 'mse',
      network: { layers: [{ units: 4 }, { units: 1 }] },
      optimizer: { kind: 'sgd', learningRate: 1e5 },
    });
    expect(await failureOf(fork(400, {}))).toMatchObject({ code: 'non-finite' });
  });
});

const valid = (input: RunSpecInput) => {
  const read = readRunSpec(input);
  if (!read.ok) return expect.fail(read.failure.code);
  return read.value;
};
