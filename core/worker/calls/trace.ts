import { step as toStep } from '#core/contract/units.ts';
import { isLong } from '#core/compile/pieces.ts';
import { learningRate } from '#core/math/schedule.ts';
import type { Branches } from '#core/worker/branches.ts';
import { ownerOf } from '#core/worker/lineage.ts';
import {
  fields,
  readLentState,
  readRatesQuery,
  readSeriesQuery,
  readStep,
  readSurfaceQuery,
  readTraceQuery,
} from '#core/worker/queries.ts';
import { readInstead } from '#core/worker/read-fork.ts';
import type { SecondThread } from '#core/worker/second/second-thread.ts';
import type { Calls } from '#core/worker/server.ts';
import { surfaceOf } from '#core/worker/surface.ts';
import type { Visits } from '#core/worker/visits.ts';

/** Pieces of work that are worth a way to the other thread and back. */
const WORTH = 4;

/** What is seen of a branch: one step, its state, what its units say over a plane, and the curves through all steps. */
export const traceCalls = (
  branches: Branches,
  { visit, stateAt, inTurns }: Visits,
  second: SecondThread,
): Pick<Calls, 'trace' | 'state' | 'lend' | 'series' | 'rates' | 'surface'> => ({
  *trace(query) {
    const branch = branches.of(query);
    const { step, follow } = readTraceQuery(query, branch.run.train.samples);
    const { instead } = fields(query);
    const of = ownerOf(branch, step);
    const put = readInstead(instead, of.run.layout);
    const state = yield* stateAt(of, step);
    put(state);
    const there =
      isLong(of.run) && second.isFreeFor(of.run) ? yield* inTurns(of, second.ask('trace', of.run, step, state, follow)) : undefined;
    return there ?? of.trace(step, state, follow);
  },

  *state(query) {
    const branch = branches.of(query);
    return (yield* visit(branch, readStep(fields(query)['step']))).state;
  },

  *lend(lent) {
    const branch = branches.of(lent);
    const step = readStep(fields(lent)['step']);
    const { run, history } = ownerOf(branch, step);
    history.lend(step, readLentState(lent, run.layout.length));
  },

  *series(query) {
    const { history } = branches.of(query);
    const { from, to, buckets } = readSeriesQuery(query);
    return history.series(from, to, buckets);
  },

  *rates(query) {
    const branch = branches.current();
    const { to, points } = readRatesQuery(query);
    const steps = Array.from({ length: points }, (_, i) => toStep(Math.round((i * to) / (points - 1))));
    const specs = steps.map((step) => ownerOf(branch, step).run.spec);
    if (specs.some(({ schedule }) => schedule.kind === 'plateau')) return new Float64Array(0);
    return Float64Array.from(steps, (step, i) => learningRate(specs[i]!.schedule, specs[i]!.optimizer.learningRate, step));
  },

  *surface(query) {
    const branch = branches.of(query);
    const read = readSurfaceQuery(query, branch.run.train.inputs, branch.run.layout.layers.length);
    const { of, state } = yield* visit(branch, read.step);
    const points = of.run.train.inputs === 1 ? read.grid : read.grid * read.grid;
    const there =
      points > WORTH * of.rowsAtOnce && second.isFreeFor(of.run)
        ? yield* inTurns(of, second.ask('surface', of.run, state, read, of.rowsAtOnce))
        : undefined;
    return there ?? (yield* inTurns(of, surfaceOf(of.run, state, read, of.rowsAtOnce)));
  },
});
