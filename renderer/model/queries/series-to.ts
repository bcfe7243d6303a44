import type { Series } from '#core/protocol/trainer.ts';
import { step } from '#core/contract/units.ts';

/** A series as if training had come no further than step `last`: a bucket that holds later steps too is left out. */
export const seriesTo = (series: Series, last: number): Series => {
  const { start, trainedTo } = series;
  if (last + 1 >= trainedTo) return series;
  const count = start.filter((_, i) => (start[i + 1] ?? trainedTo) <= last + 1).length;
  const cut = (values: Float64Array): Float64Array => values.subarray(0, count);
  return {
    start: cut(start),
    lossMin: cut(series.lossMin),
    lossMean: cut(series.lossMean),
    lossMax: cut(series.lossMax),
    gradientNorm: series.gradientNorm.map(cut),
    trainedTo: step(last + 1),
  };
};
