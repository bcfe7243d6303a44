import { batchStatistics } from '#core/math/normalise.ts';
import type { LayerBatch } from '#core/protocol/probes.ts';

/** The numbers that are normalised together, before and after: a unit over the batch, or a sample over the units. */
export interface NormalGroup {
  /** The unit, or the row of the batch, from 0. */
  readonly index: number;
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** As the layer computed them. */
  readonly mean: number;
  readonly variance: number;
}

/** The groups of a normalised layer; undefined for a layer that is not. */
export const groupsOf = ({ layer: { z, normalization } }: LayerBatch): readonly NormalGroup[] | undefined => {
  if (!normalization) return undefined;
  const { kind, normalized, mean, variance } = normalization;
  const [count, size] = kind === 'batch' ? [z.cols, z.rows] : [z.rows, z.cols];
  const pick = (data: Float64Array, index: number): Float64Array =>
    Float64Array.from({ length: size }, (_, i) => data[kind === 'batch' ? i * z.cols + index : index * z.cols + i]!);
  return Array.from({ length: count }, (_, index) => ({
    index,
    before: pick(z.data, index),
    after: pick(normalized.data, index),
    mean: mean.data[index]!,
    variance: variance.data[index]!,
  }));
};

/** Mean and biased variance, for what the layer does not compute itself: after the shift and scale. */
export const momentsOf = (values: Float64Array): { readonly mean: number; readonly variance: number } => {
  const [mean, variance] = [new Float64Array(1), new Float64Array(1)];
  batchStatistics(values, mean, variance, values.length, 1);
  return { mean: mean[0]!, variance: variance[0]! };
};
