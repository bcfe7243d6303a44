import { workOfStep } from '#core/spec/work.ts';
import type { Run } from '#core/net/run.ts';
import { readableUpdates, workspaceOf, type Updates } from '#core/net/updates.ts';
import type { DataLoss } from '#core/net/workspace.ts';
import { CompiledRun, emitRun } from './compiled-run.ts';
import { dataLossOf } from './data-loss.ts';
import { isLong } from './pieces.ts';
import { takeOver, type CompileOptions } from './take-over.ts';

/** Makes the updates of a run by its module, or as the readable core does until there is one: the bits are the same. */
export const updatesOf = (run: Run, options: CompileOptions = { compile: 'aside' }): Updates => {
  const workspace = workspaceOf(run);
  const maker = takeOver(
    {
      readable: { make: readableUpdates(run, workspace) } as Updates,
      emit: () => emitRun(run),
      start: (emitted, module) => new CompiledRun(run, emitted, module, workspace, validationLoss(run, options)),
    },
    options,
  );
  const work = workOfStep(run.spec, run.batchSize);
  return {
    make: (step, count, state, told) => maker(count * work).make(step, count, state, told),
    inPieces: isLong(run)
      ? function* (step, _, state, told) {
          const { make, inPieces } = maker(work);
          return inPieces ? yield* inPieces(step, 1, state, told) : make(step, 1, state, told);
        }
      : undefined,
  };
};

/** What the end of an epoch is judged by, where it is. */
const validationLoss = (run: Run, options: CompileOptions): DataLoss | undefined =>
  run.layout.epochLoss >= 0 && run.validation.samples > 0 ? dataLossOf(run, run.validation, options) : undefined;
