import { streams, substream, uniformAt } from './random.ts';

/**
 * Inverted dropout: each number of the mask is 0 with probability p, else 1/(1-p), so that evaluation needs no correction. A function of
 * (seed, step, layer, row, unit): a step that is computed again drops the same units.   mask (rows, units)
 */
export const dropoutMask = (
  mask: Float64Array,
  p: number,
  seed: number,
  step: number,
  layer: number,
  firstRow: number,
  rows: number,
  units: number,
): void => {
  const stream = substream(substream(streams.dropout, layer), step);
  const kept = 1 / (1 - p);
  for (let i = 0; i < rows * units; i++) mask[i] = uniformAt(seed, stream, firstRow * units + i) < p ? 0 : kept;
};
