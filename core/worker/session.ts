import type { CompileOptions } from '#core/compile/take-over.ts';
import { createBranches } from './branches.ts';
import { branchCalls } from './calls/branches.ts';
import { evaluationCalls } from './calls/evaluation.ts';
import { explanationCalls } from './calls/explanations.ts';
import { landscapeCalls } from './calls/landscape.ts';
import { probeCalls } from './calls/probes.ts';
import { programCalls } from './calls/program.ts';
import { runCalls } from './calls/run.ts';
import { traceCalls } from './calls/trace.ts';
import type { Calls } from './server.ts';
import { createTableShelf } from './table-shelf.ts';
import type { TrainerEvent, Uncompiled } from '#core/protocol/trainer.ts';
import type { Scheduler } from './scheduler.ts';
import type { SecondThread } from './second/second-thread.ts';
import { createTraining } from './training.ts';
import { createVisits } from './visits.ts';

export interface SessionHost {
  emit(event: TrainerEvent | Uncompiled): void;
  readonly scheduler: Scheduler;
  readonly second: SecondThread;
}

/**
 * The one open run with its branches, and what can be asked of them.
 *
 * - S1 Opening replaces the run only when the new one is valid; what is under way for the old one answers `cancelled`.
 * - S2 Training goes on in the background, until its end, a pause, another run, or a number that is not finite.
 * - S3 A step beyond the trained end is trained up to before it is answered.
 * - S4 Every answer is a copy that nothing here refers to.
 * - S5 A table that was supplied serves every later run that names it.
 * - S6 What is asked of a step is answered by the branch whose own step it is; steps before it are those of what it left.
 * - S7 A branch changes nothing in what it left, and is as good as a run that was so from its beginning.
 * - S8 Where there can be no compiled code, that is told once.
 */
export const createSession = (host: SessionHost): Calls => {
  const shelf = createTableShelf();
  let told = false;
  const compiling: CompileOptions = {
    compile: 'aside',
    refused: () => {
      if (!told) host.emit({ event: 'uncompiled' });
      told = true;
    },
  };
  const training = createTraining(host);
  const { second } = host;
  const branches = createBranches(training.stop);
  const visits = createVisits(branches, training);
  return {
    ...runCalls(branches, training, shelf, compiling),
    ...branchCalls(branches, visits, shelf.tables, compiling, second),
    ...traceCalls(branches, visits, second),
    ...evaluationCalls(branches, visits),
    ...landscapeCalls(branches, visits, second),
    ...explanationCalls(branches, visits),
    ...probeCalls(branches, visits),
    ...programCalls(branches, visits),
  };
};
