import { afterEach, describe, expect, it, vi } from 'vitest';
import { emitRun } from '#core/compile/compiled-run.ts';
import { updatesOf } from '#core/compile/updates.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { readableUpdates, type MakeUpdates } from '#core/net/updates.ts';
import { specOf } from '#test/golden/golden.ts';
import { hashedRuns } from '#test/golden/hashed-runs.ts';

const run = prepareRun(specOf(hashedRuns['classes']));

afterEach(() => vi.unstubAllGlobals());

/** A thousand updates in pieces, with a turn of the event loop between them. */
const trained = async (make: MakeUpdates): Promise<number[]> => {
  const state = initialState(run);
  for (let k = 0; k < 1000; k += 50) {
    make(k, 50, state, () => undefined);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return [...state];
};

interface Engine {
  compile: (bytes: Uint8Array) => Promise<object>;
  Instance: new (module: object, imports: object) => { readonly exports: object };
}

/** An engine that counts what is asked of it, and does it. */
const counting = () => {
  const real = (globalThis as unknown as { WebAssembly: Engine }).WebAssembly;
  const count = { compiled: 0, started: 0 };
  const compile = (bytes: Uint8Array): Promise<object> => {
    count.compiled++;
    return real.compile(bytes);
  };
  class Instance extends real.Instance {
    constructor(module: object, imports: object) {
      super(module, imports);
      count.started++;
    }
  }
  vi.stubGlobal('WebAssembly', Object.assign(Object.create(real) as object, { compile, Instance }));
  return count;
};

describe('the module of a run', () => {
  it('is compiled aside, once, and takes over without a trace', async () => {
    const count = counting();
    const state = await trained(updatesOf(run, { compile: 'aside' }).make);
    expect(count).toEqual({ compiled: 1, started: 1 });
    expect(state).toEqual(await trained(readableUpdates(run)));
  });

  it('is waited for where nothing else is to be done, once the work pays', () => {
    const count = counting();
    const { make } = updatesOf(run, { compile: 'at-once' });
    const state = initialState(run);
    make(0, 1, state, () => undefined);
    expect(count.started).toBe(0);
    make(1, 999, state, () => undefined);
    expect(count.started).toBe(1);
    const readable = initialState(run);
    readableUpdates(run)(0, 1000, readable, () => undefined);
    expect([...state]).toEqual([...readable]);
  });

  it('is waited for where a single update is long', () => {
    const wide = { units: 600, activation: 'relu' as const };
    const long = prepareRun(
      specOf({
        data: { kind: 'generator', name: 'circles', samples: 300 },
        network: { inputs: 2, layers: [wide, wide, { units: 1, activation: 'sigmoid' }] },
        loss: 'binary-cross-entropy',
        batch: 'full',
      }),
    );
    const count = counting();
    const { make, inPieces } = updatesOf(long, { compile: 'aside' });
    expect(inPieces).toBeDefined();
    expect(updatesOf(run).inPieces).toBeUndefined();
    make(0, 1, initialState(long), () => undefined);
    expect(count).toEqual({ compiled: 0, started: 1 });
  });

  it('where the engine refuses it the readable core goes on, and that is told once', async () => {
    const real = (globalThis as unknown as { WebAssembly: object }).WebAssembly;
    const no = new Error('blocked by the policy of the page');
    vi.stubGlobal('WebAssembly', Object.assign(Object.create(real) as object, { compile: () => Promise.reject(no) }));
    const refused = vi.fn();
    const state = await trained(updatesOf(run, { compile: 'aside', refused }).make);
    expect(refused.mock.calls).toEqual([[no]]);
    expect(state).toEqual(await trained(readableUpdates(run)));
    vi.stubGlobal('WebAssembly', undefined);
    const gone = vi.fn();
    await trained(updatesOf(run, { compile: 'now', refused: gone }).make);
    expect(gone).toHaveBeenCalledTimes(1);
  });

  it('is not written for what no memory holds', () => {
    expect(emitRun(run)).toBeDefined();
    expect(emitRun({ ...run, train: { ...run.train, samples: 1e9 } })).toBeUndefined();
  });
});
