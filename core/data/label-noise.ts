import { permutation, streams, substream, uniformAt } from '#core/math/random.ts';
import type { Dataset } from './dataset.ts';

/**
 * A share of the samples, chosen by chance, given another class, every other one equally likely. A larger share exchanges the same
 * labels and more. Only for data whose targets are classes.
 */
export const withLabelNoise = <D extends Dataset>(dataset: D, share: number, seed: number): D => {
  const { samples, outputs } = dataset;
  const count = Math.round(share * samples);
  if (count === 0) return dataset;
  const y = dataset.y.slice();
  const chosen = permutation(seed, substream(streams.labels, 0), samples).subarray(0, count);
  for (const n of chosen) {
    if (outputs === 1) {
      y[n] = 1 - y[n]!;
      continue;
    }
    const row = y.subarray(n * outputs, (n + 1) * outputs);
    const held = row.indexOf(1);
    const other = Math.floor(uniformAt(seed, substream(streams.labels, 1), n) * (outputs - 1));
    row[held] = 0;
    row[other < held ? other : other + 1] = 1;
  }
  return { ...dataset, y };
};
