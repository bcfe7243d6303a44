import type { Branches } from '#core/worker/branches.ts';
import { readLandscapeQuery, readPlanePointQuery, readPlaneQuery, readRaceQuery } from '#core/worker/landscape-queries.ts';
import { createLandscapes } from '#core/worker/landscape.ts';
import type { SecondThread } from '#core/worker/second/second-thread.ts';
import type { Calls } from '#core/worker/server.ts';
import type { Visits } from '#core/worker/visits.ts';

/** The loss over planes through the parameters of the current branch. */
export const landscapeCalls = (
  { current }: Pick<Branches, 'current'>,
  { stateAt, inTurns }: Visits,
  second: SecondThread,
): Pick<Calls, 'plane' | 'landscape' | 'planePoint' | 'race'> => {
  const landscapes = createLandscapes(stateAt, second);
  return {
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
