import { workOfStep } from '#core/spec/work.ts';
import type { Run } from '#core/net/run.ts';
import { readableUpdates, type MakeUpdates } from '#core/net/updates.ts';
import { CompiledRun, emitRun } from './compiled-run.ts';
import { compileAside, compileNow } from './instantiate.ts';

/** Multiply-adds after which a module pays: a few milliseconds of the readable core, about what it takes to write one. */
const PAYS_AFTER = 4e6;

export interface UpdatesOptions {
  /** Aside: the readable core makes the updates until the module is there. Now: it is there before the first one. */
  readonly compile: 'aside' | 'now' | 'never';
  /** Is told why there is no module, where the engine or the page's policy refuses one. */
  readonly refused?: (reason: unknown) => void;
}

/** Makes the updates of a run by its module, or as the readable core does until there is one: the bits are the same. */
export const updatesOf = (run: Run, { compile, refused }: UpdatesOptions = { compile: 'aside' }): MakeUpdates => {
  let make = readableUpdates(run);
  if (compile === 'now') make = compiledNow(run, refused) ?? make;
  if (compile !== 'aside') return make;
  const work = workOfStep(run.spec, run.batchSize);
  let done = 0;
  let asked = false;
  return (step, count, state, told) => {
    if (!asked && done > PAYS_AFTER) {
      asked = true;
      void compiledAside(run).then(
        (compiled) => (make = compiled ?? make),
        (reason: unknown) => refused?.(reason),
      );
    }
    done += count * work;
    return make(step, count, state, told);
  };
};

const compiledNow = (run: Run, refused: UpdatesOptions['refused']): MakeUpdates | undefined => {
  try {
    const emitted = emitRun(run);
    return emitted && new CompiledRun(run, emitted, compileNow(emitted.bytes)).make;
  } catch (reason) {
    refused?.(reason);
    return undefined;
  }
};

const compiledAside = async (run: Run): Promise<MakeUpdates | undefined> => {
  const emitted = emitRun(run);
  return emitted && new CompiledRun(run, emitted, await compileAside(emitted.bytes)).make;
};
