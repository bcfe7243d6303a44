import type { RunSpec } from './run-spec.ts';

/** Trainable numbers of a network: weights, biases, and gamma and beta of each normalised unit. Allocates nothing. */
export const parameterCount = ({ inputs, layers }: RunSpec['network']): number =>
  layers.reduce(
    ({ count, width }, { units, normalization }) => ({
      count: count + (width + 1) * units + (normalization === 'none' ? 0 : 2 * units),
      width: units,
    }),
    { count: 0, width: inputs },
  ).count;
