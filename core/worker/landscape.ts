import type { LandscapeQuery, Plane, PlanePoint, PlanePointQuery, PlaneQuery, RaceQuery, RaceResult } from '#core/protocol/landscape.ts';
import type { Step } from '#core/contract/units.ts';
import { lossRows } from '#core/landscape/grid.ts';
import { pathStates, planeAt, type PathStates, type PlaneAt } from '#core/landscape/plane.ts';
import { pointAt } from '#core/landscape/point.ts';
import { racing } from '#core/landscape/race.ts';
import type { OpenRun } from './open-run.ts';
import type { Task } from './scheduler.ts';

/** Answers about planes. The last plane is kept, for many questions follow about the same one; and the last path, for planes move along it. */
export const createLandscapes = (stateAt: (of: OpenRun, step: Step) => Task<Float64Array>) => {
  let path: { readonly of: OpenRun; readonly to: Step; readonly states: PathStates } | undefined;
  let kept: { readonly of: OpenRun; readonly name: string; readonly at: PlaneAt } | undefined;

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

    *rows(of: OpenRun, { plane, ...query }: LandscapeQuery): Task<Float64Array> {
      return yield* lossRows(of.run, yield* planeOf(of, plane), query);
    },

    *point(of: OpenRun, { plane, step }: PlanePointQuery): Task<PlanePoint> {
      const at = yield* planeOf(of, plane);
      return yield* pointAt(of.run, at, step, yield* stateAt(of, step));
    },

    *race(of: OpenRun, { plane, steps, rivals }: RaceQuery): Task<readonly RaceResult[]> {
      const at = yield* planeOf(of, plane);
      const results: RaceResult[] = [];
      for (const rival of rivals) results.push(yield* racing(of.run, at, steps, rival));
      return results;
    },
  };
};
