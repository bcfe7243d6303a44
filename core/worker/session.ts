import { FailureError, type Failure } from '#core/contract/failure.ts';
import type { GradientCheckEntry, TrainerEvent } from '#core/contract/trainer.ts';
import type { Step } from '#core/contract/units.ts';
import { costOfStep } from '#core/explain/cost.ts';
import { defaultH, differenceCurve, gradientEntries, verdictOf } from '#core/explain/gradient-check.ts';
import { gradientPaths } from '#core/explain/paths.ts';
import { sampleGradients } from '#core/explain/sample-gradients.ts';
import { examining } from '#core/health/examine.ts';
import { learningRate } from '#core/math/schedule.ts';
import { scoringBaselines } from '#core/metrics/baselines.ts';
import { evaluating, evaluatingAll } from '#core/net/evaluate.ts';
import { stoppingOf } from '#core/net/watch.ts';
import { failureOf } from './failure-of.ts';
import { openRun, type OpenRun } from './open-run.ts';
import { createProgress } from './progress.ts';
import { readCheckQuery, readPlaceQuery, readRatesQuery, readSeriesQuery, readStep, readSurfaceQuery, readTraceQuery } from './queries.ts';
import type { Scheduler, Task } from './scheduler.ts';
import type { Calls } from './server.ts';
import { surfaceOf } from './surface.ts';
import { createTableShelf } from './table-shelf.ts';

export interface SessionHost {
  emit(event: TrainerEvent): void;
  readonly scheduler: Scheduler;
}

/**
 * The one open run and what can be asked of it.
 *
 * - S1 Opening replaces the run only when the new one is valid; what is under way for the old one answers `cancelled`.
 * - S2 Training goes on in the background, until its end, a pause, another run, or a number that is not finite.
 * - S3 A step beyond the trained end is trained up to before it is answered.
 * - S4 Every answer is a copy that nothing here refers to.
 * - S5 A table that was supplied serves every later run that names it.
 */
