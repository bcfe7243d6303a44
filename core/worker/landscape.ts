import type { LandscapeQuery, Plane, PlanePoint, PlanePointQuery, PlaneQuery, RaceQuery, RaceResult } from '#core/protocol/landscape.ts';
import type { Step } from '#core/contract/units.ts';
import { dataLossOf } from '#core/compile/data-loss.ts';
import { lossRows, pointsOf } from '#core/landscape/grid.ts';
import { lossOver, type LossAt } from '#core/landscape/loss-over.ts';
import { pathStates, planeAt, type PathStates, type PlaneAt } from '#core/landscape/plane.ts';
import { pointAt } from '#core/landscape/point.ts';
import { racing } from '#core/landscape/race.ts';
import { evenSamples } from '#core/landscape/samples.ts';
import { lossesAtOnce } from '#core/landscape/work.ts';
import { workPerSample } from '#core/net/data-loss.ts';
import type { OpenRun } from './open-run.ts';
import type { Task } from './scheduler.ts';
import type { SecondThread } from './second/second-thread.ts';
import { together } from './second/together.ts';

/** Pictures are of some samples at first and of all then. */
const LOSSES_KEPT = 2;

/** Multiply-adds of losses that go to the other thread at once: a few hundredths of a second. */
const BLOCK = 4e7;

/**
 * Answers about planes. The last plane is kept, for many questions follow about the same one; the last path, for planes move along it; and the
 * last losses, which have their modules.
 */
export const createLandscapes = (stateAt: (of: OpenRun, step: Step) => Task<Float64Array>, second: SecondThread) => {
  let path: { readonly of: OpenRun; readonly to: Step; readonly states: PathStates } | undefined;
  let kept: { readonly of: OpenRun; readonly name: string; readonly at: PlaneAt } | undefined;
  const losses: { readonly of: OpenRun; readonly samples: number; readonly lossAt: LossAt }[] = [];

  /** The loss over so many training samples. */
  const lossOf = (of: OpenRun, samples = of.run.train.samples): LossAt => {
    const known = losses.find((loss) => loss.of === of && loss.samples === samples);
    if (known) return known.lossAt;
    const data = evenSamples(of.run.train, samples);
    const lossAt = lossOver(of.run, data, dataLossOf(of.run, data));
    losses.unshift({ of, samples, lossAt });
    losses.splice(LOSSES_KEPT);
    return lossAt;
  };

  function* pathOf(of: OpenRun, to: Step): Task<PathStates> {
    if (path?.of === of && path.to === to) return path.states;
    const states = yield* pathStates(of.run, to, (step) => stateAt(of, step));
    path = { of, to, states };
    return states;
  }

  function* planeOf(of: OpenRun, query: PlaneQuery): Task<PlaneAt> {
    const name = JSON.stringify(query);
    if (kept?.of === of && kept.name === name) return kept.at;
    const at = yield* planeAt(of.run, query, (step) => stateAt(of, step), yield* pathOf(of, query.to));
    kept = { of, name, at };
    return at;
  }

  return {
    *plane(of: OpenRun, query: PlaneQuery): Task<Plane> {
      // A copy: what is answered is moved to the other side.
      return structuredClone((yield* planeOf(of, query)).plane);
    },

    *rows(of: OpenRun, { plane, samples, ...query }: LandscapeQuery): Task<Float64Array> {
      const { run } = of;
      const { centre, directions } = yield* planeOf(of, plane);
      const [at, lossAt, pauseAfter] = [{ centre, directions }, lossOf(of, samples), lossesAtOnce(run, samples)];
      const values = new Float64Array(pointsOf(query));
      yield* together({
        count: values.length,
        atOnce: Math.max(1, Math.floor(BLOCK / (samples * workPerSample(run)))),
        own: (from, to) => lossRows(at, query, lossAt, pauseAfter, [from, to]),
        send: (from, to) => (second.isFreeFor(run) ? second.begin('losses', run, samples, at, query, [from, to]) : undefined),
        take: (from, made) => values.set(made, from),
      });
      return values;
    },

    *point(of: OpenRun, { plane, step }: PlanePointQuery): Task<PlanePoint> {
      const at = yield* planeOf(of, plane);
      return yield* pointAt(of.run, at, step, yield* stateAt(of, step), lossOf(of));
    },

    *race(of: OpenRun, { plane, steps, rivals }: RaceQuery): Task<readonly RaceResult[]> {
      const { run } = of;
      const { centre, directions } = yield* planeOf(of, plane);
      const at = { centre, directions };
      const results: RaceResult[] = [];
      yield* together({
        count: rivals.length,
        atOnce: 1,
        *own(from) {
          return [yield* racing(run, at, steps, rivals[from]!)];
        },
        send: (from, to) => (second.isFreeFor(run) ? second.begin('race', run, at, steps, rivals.slice(from, to)) : undefined),
        take: (from, [made]: readonly RaceResult[]) => (results[from] = made!),
      });
      return results;
    },
  };
};
