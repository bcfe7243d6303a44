import { describe, expect, test, vi } from 'vitest';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { step } from '#core/contract/units.ts';
import { followSample, step as traceStep } from '#core/net/step.ts';
import { isCancelled } from '#renderer/link/trainer.ts';
import type { FakeThread } from './fake-thread.ts';
import { digits, diverging, moons, runOf, stateOf } from './runs.ts';
import { failureOf, start } from './start.ts';

describe('S1 opening', () => {
  test('answers what was opened', async () => {
    const { trainer } = start();
    const summary = await trainer.call('open', moons);
    expect(summary).toMatchObject({ parameters: 21, batchesPerEpoch: 4, data: { samples: 60, inputs: 2, outputs: 1, task: 'classes' } });
    expect(summary.data.x).toEqual(runOf(moons).train.x);
    expect(summary.spec.network.inputs).toBe(2);
  });

  test('a run that is refused leaves the open run as it was', async () => {
    const { trainer } = start();
    await trainer.call('open', moons);
    const before = await trainer.call('trace', { step: step(7), follow: 3 });
    expect(await failureOf(trainer.call('open', { ...moons, epochs: 3 }))).toMatchObject({ code: 'unknown-key', key: 'epochs' });
    expect((await trainer.call('series', { from: step(0), to: step(9), buckets: 9 })).trainedTo).toBe(7);
    expect(await trainer.call('trace', { step: step(7), follow: 3 })).toEqual(before);
  });

  test('a run that is refused does not stop training', async () => {
    const { trainer, stopped } = start();
    await trainer.call('open', moons);
    const end = stopped();
    await trainer.call('train', step(2000));
    await failureOf(trainer.call('open', null));
    expect((await end).trainedTo).toBe(2000);
  });

  test('what is under way for the run before answers cancelled, and its training stops unheard', async () => {
    const { trainer, events } = start();
    await trainer.call('open', moons);
    await trainer.call('train', step(100_000));
    const long = trainer.call('trace', { step: step(90_000), follow: 0 }).catch(isCancelled);
    await trainer.call('open', { ...moons, seed: 2 });
    expect(await long).toBe(true);
    const after = events.length;
    expect((await trainer.call('series', { from: step(0), to: step(1), buckets: 1 })).trainedTo).toBe(0);
    await trainer.call('evaluate', step(0));
    expect(events.slice(after)).toEqual([]);
  });

  test.each(['train', 'trace', 'series', 'surface', 'evaluate', 'check', 'pause'] as const)('without a run: %s', async (call) => {
    const { trainer } = start();
    expect(await failureOf(trainer.call(call, undefined as never))).toEqual({ code: 'no-run' });
  });
});

describe('S2 training', () => {
  test('answers at once, tells how far it has come, and stops at its end', async () => {
    const { trainer, events, stopped } = start();
    await trainer.call('open', moons);
    const end = stopped();
    await trainer.call('train', step(3000));
    expect(events.some(({ event }) => event === 'stopped')).toBe(false);
    expect(await end).toEqual({ event: 'stopped', branch: 0, trainedTo: 3000 });
    const told = events.flatMap((event) => (event.event === 'progress' ? [event] : []));
    expect(told.map(({ trainedTo }) => trainedTo)).toEqual(told.map(({ trainedTo }) => trainedTo).toSorted((a, b) => a - b));
    expect(told.at(-1)).toMatchObject({ trainedTo: 3000, target: 3000 });
    const series = await trainer.call('series', { from: step(2999), to: step(3000), buckets: 1 });
    expect(told.at(-1)!.loss).toBe(series.lossMean[0]);
  });

  test('tells at most once in 50 milliseconds, and at the end', async () => {
    const { thread, trainer, stopped } = start();
    await trainer.call('open', moons);
    const times: number[] = [];
    trainer.onEvent((event) => event.event === 'progress' && times.push(event.trainedTo));
    const from = thread.time;
    const end = stopped();
    await trainer.call('train', step(20_000));
    await end;
    expect(times.length).toBeGreaterThan(3);
    expect(times.length).toBeLessThanOrEqual(2 + (thread.time - from) / 50);
  });

  test('pausing keeps what was trained; training goes on from there', async () => {
    const { trainer, stopped } = start();
    await trainer.call('open', moons);
    const first = stopped();
    await trainer.call('train', step(1_000_000));
    await trainer.call('pause');
    const { trainedTo } = await first;
    expect(trainedTo).toBeLessThan(1_000_000);
    expect((await trainer.call('series', { from: step(0), to: step(1), buckets: 1 })).trainedTo).toBe(trainedTo);
    const second = stopped();
    await trainer.call('train', step(trainedTo + 5));
    expect((await second).trainedTo).toBe(trainedTo + 5);
  });

  test('a new target replaces the one before', async () => {
    const { trainer, events, stopped } = start();
    await trainer.call('open', moons);
    const end = stopped();
    await trainer.call('train', step(1_000_000));
    await trainer.call('train', step(500));
    const { trainedTo } = await end;
    expect(trainedTo).toBeGreaterThanOrEqual(500);
    expect(trainedTo).toBeLessThan(100_000);
    expect(events.filter(({ event }) => event === 'stopped')).toHaveLength(1);
  });

  test('stops at the first number that is not finite; what was before can still be seen', async () => {
    const { trainer, stopped } = start();
    await trainer.call('open', diverging);
    const end = stopped();
    await trainer.call('train', step(10_000));
    const { trainedTo, failure } = await end;
    expect(failure).toMatchObject({ code: 'non-finite', step: trainedTo });
    expect(trainedTo).toBeLessThan(1000);
    const trace = await trainer.call('trace', { step: step(trainedTo - 1), follow: 0 });
    expect(trace.layers[0]!.WAfter.data.every(Number.isFinite)).toBe(true);
    expect(await failureOf(trainer.call('trace', { step: step(trainedTo + 1), follow: 0 }))).toEqual(failure);
    const again = stopped();
    await trainer.call('train', step(10_000));
    expect((await again).failure).toEqual(failure);
  });
});