export const createSession = ({ emit, scheduler }: SessionHost): Calls => {
  const progress = createProgress(emit, () => scheduler.thread.now());
  const shelf = createTableShelf();
  let open: OpenRun | undefined;
  let training: { readonly task: Task<void>; readonly target: Step } | undefined;

  const current = (): OpenRun => {
    if (!open) throw new FailureError({ code: 'no-run' });
    return open;
  };

  /** A pause of work for `of`, which ends where that run was replaced. */
  function* pause(of: OpenRun): Task<void> {
    yield;
    if (of !== open) throw new FailureError({ code: 'cancelled' });
  }

  /** Work in pieces, each followed by a pause. */
  function* inTurns<T>(of: OpenRun, work: Task<T>): Task<T> {
    for (;;) {
      const piece = work.next();
      if (piece.done) return piece.value;
      yield* pause(of);
    }
  }

  function* stateAt(of: OpenRun, step: Step): Task<Float64Array> {
    const before = of.history.trainedTo;
    const target = (): Step => (training && training.target > step ? training.target : step);
    const seek = of.history.seek(step);
    try {
      while (!seek.advance(of.updatesAtOnce)) {
        if (before < step) progress.tell(of.history, target());
        yield* pause(of);
      }
      return seek.state!;
    } finally {
      if (of === open && of.history.trainedTo > before && before < step) {
        progress.tellNow(of.history, target());
        // Background training, where there is any, comes upon the end by itself.
        if (of.history.stopped && !training) tellStopped(of, undefined);
      }
    }
  }

  function* train(of: OpenRun, target: Step): Task<void> {
    const { history } = of;
    while (history.trainedTo < target && !history.failure && !history.stopped) {
      history.extend(Math.min(of.updatesAtOnce, target - history.trainedTo));
      progress.tell(history, target);
      yield;
    }
    progress.tellNow(history, target);
  }

  const stopTraining = (): boolean => {
    if (!training) return false;
    scheduler.drop(training.task);
    training = undefined;
    return true;
  };

  const tellStopped = ({ run, history }: OpenRun, failure: Failure | undefined): void => {
    const { trainedTo, stopped } = history;
    const early = stopped ? stoppingOf(run, history.at(trainedTo)) : undefined;
    emit({ event: 'stopped', trainedTo, ...(failure && { failure }), ...(early && { early }) });
  };

  return {
    *open(description) {
      const opened = openRun(description, shelf.tables);
      stopTraining();
      open = opened;
      return opened.summary();
    },

    *supply(piece) {
      return yield* shelf.supply(piece);
    },

    *train(to) {
      const of = current();
      const target = readStep(to);
      stopTraining();
      const task = train(of, target);
      training = { task, target };
      scheduler.add(task, (result) => {
        training = undefined;
        tellStopped(of, 'error' in result ? failureOf(result.error) : of.history.failure);
      });
    },

    *pause() {
      const of = current();
      if (stopTraining()) tellStopped(of, of.history.failure);
    },

    *trace(query) {
      const of = current();
      const { step, follow } = readTraceQuery(query, of.run.train.samples);
      return of.trace(step, yield* stateAt(of, step), follow);
    },

    *series(query) {
      const { history } = current();
      const { from, to, buckets } = readSeriesQuery(query);
      return history.series(from, to, buckets);
    },

    *rates(query) {
      const { schedule, optimizer } = current().run.spec;
      const { to, points } = readRatesQuery(query);
      if (schedule.kind === 'plateau') return new Float64Array(0);
      return Float64Array.from({ length: points }, (_, i) =>
        learningRate(schedule, optimizer.learningRate, Math.round((i * to) / (points - 1))),
      );
    },

    *surface(query) {
      const of = current();
      const read = readSurfaceQuery(query, of.run.train.inputs);
      const state = yield* stateAt(of, read.step);
      return yield* inTurns(of, surfaceOf(of.run, state, read, of.rowsAtOnce));
    },

    *evaluate(at) {
      const of = current();
      const state = yield* stateAt(of, readStep(at));
      return yield* inTurns(of, evaluatingAll(of.run, state));
    },

    *validationLoss(at) {
      const of = current();
      const state = yield* stateAt(of, readStep(at));
      if (of.run.validation.samples === 0) return undefined;
      return (yield* inTurns(of, evaluating(of.run, state, of.run.validation))).loss;
    },

    *health(at) {
      const of = current();
      const step = readStep(at);
      yield* stateAt(of, step);
      return yield* inTurns(of, examining(of.run, of.history, step, of.updatesAtOnce));
    },

    *baselines() {
      const of = current();
      return yield* inTurns(of, scoringBaselines(of.run));
    },

    *check(query) {
      const of = current();
      const { step, h = defaultH } = readCheckQuery(query);
      const state = yield* stateAt(of, step);
      const entries: GradientCheckEntry[] = [];
      for (const entry of gradientEntries(of.run, step, state, h)) {
        entries.push(entry);
        yield* pause(of);
      }
      return verdictOf(step, h, entries);
    },

    *paths(query) {
      const of = current();
      const { step, place } = readPlaceQuery(query, of.run.layout.layers);
      const state = yield* stateAt(of, step);
      return yield* inTurns(of, gradientPaths(of.run, step, state, place));
    },

    *sampleGradients(query) {
      const of = current();
      const { step, place } = readPlaceQuery(query, of.run.layout.layers);
      return sampleGradients(of.run, step, yield* stateAt(of, step), place);
    },

    *differenceCurve(query) {
      const of = current();
      const { step, place } = readPlaceQuery(query, of.run.layout.layers);
      const state = yield* stateAt(of, step);
      return yield* inTurns(of, differenceCurve(of.run, step, state, place));
    },

    *cost() {
      const { run } = current();
      return costOfStep(run.spec, run.batchSize);
    },
  };
};
