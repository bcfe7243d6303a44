import type { GradientCheckEntry } from '#core/protocol/gradient-check.ts';
import { costOfStep } from '#core/explain/cost.ts';
import { defaultH, differenceCurve, gradientEntries, verdictOf } from '#core/explain/gradient-check.ts';
import { lossAlong } from '#core/explain/loss-along.ts';
import { gradientPaths } from '#core/explain/paths.ts';
import { sampleGradients } from '#core/explain/sample-gradients.ts';
import type { Branches } from '#core/worker/branches.ts';
import { readCheckQuery, readLossAlongQuery, readPlaceQuery } from '#core/worker/queries.ts';
import type { Calls } from '#core/worker/server.ts';
import type { Visits } from '#core/worker/visits.ts';

/** Where the gradients of a step of the current branch come from, whether they are right, and what the step costs. */
export const explanationCalls = (
  { current }: Pick<Branches, 'current'>,
  { visit, pause, inTurns }: Visits,
): Pick<Calls, 'check' | 'paths' | 'sampleGradients' | 'differenceCurve' | 'lossAlong' | 'cost'> => ({
  *check(query) {
    const branch = current();
    const { step, h = defaultH } = readCheckQuery(query);
    const { of, state } = yield* visit(branch, step);
    const entries: GradientCheckEntry[] = [];
    for (const entry of gradientEntries(of.run, step, state, h)) {
      entries.push(entry);
      yield* pause(of);
    }
    return verdictOf(step, h, entries);
  },

  *paths(query) {
    const branch = current();
    const { step, place } = readPlaceQuery(query, branch.run.layout.layers);
    const { of, state } = yield* visit(branch, step);
    return yield* inTurns(of, gradientPaths(of.run, step, state, place));
  },

  *sampleGradients(query) {
    const branch = current();
    const { step, place } = readPlaceQuery(query, branch.run.layout.layers);
    const { of, state } = yield* visit(branch, step);
    return sampleGradients(of.run, step, state, place);
  },

  *differenceCurve(query) {
    const branch = current();
    const { step, place } = readPlaceQuery(query, branch.run.layout.layers);
    const { of, state } = yield* visit(branch, step);
    return yield* inTurns(of, differenceCurve(of.run, step, state, place));
  },

  *lossAlong(query) {
    const branch = current();
    const { step, place, values } = readLossAlongQuery(query, branch.run.layout.layers);
    const { of, state } = yield* visit(branch, step);
    return yield* inTurns(of, lossAlong(of.run, step, state, place, values));
  },

  *cost() {
    const { run } = current();
    return costOfStep(run.spec, run.batchSize);
  },
});
