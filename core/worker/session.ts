import { mostBranches } from '#core/spec/branch.ts';
import { FailureError, type Failure } from '#core/contract/failure.ts';
import type { TrainerEvent } from '#core/protocol/trainer.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { step as toStep, type Step } from '#core/contract/units.ts';
import { differenceOf } from '#core/explain/difference.ts';
import { examining } from '#core/health/examine.ts';
import { learningRate } from '#core/math/schedule.ts';
import { scoringBaselines } from '#core/metrics/baselines.ts';
import { evaluating, evaluatingAll } from '#core/net/evaluate.ts';
import { indexOf } from '#core/net/fork.ts';
import { stoppingOf } from '#core/net/watch.ts';
import { explanations } from './explanations.ts';
import { failureOf } from './failure-of.ts';
import { openBranch, openRun, ownerOf, partingOf, type OpenRun } from './open-run.ts';
import { createLandscapes } from './landscape.ts';
import { readLandscapeQuery, readPlanePointQuery, readPlaneQuery, readRaceQuery } from './landscape-queries.ts';
import { createProgress } from './progress.ts';
import { fields, readRatesQuery, readSeriesQuery, readStep, readSurfaceQuery, readTraceQuery, wrongType } from './queries.ts';
import { readChange, readDifferenceQuery, readForkPoint, readParameterChange } from './read-fork.ts';
import type { Scheduler, Task } from './scheduler.ts';
import type { Calls } from './server.ts';
import { surfaceOf } from './surface.ts';
import { createTableShelf } from './table-shelf.ts';

