import { failureFrom, type Failure } from '#core/contract/failure.ts';
import type { TrainerEvent } from '#core/protocol/trainer.ts';
import type { Step } from '#core/contract/units.ts';
import { stoppingOf } from '#core/net/watch.ts';
import type { OpenRun } from './open-run.ts';
import { createProgress, type Progress } from './progress.ts';
import type { Scheduler, Task } from './scheduler.ts';

/** Training in the background, of one branch at a time, and what is told of any training. */
export interface Training {
  /** Trains until `target` updates have been made, in place of what was under way; then tells that it stopped. */
  start(of: OpenRun, target: Step): void;
  /** Ends what is under way, untold. */
  stop(): void;
  /** Ends what is under way and tells so. */
  pause(): void;
  /** Tells, unless it did just now, how far training has come on its way to `step`, which somebody waits for. */
  tell(of: OpenRun, step: Step): void;
  /** Tells, in any case, that nobody waits for `step` any more, and of an end of training that was come upon. */
  tellEnd(of: OpenRun, step: Step): void;
}

export interface TrainingHost {
  emit(event: TrainerEvent): void;
  readonly scheduler: Scheduler;
}

export const createTraining = ({ emit, scheduler }: TrainingHost): Training => {
  const progress = createProgress(emit, () => scheduler.thread.now());
  let underWay: { readonly of: OpenRun; readonly task: Task<void>; readonly target: Step } | undefined;

  const stop = (): void => {
    if (underWay) scheduler.drop(underWay.task);
    underWay = undefined;
  };

  /** Where training goes while somebody waits for `step`. */
  const targetOf = (of: OpenRun, step: Step): Step => (underWay?.of === of && underWay.target > step ? underWay.target : step);

  const tellStopped = ({ branch, run, history }: OpenRun, failure: Failure | undefined): void => {
    const { trainedTo, stopped } = history;
    const early = stopped ? stoppingOf(run, history.at(trainedTo)) : undefined;
    emit({ event: 'stopped', branch, trainedTo, ...(failure && { failure }), ...(early && { early }) });
  };

  return {
    start(of, target) {
      stop();
      const task = train(of, target, progress);
      underWay = { of, task, target };
      scheduler.add(task, (result) => {
        underWay = undefined;
        tellStopped(of, 'error' in result ? failureFrom('trainer', result.error) : of.history.failure);
      });
    },
    stop,
    pause() {
      if (!underWay) return;
      const { of } = underWay;
      stop();
      tellStopped(of, of.history.failure);
    },
    tell: (of, step) => progress.tell(of, targetOf(of, step)),
    tellEnd(of, step) {
      progress.tellNow(of, targetOf(of, step));
      // Background training, where there is any, comes upon the end by itself.
      if (of.history.stopped && underWay?.of !== of) tellStopped(of, undefined);
    },
  };
};

/** Trains in pieces, until the target or an end of training. */
function* train(of: OpenRun, target: Step, progress: Progress): Task<void> {
  const { history } = of;
  while (history.trainedTo < target && !history.failure && !history.stopped) {
    yield* history.extending(Math.min(of.updatesAtOnce, target - history.trainedTo));
    progress.tell(of, target);
    yield;
  }
  progress.tellNow(of, target);
}
