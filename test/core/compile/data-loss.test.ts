import { describe, expect, it } from 'vitest';
import { compiledDataLoss } from '#core/compile/data-loss.ts';
import { compileNow } from '#core/compile/instantiate.ts';
import { emitDataLoss } from '#core/compile/loss-module.ts';
import type { Dataset } from '#core/data/dataset.ts';
import { uniformAt } from '#core/math/random.ts';
import { readableDataLoss } from '#core/net/data-loss.ts';
import { initialState, prepareRun, type Run } from '#core/net/run.ts';
import { readableUpdates } from '#core/net/updates.ts';
import type { DataLoss } from '#core/net/workspace.ts';
import { specOf } from '#test/golden/golden.ts';
import { soaked } from '#test/soak.ts';
import { randomRun } from './random-run.ts';

const finish = (work: Generator<void, number, void>): number => {
  for (;;) {
    const piece = work.next();
    if (piece.done) return piece.value;
  }
};

const never: DataLoss = () => {
  throw new Error('the readable core was asked');
};

const compiled = (run: Run, data: Dataset, readable: DataLoss): DataLoss => {
  const emitted = emitDataLoss(run, data)!;
  return compiledDataLoss(run, data, readable, emitted, compileNow(emitted.bytes));
};

/** The parameters of a state, each moved its own way. */
const moved = (run: Run, state: Float64Array, seed: number, by: number): Float64Array =>
  state.map((x, i) => (i < run.layout.parameters ? x * by * (1 + uniformAt(seed, 1, i)) : x));

const trained = (run: Run): Float64Array => {
  const state = initialState(run);
  readableUpdates(run)(0, 5, state, () => undefined);
  return state;
};

describe('the loss over data by a module', () => {
  it('has the bits of the readable core, for runs of all methods and states that are anything but finite', () => {
    const faults: string[] = [];
    for (let seed = 1; seed <= soaked(2000); seed++) {
      const spec = randomRun(seed);
      const run = prepareRun(spec);
      for (const data of [run.train, run.validation]) {
        if (data.samples === 0) continue;
        const readable = readableDataLoss(run, data);
        const own = compiled(run, data, readable);
        const state = trained(run);
        const states = [initialState(run), state, moved(run, state, seed, 30), moved(run, state, seed, 1e200), state];
        states.forEach((at, i) => {
          const [found, right] = [finish(own(at)), finish(readable(at))];
          if (!Object.is(found, right)) faults.push(`${seed}, state ${i}: ${found}, not ${right} ${JSON.stringify({ ...spec, data: 0 })}`);
        });
      }
    }
    expect(faults.slice(0, 5)).toEqual([]);
  });

  const wide = (samples: number): Run =>
    prepareRun(
      specOf({
        data: { kind: 'generator', name: 'spirals', samples },
        network: {
          inputs: 2,
          layers: [
            { units: 130, activation: 'relu' },
            { units: 67, activation: 'tanh', normalization: 'batch' },
            { units: 1, activation: 'sigmoid' },
          ],
        },
        loss: 'binary-cross-entropy',
        batch: 16,
      }),
    );

  it('adds up over as many passes as the samples take, by itself', () => {
    for (const samples of [10, 63, 64, 65, 601]) {
      const run = wide(samples);
      const state = trained(run);
      expect(finish(compiled(run, run.train, never)(state)), `${samples} samples`).toBe(finish(readableDataLoss(run, run.train)(state)));
    }
  });

  it('may be asked of another state while it pauses', () => {
    const run = wide(1500);
    const readable = readableDataLoss(run, run.train);
    const own = compiled(run, run.train, never);
    const states = [initialState(run), trained(run)];
    const [a, b] = states.map((state) => own(state));
    const found: (number | undefined)[] = [undefined, undefined];
    let pauses = 0;
    while (found.includes(undefined))
      [a!, b!].forEach((work, i) => {
        const piece = work.next();
        if (piece.done) found[i] ??= piece.value as number | undefined;
        else pauses++;
      });
    expect(found).toEqual(states.map((state) => finish(readable(state))));
    expect(pauses).toBeGreaterThan(4);
  });
});
