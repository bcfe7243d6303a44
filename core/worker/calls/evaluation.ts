import { examining } from '#core/health/examine.ts';
import { scoringBaselines } from '#core/metrics/baselines.ts';
import { evaluatingAll } from '#core/net/evaluate.ts';
import type { Branches } from '#core/worker/branches.ts';
import { readStep } from '#core/worker/queries.ts';
import { readInstead } from '#core/worker/read-fork.ts';
import type { Calls } from '#core/worker/server.ts';
import type { Visits } from '#core/worker/visits.ts';

/** How good the network is at a step of a branch, and how healthy its training. */
export const evaluationCalls = (
  { current, named }: Pick<Branches, 'current' | 'named'>,
  { visit, inTurns }: Visits,
): Pick<Calls, 'evaluate' | 'validationLoss' | 'health' | 'baselines'> => ({
  *evaluate(at, branch, instead) {
    const asked = named(branch);
    const put = readInstead(instead, asked.run.layout);
    const { of, state } = yield* visit(asked, readStep(at));
    put(state);
    return yield* inTurns(of, evaluatingAll(of.run, state));
  },

  *validationLoss(at) {
    const { of, state } = yield* visit(current(), readStep(at));
    if (of.run.validation.samples === 0) return undefined;
    return yield* inTurns(of, of.validationLoss(state));
  },

  *health(at, number) {
    const branch = named(number);
    const step = readStep(at);
    const { of } = yield* visit(branch, step);
    return yield* inTurns(of, examining(of.run, of.history, step, of.updatesAtOnce));
  },

  *baselines() {
    const of = current();
    return yield* inTurns(of, scoringBaselines(of.run));
  },
});