describe('S3 a step is the same whichever way it is reached', () => {
  test.each([0, 4, 37])('the trace of step %d', async (k) => {
    const { trainer } = start();
    await trainer.call('open', moons);
    const { run, state } = stateOf(moons, k);
    expect(await trainer.call('trace', { step: step(k), follow: 11 })).toEqual(followSample(run, k, state, 11));
    expect(await trainer.call('trace', { step: step(k), follow: 'batch' })).toEqual(traceStep(run, k, state, [0]).trace);
  });

  test('while it trains', async () => {
    const { trainer } = start();
    await trainer.call('open', moons);
    await trainer.call('train', step(100_000));
    const { run, state } = stateOf(moons, 25);
    for (let i = 0; i < 5; i++) expect(await trainer.call('trace', { step: step(25), follow: 2 })).toEqual(followSample(run, 25, state, 2));
  });

  test('training up to it is told', async () => {
    const { trainer, events } = start();
    await trainer.call('open', moons);
    await trainer.call('trace', { step: step(9), follow: 0 });
    expect(events.at(-1)).toMatchObject({ event: 'progress', trainedTo: 9, target: 9 });
    const told = events.length;
    await trainer.call('trace', { step: step(3), follow: 0 });
    expect(events).toHaveLength(told);
  });

  test('it can be cancelled; what was trained stays', async () => {
    const { trainer } = start();
    await trainer.call('open', moons);
    const far = trainer.latest('seek', 'trace', { step: step(10_000_000), follow: 0 }).catch(isCancelled);
    await trainer.call('evaluate', step(0));
    trainer.cancel('seek');
    expect(await far).toBe(true);
    const { trainedTo } = await trainer.call('series', { from: step(0), to: step(1), buckets: 1 });
    expect(trainedTo).toBeGreaterThan(0);
    await trainer.call('evaluate', step(0));
    expect((await trainer.call('series', { from: step(0), to: step(1), buckets: 1 })).trainedTo).toBe(trainedTo);
  });
});

test('S4 an answer that is moved away takes nothing of the run with it', async () => {
  const { trainer } = start();
  await trainer.call('open', moons);
  const ask = async () => [
    await trainer.call('trace', { step: step(12), follow: 5 }),
    await trainer.call('trace', { step: step(12), follow: 'batch' }),
    await trainer.call('evaluate', step(12)),
    await trainer.call('surface', { step: step(12), grid: 9, x: [-1, 1], y: [-1, 1] }),
    await trainer.call('series', { from: step(0), to: step(12), buckets: 5 }),
    await trainer.call('check', { step: step(12) }),
  ];
  const first = await ask();
  expect(await ask()).toEqual(first);
  expect((await trainer.call('open', moons)).data).toEqual((await trainer.call('open', moons)).data);
});