export interface SessionHost {
  emit(event: TrainerEvent): void;
  readonly scheduler: Scheduler;
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
 */
export const createSession = ({ emit, scheduler }: SessionHost): Calls => {
  const progress = createProgress(emit, () => scheduler.thread.now());
  const shelf = createTableShelf();
  /** By number; a number is not given twice. */
  let branches = new Map<number, OpenRun>();
  let made = 0;
  const landscapes = createLandscapes((of, step) => stateAt(of, step));
  /** The branch that was opened, made or turned to last. */
  let open: OpenRun | undefined;
  let training: { readonly of: OpenRun; readonly task: Task<void>; readonly target: Step } | undefined;

  const current = (): OpenRun => {
    if (!open) throw new FailureError({ code: 'no-run' });
    return open;
  };

  /** A step that was asked for, with the branch whose own it is. */
  const asked = (at: unknown): { readonly of: OpenRun; readonly step: Step } => {
    const of = current();
    const step = readStep(at);
    return { of: ownerOf(of, step), step };
  };

  const branchOf = (named: unknown): OpenRun => {
    const of = current();
    if (named === undefined) return of;
    if (typeof named !== 'number') throw wrongType('branch', 'integer', named);
    const branch = branches.get(named);
    if (!branch)
      throw new FailureError({ code: 'not-one-of', place: 'branch', found: String(named), allowed: [...branches.keys()].map(String) });
    return branch;
  };

  const branchIn = (query: unknown): OpenRun => {
    current();
    return branchOf(fields(query)['branch']);
  };

  const isOpen = (of: OpenRun): boolean => branches.get(of.branch) === of;

  /** A pause of work for `of`, which ends where that run was replaced. */
  function* pause(of: OpenRun): Task<void> {
    yield;
    if (!isOpen(of)) throw new FailureError({ code: 'cancelled' });
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
    const target = (): Step => (training?.of === of && training.target > step ? training.target : step);
    const seek = of.history.seek(step);
    try {
      while (!seek.advance(of.updatesAtOnce)) {
        if (before < step) progress.tell(of, target());
        yield* pause(of);
      }
      return seek.state!;
    } finally {
      if (isOpen(of) && of.history.trainedTo > before && before < step) {
        progress.tellNow(of, target());
        // Background training, where there is any, comes upon the end by itself.
        if (of.history.stopped && training?.of !== of) tellStopped(of, undefined);
      }
    }
  }

  function* train(of: OpenRun, target: Step): Task<void> {
    const { history } = of;
    while (history.trainedTo < target && !history.failure && !history.stopped) {
      history.extend(Math.min(of.updatesAtOnce, target - history.trainedTo));
      progress.tell(of, target);
      yield;
    }
    progress.tellNow(of, target);
  }

  const stopTraining = (): boolean => {
    if (!training) return false;
    scheduler.drop(training.task);
    training = undefined;
    return true;
  };

  const tellStopped = ({ branch, run, history }: OpenRun, failure: Failure | undefined): void => {
    const { trainedTo, stopped } = history;
    const early = stopped ? stoppingOf(run, history.at(trainedTo)) : undefined;
    emit({ event: 'stopped', branch, trainedTo, ...(failure && { failure }), ...(early && { early }) });
  };

  return {
    *open(description) {
      const opened = openRun(description, shelf.tables);
      stopTraining();
      open = opened;
      branches = new Map([[0, opened]]);
      made = 0;
      return opened.summary();
    },

    *fork(fork) {
      current();
      const point = readForkPoint(fork);
      const left = ownerOf(branchOf(point.from), point.step);
      if (branches.size >= mostBranches)
        throw new FailureError({ code: 'too-large', what: 'branches', place: 'branch', found: branches.size + 1, limit: mostBranches });
      const change = readChange(point.change, left.run, shelf.tables);
      const state = yield* stateAt(left, point.step);
      const branch = openBranch(left, point.step, state, change, made + 1, shelf.tables);
      made = branch.branch;
      branches.set(branch.branch, branch);
      if (!point.aside) {
        stopTraining();
        open = branch;
      }
      return branch.summary();
    },

    *turnTo(named) {
      const branch = branchOf(named);
      if (branch !== open) stopTraining();
      open = branch;
      return branch.summary();
    },

    *prune(named) {
      const gone = branchOf(named);
      if (!gone.left) throw new FailureError({ code: 'out-of-range', place: 'branch', found: '0', min: 1, max: made, integer: true });
      const grewFrom = (of: OpenRun | undefined): boolean => of !== undefined && (of === gone || grewFrom(of.left));
      const numbers = [...branches.values()].filter(grewFrom).map(({ branch }) => branch);
      if (grewFrom(open)) {
        stopTraining();
        open = gone.left;
      }
      for (const number of numbers) {
        branches.get(number)?.history.release();
        branches.delete(number);
      }
      return numbers;
    },

    *firstDifference(query) {
      current();
      const { to, ...named } = readDifferenceQuery(query);
      const [a, b] = [branchOf(named.a), branchOf(named.b)];
      const parting = partingOf(a, b);
      if (parting === undefined) return undefined;
      for (let step = parting; step <= to; step = toStep(step + 1)) {
        const traces: StepTrace[] = [];
        for (const of of [a, b].map((end) => ownerOf(end, step))) traces.push(of.wholeTrace(step, yield* stateAt(of, step)));
        const difference = differenceOf(traces[0]!, traces[1]!);
        if (difference) return difference;
        yield* pause(a);
        yield* pause(b);
      }
      return undefined;
    },

    *supply(piece) {
      return yield* shelf.supply(piece);
    },

    *train(to) {
      const of = current();
      const target = readStep(to);
      stopTraining();
      const task = train(of, target);
      training = { of, task, target };
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
      const branch = branchIn(query);
      const { step, follow } = readTraceQuery(query, branch.run.train.samples);
      const { instead } = fields(query);
      const of = ownerOf(branch, step);
      const change = instead === undefined ? undefined : readParameterChange('instead', instead, of.run.layout);
      const state = yield* stateAt(of, step);
      if (change) state[indexOf(of.run.layout, change.place)] = change.value;
      return of.trace(step, state, follow);
    },

    *series(query) {
      const { history } = branchIn(query);
      const { from, to, buckets } = readSeriesQuery(query);
      return history.series(from, to, buckets);
    },

    *rates(query) {
      const branch = current();
      const { to, points } = readRatesQuery(query);
      const steps = Array.from({ length: points }, (_, i) => toStep(Math.round((i * to) / (points - 1))));
      const specs = steps.map((step) => ownerOf(branch, step).run.spec);
      if (specs.some(({ schedule }) => schedule.kind === 'plateau')) return new Float64Array(0);
      return Float64Array.from(steps, (step, i) => learningRate(specs[i]!.schedule, specs[i]!.optimizer.learningRate, step));
    },

    *surface(query) {
      const branch = branchIn(query);
      const read = readSurfaceQuery(query, branch.run.train.inputs, branch.run.layout.layers.length);
      const of = ownerOf(branch, read.step);
      const state = yield* stateAt(of, read.step);
      return yield* inTurns(of, surfaceOf(of.run, state, read, of.rowsAtOnce));
    },

    *evaluate(at) {
      const { of, step } = asked(at);
      const state = yield* stateAt(of, step);
      return yield* inTurns(of, evaluatingAll(of.run, state));
    },

    *validationLoss(at) {
      const { of, step } = asked(at);
      const state = yield* stateAt(of, step);
      if (of.run.validation.samples === 0) return undefined;
      return (yield* inTurns(of, evaluating(of.run, state, of.run.validation))).loss;
    },

    *health(at) {
      const { of, step } = asked(at);
      yield* stateAt(of, step);
      return yield* inTurns(of, examining(of.run, of.history, step, of.updatesAtOnce));
    },

    *baselines() {
      const of = current();
      return yield* inTurns(of, scoringBaselines(of.run));
    },

    ...explanations({ current, stateAt, pause, inTurns }),

    *plane(query) {
      const of = current();
      return yield* inTurns(of, landscapes.plane(of, readPlaneQuery(query, of.run.layout.layers)));
    },

    *landscape(query) {
      const of = current();
      return yield* inTurns(of, landscapes.rows(of, readLandscapeQuery(query, of.run)));
    },

    *planePoint(query) {
      const of = current();
      return yield* inTurns(of, landscapes.point(of, readPlanePointQuery(query, of.run.layout.layers)));
    },

    *race(query) {
      const of = current();
      return yield* inTurns(of, landscapes.race(of, readRaceQuery(query, of.run)));
    },
  };
};
