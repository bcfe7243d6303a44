import type { Finding } from '#core/contract/health.ts';
import { rowOffOne } from '#core/spec/cross-checks.ts';
import { step } from '#core/contract/units.ts';
import type { Run } from './run.ts';

/** What can be told of a run before its first step. */
export const foreseen = (run: Run): Finding[] => [...batchOfOne(run), ...roundedTargets(run)];

/**
 * Of a single sample batch normalisation makes beta, whatever the sample is: its mean is the sample and its variance 0. Each step of such a
 * run, or the last one of each epoch where the samples leave a remainder of one.
 */
const batchOfOne = ({ spec, train, batchSize }: Run): Finding[] => {
  const layer = spec.network.layers.findIndex(({ normalization }) => normalization === 'batch') + 1;
  const of = Math.ceil(train.samples / batchSize);
  const batches = batchSize === 1 ? of : +(train.samples % batchSize === 1);
  if (layer === 0 || batches === 0) return [];
  return [{ kind: 'batch-of-one', where: { part: 'layer', layer }, since: step(of - batches), numbers: { batches, of } }];
};

/** Shares written with six decimals, such as three of 0.333333, are taken as they stand. */
const roundedTargets = ({ spec: { data, loss } }: Run): Finding[] => {
  if (data.kind !== 'inline' || loss !== 'categorical-cross-entropy') return [];
  const row = data.y.findIndex((targets) => rowOffOne(targets) > 1e-9);
  if (row < 0) return [];
  return [{ kind: 'rounded-targets', where: { part: 'run' }, since: step(0), numbers: { row, off: rowOffOne(data.y[row]!) } }];
};