describe('latency while it trains', () => {
  /** Turns of the message loop between asking and the answer: each is a slice of work at most. */
  const turnsOf = async (thread: FakeThread, ask: () => Promise<unknown>): Promise<number> => {
    const { turns } = thread;
    await ask();
    return thread.turns - turns;
  };

  test.each([
    ['a small network', moons],
    ['a network for digits', digits],
  ] as [string, RunSpecInput][])('%s: a trace is answered within a few slices', async (_name, input) => {
    const { thread, trainer } = start();
    await trainer.call('open', input);
    await trainer.call('train', step(1_000_000));
    await trainer.call('trace', { step: step(40), follow: 0 });
    for (const k of [0, 5, 33, 40])
      expect(await turnsOf(thread, () => trainer.call('trace', { step: step(k), follow: 0 }))).toBeLessThanOrEqual(4);
    expect(await turnsOf(thread, () => trainer.call('series', { from: step(0), to: step(40), buckets: 20 }))).toBeLessThanOrEqual(4);
  });

  test.each([
    ['surface', { step: step(0), grid: 1000, x: [-1, 1], y: [-1, 1] }],
    ['check', { step: step(0) }],
    ['trace', { step: step(1_000_000), follow: 0 }],
    ['baselines', undefined],
  ] as const)('%s, a long call, keeps no short one waiting and can be cancelled', async (call, query) => {
    const { thread, trainer } = start();
    await trainer.call('open', digits);
    let ended = false;
    const long = trainer.latest('long', call, query as never).then(
      () => (ended = true),
      (reason: unknown) => isCancelled(reason),
    );
    for (const k of [0, 2, 1])
      expect(await turnsOf(thread, () => trainer.call('trace', { step: step(k), follow: 0 }))).toBeLessThanOrEqual(4);
    expect(ended).toBe(false);
    trainer.cancel('long');
    expect(await long).toBe(true);
    expect(ended).toBe(false);
    await trainer.call('series', { from: step(0), to: step(1), buckets: 1 });
    const { turns } = thread;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(thread.turns).toBe(turns);
  });
});

test('a state that is lent answers at once, and is the one that training makes', async () => {
  const first = start().trainer;
  await first.call('open', moons);
  const state = await first.call('state', { step: step(40) });
  const wanted = await first.call('trace', { step: step(42), follow: 'batch' });

  const { trainer, stopped } = start();
  await trainer.call('open', moons);
  await trainer.call('lend', { step: step(40), state: state.slice() });
  expect(await trainer.call('trace', { step: step(42), follow: 'batch' })).toEqual(wanted);
  expect(await trainer.call('health', step(40))).toBeDefined();
  expect(await trainer.call('evaluate', step(40))).toEqual(await first.call('evaluate', step(40)));
  expect((await trainer.call('series', { from: step(0), to: step(50), buckets: 10 })).trainedTo).toBe(0);
  const end = stopped();
  await trainer.call('train', step(50));
  expect((await end).trainedTo).toBe(50);
  expect(await trainer.call('state', { step: step(40) })).toEqual(state);
  expect(await trainer.call('trace', { step: step(42), follow: 'batch' })).toEqual(wanted);
});

test.each([
  ['no numbers', { step: 3, state: 'x' }, { code: 'wrong-type', place: 'state' }],
  ['too few of them', { step: 3, state: new Float64Array(2) }, { code: 'wrong-shape', place: 'state', found: '2' }],
  ['no step', { step: -1, state: new Float64Array(2) }, { code: 'step-out-of-range' }],
])('what is lent must be a state: %s', async (_name, lent, failure) => {
  const { trainer } = start();
  await trainer.call('open', moons);
  expect(await failureOf(trainer.call('lend', lent as never))).toMatchObject(failure);
});

test('S8 where there can be no compiled code, that is told once, and training goes on', async () => {
  vi.stubGlobal('WebAssembly', undefined);
  const { trainer } = start();
  let told = 0;
  trainer.onUncompiled(() => told++);
  const state = async (): Promise<unknown> => (await trainer.call('trace', { step: step(3000), follow: 0 })).layers[0]!.W;
  await trainer.call('open', moons);
  const first = await state();
  await trainer.call('open', moons);
  expect(await state()).toEqual(first);
  expect(told).toBe(1);
  vi.unstubAllGlobals();
});
