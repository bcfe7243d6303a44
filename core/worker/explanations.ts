import type { GradientCheckEntry } from '#core/protocol/trainer.ts';
import { step as toStep, type Step } from '#core/contract/units.ts';
import { activationsOf } from '#core/explain/activations.ts';
import { costOfStep } from '#core/explain/cost.ts';
import { distributionsOf, sampledSteps, tensorReader } from '#core/explain/distributions.ts';
import { defaultH, differenceCurve, gradientEntries, verdictOf } from '#core/explain/gradient-check.ts';
import { layerBatch } from '#core/explain/layer-batch.ts';
import { parameterHistory } from '#core/explain/parameter-history.ts';
import { gradientPaths } from '#core/explain/paths.ts';
import { sampleGradients } from '#core/explain/sample-gradients.ts';
import { ownerOf, type OpenRun } from './open-run.ts';
import { readCheckQuery, readDistributionQuery, readLayerQuery, readParameterHistoryQuery, readPlaceQuery } from './queries.ts';
import type { Task } from './scheduler.ts';
import type { Calls } from './server.ts';

/** How a question comes to the open run and takes its time there. */
export interface Visits {
  current(): OpenRun;
  stateAt(of: OpenRun, step: Step): Task<Float64Array>;
  pause(of: OpenRun): Task<void>;
  inTurns<T>(of: OpenRun, work: Task<T>): Task<T>;
}

type Explanation =
  'check' | 'paths' | 'sampleGradients' | 'differenceCurve' | 'layerBatch' | 'distributions' | 'activations' | 'parameterHistory' | 'cost';

/** The questions of `core/explain`, asked of one step of the open run. */
export const explanations = ({ current, stateAt, pause, inTurns }: Visits): Pick<Calls, Explanation> => ({
  *check(query) {
    const branch = current();
    const { step, h = defaultH } = readCheckQuery(query);
    const of = ownerOf(branch, step);
    const state = yield* stateAt(of, step);
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
    const of = ownerOf(branch, step);
    const state = yield* stateAt(of, step);
    return yield* inTurns(of, gradientPaths(of.run, step, state, place));
  },

  *sampleGradients(query) {
    const branch = current();
    const { step, place } = readPlaceQuery(query, branch.run.layout.layers);
    const of = ownerOf(branch, step);
    return sampleGradients(of.run, step, yield* stateAt(of, step), place);
  },

  *differenceCurve(query) {
    const branch = current();
    const { step, place } = readPlaceQuery(query, branch.run.layout.layers);
    const of = ownerOf(branch, step);
    const state = yield* stateAt(of, step);
    return yield* inTurns(of, differenceCurve(of.run, step, state, place));
  },

  *layerBatch(query) {
    const branch = current();
    const { step, layer } = readLayerQuery(query, branch.run.layout.layers.length);
    const of = ownerOf(branch, step);
    return layerBatch(of.run, step, yield* stateAt(of, step), layer);
  },

  *distributions(query) {
    const branch = current();
    const { layer, tensor, to, points, bins } = readDistributionQuery(query, branch.run.layout.layers.length);
    const readers = new Map<OpenRun, ReturnType<typeof tensorReader>>();
    const steps = sampledSteps(to, points);
    const values: Float64Array[] = [];
    for (const k of steps) {
      const of = ownerOf(branch, toStep(k));
      const reader = readers.get(of) ?? tensorReader(of.run, layer, tensor);
      readers.set(of, reader);
      values.push(reader.at(k, yield* stateAt(of, toStep(k))));
      yield* pause(of);
    }
    return distributionsOf(steps, values, bins, tensorReader(branch.run, layer, tensor).size);
  },

  *activations(query) {
    const branch = current();
    const { step, layer } = readLayerQuery(query, branch.run.layout.layers.length);
    const of = ownerOf(branch, step);
    return yield* inTurns(of, activationsOf(of.run, yield* stateAt(of, step), layer));
  },

  *parameterHistory(query) {
    const branch = current();
    const { step: to, place, steps } = readParameterHistoryQuery(query, branch.run.layout.layers);
    const of = ownerOf(branch, to);
    const from = toStep(Math.max(of.history.first, to - steps + 1));
    const state = yield* stateAt(of, from);
    return yield* inTurns(of, parameterHistory(of.run, from, to, state, place, of.updatesAtOnce));
  },

  *cost() {
    const { run } = current();
    return costOfStep(run.spec, run.batchSize);
  },
});
