import { step as toStep } from '#core/contract/units.ts';
import { activationsOf } from '#core/explain/activations.ts';
import { distributionsOf, sampledSteps, tensorReader } from '#core/explain/distributions.ts';
import { layerBatch } from '#core/explain/layer-batch.ts';
import { parameterHistory } from '#core/explain/parameter-history.ts';
import type { Branches } from '#core/worker/branches.ts';
import { ownerOf } from '#core/worker/lineage.ts';
import type { OpenRun } from '#core/worker/open-run.ts';
import { readDistributionQuery, readLayerQuery, readParameterHistoryQuery } from '#core/worker/queries.ts';
import type { Calls } from '#core/worker/server.ts';
import type { Visits } from '#core/worker/visits.ts';

/** The numbers of one layer or parameter of the current branch, over samples or steps. */
export const probeCalls = (
  { current }: Pick<Branches, 'current'>,
  { visit, stateAt, pause, inTurns }: Visits,
): Pick<Calls, 'layerBatch' | 'distributions' | 'activations' | 'parameterHistory'> => ({
  *layerBatch(query) {
    const branch = current();
    const { step, layer } = readLayerQuery(query, branch.run.layout.layers.length);
    const { of, state } = yield* visit(branch, step);
    return layerBatch(of.run, step, state, layer);
  },

  *distributions(query) {
    const branch = current();
    const { layer, tensor, to, points, bins } = readDistributionQuery(query, branch.run.layout.layers.length);
    const readers = new Map<OpenRun, ReturnType<typeof tensorReader>>();
    const steps = sampledSteps(to, points);
    const values: Float64Array[] = [];
    for (const step of steps.map(toStep)) {
      const { of, state } = yield* visit(branch, step);
      const reader = readers.get(of) ?? tensorReader(of.run, layer, tensor);
      readers.set(of, reader);
      values.push(reader.at(step, state));
      yield* pause(of);
    }
    return distributionsOf(steps, values, bins, tensorReader(branch.run, layer, tensor).size);
  },

  *activations(query) {
    const branch = current();
    const { step, layer } = readLayerQuery(query, branch.run.layout.layers.length);
    const { of, state } = yield* visit(branch, step);
    return yield* inTurns(of, activationsOf(of.run, state, layer));
  },

  *parameterHistory(query) {
    const branch = current();
    const { step: to, place, steps } = readParameterHistoryQuery(query, branch.run.layout.layers);
    const of = ownerOf(branch, to);
    const from = toStep(Math.max(of.history.first, to - steps + 1));
    const state = yield* stateAt(of, from);
    return yield* inTurns(of, parameterHistory(of.run, from, to, state, place, of.updatesAtOnce));
  },
});
