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

describe('the module of a run', () => {
  it('is compiled aside, once, and takes over without a trace', async () => {
    const { WebAssembly } = globalThis as unknown as { WebAssembly: { compile: (bytes: Uint8Array) => Promise<object>; Instance: object } };
    const compile = vi.spyOn(WebAssembly, 'compile');
    const instance = vi.spyOn(WebAssembly as unknown as { Instance: () => void }, 'Instance');
    const state = await trained(updatesOf(run, { compile: 'aside' }));
    expect(compile).toHaveBeenCalledTimes(1);
    expect(instance).toHaveBeenCalledTimes(1);
    expect(state).toEqual(await trained(readableUpdates(run)));
    vi.restoreAllMocks();
  });

  it('is waited for where nothing else is to be done, once the work pays', () => {
    const { WebAssembly } = globalThis as unknown as { WebAssembly: { Instance: () => void } };
    const instance = vi.spyOn(WebAssembly, 'Instance');
    const make = updatesOf(run, { compile: 'at-once' });
    const state = initialState(run);
    make(0, 1, state, () => undefined);
    expect(instance).not.toHaveBeenCalled();
    make(1, 999, state, () => undefined);
    expect(instance).toHaveBeenCalledTimes(1);
    const readable = initialState(run);
    readableUpdates(run)(0, 1000, readable, () => undefined);
    expect([...state]).toEqual([...readable]);
    vi.restoreAllMocks();
  });

  it('where the engine refuses it the readable core goes on, and that is told once', async () => {
    const real = (globalThis as unknown as { WebAssembly: object }).WebAssembly;
    const no = new Error('blocked by the policy of the page');
    vi.stubGlobal('WebAssembly', Object.assign(Object.create(real) as object, { compile: () => Promise.reject(no) }));
    const refused = vi.fn();
    const state = await trained(updatesOf(run, { compile: 'aside', refused }));
    expect(refused.mock.calls).toEqual([[no]]);
    expect(state).toEqual(await trained(readableUpdates(run)));
    vi.stubGlobal('WebAssembly', undefined);
    const gone = vi.fn();
    await trained(updatesOf(run, { compile: 'now', refused: gone }));
    expect(gone).toHaveBeenCalledTimes(1);
  });

  it('is not written for what no memory holds', () => {
    expect(emitRun(run)).toBeDefined();
    expect(emitRun({ ...run, train: { ...run.train, samples: 1e9 } })).toBeUndefined();
  });
});
