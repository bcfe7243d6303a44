import type { Rival } from '#core/protocol/landscape.ts';
import { optimizers, type OptimizerKind } from '#core/spec/methods.ts';
import type { OptimizerSpec, RunSpec } from '#core/spec/run-spec.ts';
import { arithmeticRates, defaultsOf, isAdaptive, usualRate } from './edits.ts';

/** More lines than this are hard to tell apart. */
export const mostRivals = 4;
export const usualRivals: readonly OptimizerKind[] = ['sgd', 'momentum', 'rmsprop', 'adam'];

/** The run's own optimiser as it is, others with their usual settings; rates fit the run's arithmetic. */
export const racingOptimizer = (kind: OptimizerKind, { optimizer, arithmetic }: RunSpec): OptimizerSpec => {
  if (kind === optimizer.kind) return optimizer;
  const scale = isAdaptive(kind) ? 1 : arithmeticRates[arithmetic] / arithmeticRates.standard;
  return { ...defaultsOf(optimizers[kind].settings), learningRate: usualRate(kind) * scale, kind } as OptimizerSpec;
};

export const optimizerRivals = (kinds: readonly OptimizerKind[], spec: RunSpec): Rival[] =>
  kinds.map((kind) => ({ kind: 'optimizer', optimizer: racingOptimizer(kind, spec) }));

/** As many other starts of the same network. */
export const startRivals = ({ seed }: RunSpec): Rival[] =>
  Array.from({ length: mostRivals }, (_, i) => ({ kind: 'start', seed: (seed + 1 + i) % 2 ** 32 }));
