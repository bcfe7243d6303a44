import { afterEach, describe, expect, test } from 'vitest';
import { step } from '#core/contract/units.ts';
import { limits } from '#core/spec/methods.ts';
import { openRun } from '#core/worker/open-run.ts';
import { digits, moons, stateOf } from './runs.ts';
import { failureOf, start } from './start.ts';

/** The system gives no memory for the n-th array that is made: it is told, and the run is as it was. */
const Real = globalThis.Float64Array;
let [made, refusedAt] = [0, Infinity];
class Refused extends Real {
  constructor(...args: [number]) {
    if (typeof args[0] === 'number' && made++ === refusedAt) throw new RangeError('Array buffer allocation failed');
    super(...args);
  }
}
const refuse = (at: number): void => {
  [made, refusedAt] = [0, at];
  globalThis.Float64Array = Refused as typeof Real;
};
const allow = (): boolean => {
  globalThis.Float64Array = Real;
  return made > refusedAt;
};
afterEach(() => void allow());

const last = step(40);
const numbers = async ({ trainer }: ReturnType<typeof start>): Promise<readonly number[]> => [
  ...(await trainer.call('state', { step: last })),
];
const wanted = [...stateOf(moons, last).state];

describe('memory that is refused', () => {
  test('while a run is opened: it is told, and the open one stays', async () => {
    const one = start();
    await one.trainer.call('open', moons);
    let count = 0;
    for (; count < 500; count++) {
      refuse(count);
      const asked = one.trainer.call('open', { ...digits, seed: 2 });
      const failure = await asked.then(() => undefined, () => failureOf(asked)); // prettier-ignore
      if (!allow()) break;
      // A module does without: the readable core opens it.
      if (failure) expect(failure).toEqual({ code: 'no-memory', reason: 'RangeError: Array buffer allocation failed' });
    }
    // The last one was opened after all.
    expect(count).toBeGreaterThan(20);
    await one.trainer.call('open', moons);
    expect(await numbers(one)).toEqual(wanted);
  });

  test('while it trains: it is told, and it trains on with the same numbers', async () => {
    let count = 0;
    for (; count < 500; count++) {
      const one = start();
      await one.trainer.call('open', moons);
      const end = one.stopped();
      refuse(count);
      await one.trainer.call('train', last).catch(() => undefined);
      const { failure } = await end;
      if (!allow()) break;
      if (failure) expect(failure).toMatchObject({ code: 'no-memory' });
      expect(await numbers(one)).toEqual(wanted);
    }
    expect(count).toBeGreaterThan(2);
  });

  test('while a step is looked at: it is told, and asked for again it is there', async () => {
    const one = start();
    await one.trainer.call('open', moons);
    const trace = await one.trainer.call('trace', { step: step(17), follow: 3 });
    let count = 0;
    for (; count < 500; count++) {
      const other = start();
      await other.trainer.call('open', moons);
      refuse(count);
      const asked = other.trainer.call('trace', { step: step(17), follow: 3 });
      const failure = await asked.then(() => undefined, () => failureOf(asked)); // prettier-ignore
      if (!allow()) break;
      expect(failure).toMatchObject({ code: 'no-memory' });
      expect(await other.trainer.call('trace', { step: step(17), follow: 3 })).toEqual(trace);
      expect(await numbers(other)).toEqual(wanted);
    }
    expect(count).toBeGreaterThan(2);
  });
});

describe('what a run takes beside its history', () => {
  test('is counted: its modules and the scalars of its steps', () => {
    const run = openRun(moons, {}, { compile: 'at-once' });
    const before = run.budget.shared;
    run.history.extend(3000);
    expect(run.budget.shared).toBeGreaterThanOrEqual(before + run.history.scalarBytes + 65_536);
  });

  test('a module that memory has no room for is not made, and the numbers are the same', () => {
    const run = openRun(moons, {}, { compile: 'at-once' });
    const rest = run.budget.memory - run.budget.shared;
    expect(run.budget.share(rest - 1000).bytes).toBe(rest - 1000);
    const before = run.budget.shared;
    run.history.extend(3000);
    expect(run.budget.shared - before).toBe(run.history.scalarBytes);
    expect([...run.history.at(step(3000))]).toEqual([...stateOf(moons, 3000).state]);
    expect(run.budget.memory).toBe(limits.memory);
  });
});
