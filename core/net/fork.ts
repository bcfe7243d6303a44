import type { SampleChange } from '#core/spec/branch.ts';
import { FailureError } from '#core/contract/failure.ts';
import type { ParameterRef } from '#core/contract/explanation.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { batchSize } from '#core/data/batches.ts';
import type { Dataset } from '#core/data/dataset.ts';
import type { Tables } from '#core/data/table.ts';
import { makeLayout, type Layout } from './layout.ts';
import { rulesOf } from './rules.ts';
import { initialState, prepareRun, type Run } from './run.ts';

/** A change that was read: its description, where it has one, is valid. */
export interface ForkChange {
  readonly spec?: RunSpec | undefined;
  readonly parameters: readonly { readonly place: ParameterRef; readonly value: number }[];
  readonly samples: readonly SampleChange[];
}

/** A run that is another one from some step on, with the state that it begins with there. */
export interface Forked {
  readonly run: Run;
  readonly state: Float64Array;
}

/**
 * What becomes of `run` when it is changed before step `step`, whose state is `state`. An optimiser of another kind begins at rest, with its
 * count of updates; so does early stopping, or a schedule, that was not there before. Throws a FailureError where the layers' shapes change.
 */
export const forkRun = (run: Run, step: number, state: Float64Array, change: ForkChange, tables: Tables = {}): Forked => {
  const changed = change.spec ? respecified(run, step, change.spec, tables) : run;
  const forked = change.samples.length > 0 ? { ...changed, train: patched(changed.train, change.samples) } : changed;
  const own = forked === run ? state.slice() : carriedOver(run, state, forked);
  for (const { place, value } of change.parameters) own[indexOf(forked.layout, place)] = value;
  return { run: forked, state: own };
};

/** Keys that the data depend on: where these stay, so do the samples, changed ones among them. */
const dataKeys = ['data', 'split', 'preprocess', 'labelNoise', 'seed'] as const;

const respecified = (run: Run, step: number, spec: RunSpec, tables: Tables): Run => {
  const rules = rulesOf(spec);
  const layout = makeLayout(spec, rules);
  if (shapesOf(layout) !== shapesOf(run.layout))
    throw new FailureError({ code: 'incompatible', place: 'network', reason: 'branch-keeps-layers' });
  const sameData = dataKeys.every((key) => JSON.stringify(spec[key]) === JSON.stringify(run.spec[key]));
  const optimizerFrom = spec.optimizer.kind === run.spec.optimizer.kind ? run.optimizerFrom : step;
  if (!sameData) return { ...prepareRun(spec, tables), optimizerFrom };
  return { ...run, spec, layout, rules, batchSize: batchSize(spec, run.train.samples), optimizerFrom };
};

const shapesOf = ({ layers }: Layout): string => layers.map(({ inputs, units, gamma }) => `${inputs} ${units} ${gamma < 0}`).join();

const patched = (train: Dataset, changes: readonly SampleChange[]): Dataset => {
  const [x, y] = [train.x.slice(), train.y.slice()];
  for (const { sample, x: inputs, y: targets } of changes) {
    if (inputs) x.set(inputs, sample * train.inputs);
    if (targets) y.set(targets, sample * train.outputs);
  }
  return { ...train, x, y };
};

/** The numbers of a state that the other run has too, in its places; the others as they begin. */
const carriedOver = (from: Run, state: Float64Array, to: Run): Float64Array => {
  const [old, layout] = [from.layout, to.layout];
  const own = initialState(to);
  const copy = (source: number, target: number, count: number): void => own.set(state.subarray(source, source + count), target);
  const sameOptimizer = from.spec.optimizer.kind === to.spec.optimizer.kind;
  copy(0, 0, sameOptimizer ? old.running : old.parameters);
  old.layers.forEach(({ runningMean, runningVariance, units }, l) => {
    if (runningMean < 0) return;
    copy(runningMean, layout.layers[l]!.runningMean, units);
    copy(runningVariance, layout.layers[l]!.runningVariance, units);
  });
  if (old.oldGradient >= 0 && layout.oldGradient >= 0) copy(old.oldGradient, layout.oldGradient, old.parameters);
  if (sameOptimizer) copy(old.scalars, layout.scalars, (old.epochLoss < 0 ? old.length : old.epochLoss) - old.scalars);
  // The sum over an epoch goes on only where the epoch does.
  if (old.epochLoss >= 0 && layout.epochLoss >= 0 && from.batchSize === to.batchSize) copy(old.epochLoss, layout.epochLoss, 1);
  if (old.plateau >= 0 && layout.plateau >= 0) copy(old.plateau, layout.plateau, 3);
  if (old.stopping >= 0 && layout.stopping >= 0) copy(old.stopping, layout.stopping, 3);
  return own;
};

/** Where a parameter lies in the state. */
export const indexOf = ({ layers }: Layout, { layer, kind, row, col }: ParameterRef): number => {
  const { W, b, units } = layers[layer - 1]!;
  return kind === 'W' ? W + row * units + col : b + col;
};
