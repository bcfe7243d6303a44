import type { RunSpec } from '#core/spec/run-spec.ts';
import { batchSize } from '#core/data/batches.ts';
import type { Dataset } from '#core/data/dataset.ts';
import { prepareData } from '#core/data/prepare.ts';
import type { Scaling } from '#core/data/preprocess.ts';
import type { Tables } from '#core/data/table.ts';
import { initialise } from '#core/math/initialise.ts';
import { optimizerScalars } from '#core/math/optimise.ts';
import { restingPlateau } from '#core/math/schedule.ts';
import { restingStopping } from '#core/math/stopping.ts';
import { makeLayout, type Layout } from './layout.ts';
import { readableProducts, type Products } from './products.ts';
import { rulesOf, type Rules } from './rules.ts';

/** A run made ready: its data and the places of its numbers. Read-only; nothing in it changes as it trains. */
export interface Run {
  readonly spec: RunSpec;
  readonly train: Dataset;
  readonly validation: Dataset;
  readonly test: Dataset;
  /** What was done to the inputs. */
  readonly scaling: Scaling;
  readonly layout: Layout;
  /** How it computes its gradient. */
  readonly rules: Rules;
  /** Who multiplies its matrices: the bits are the same, whoever does. */
  readonly products: Products;
  /** Samples of the largest batch. */
  readonly batchSize: number;
  /** The step before which the optimiser was at rest: it counts its updates from there. */
  readonly optimizerFrom: number;
}

/** Makes the data and the layout of a valid run. Throws a FailureError where its table is not there or cannot be used. */
export const prepareRun = (spec: RunSpec, tables: Tables = {}): Run => {
  const { train, validation, test, scaling } = prepareData(spec, tables);
  const rules = rulesOf(spec);
  const layout = makeLayout(spec, rules);
  return {
    spec,
    train,
    validation,
    test,
    scaling,
    layout,
    rules,
    products: readableProducts,
    batchSize: batchSize(spec, train.samples),
    optimizerFrom: 0,
  };
};

/** theta_0: the run's own starting values where it has them, else its initialisers'; optimiser state and running statistics at rest. */
export const initialState = ({ spec, layout }: Run): Float64Array => {
  const state = new Float64Array(layout.length);
  layout.layers.forEach(({ inputs, units, W, b, gamma, runningVariance }, l) => {
    const own = spec.parameters?.[l];
    if (own) {
      own.W.forEach((row, i) => state.set(row, W + i * units));
      state.set(own.b, b);
    } else initialise(spec.network.layers[l]!, spec.seed, state, inputs, units, W, b);
    if (gamma >= 0) state.fill(1, gamma, gamma + units);
    if (runningVariance >= 0) state.fill(1, runningVariance, runningVariance + units);
  });
  state.set(optimizerScalars(spec.optimizer.kind), layout.scalars);
  if (layout.plateau >= 0) state.set([restingPlateau.best, restingPlateau.waited, restingPlateau.factor], layout.plateau);
  if (layout.stopping >= 0) state.set([restingStopping.best, restingStopping.bestStep, restingStopping.waited], layout.stopping);
  return state;
};
