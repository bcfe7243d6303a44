import { workOfStep } from '#core/spec/work.ts';
import type { Run } from '#core/net/run.ts';
import { readableUpdates, type MakeUpdates } from '#core/net/updates.ts';
import type { DataLoss } from '#core/net/workspace.ts';
import { CompiledRun, emitRun } from './compiled-run.ts';
import { dataLossOf } from './data-loss.ts';
import { takeOver, type CompileOptions } from './take-over.ts';

/** Makes the updates of a run by its module, or as the readable core does until there is one: the bits are the same. */
export const updatesOf = (run: Run, options: CompileOptions = { compile: 'aside' }): MakeUpdates => {
  const maker = takeOver(
    {
      readable: readableUpdates(run),
      emit: () => emitRun(run),
      start: (emitted, module) => new CompiledRun(run, emitted, module, validationLoss(run, options)).make,
    },
    options,
  );
  const work = workOfStep(run.spec, run.batchSize);
  return (step, count, state, told) => maker(count * work)(step, count, state, told);
};

/** What the end of an epoch is judged by, where it is. */
const validationLoss = (run: Run, options: CompileOptions): DataLoss | undefined =>
  run.layout.epochLoss >= 0 && run.validation.samples > 0 ? dataLossOf(run, run.validation, options) : undefined;
