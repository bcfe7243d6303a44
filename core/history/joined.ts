import type { Series } from '#core/protocol/trainer.ts';
import { step } from '#core/contract/units.ts';

/** Two stretches of a series, one after the other. */
export const joined = (before: Series, after: Series): Series => {
  const join = (a: Float64Array, b: Float64Array): Float64Array => Float64Array.from([...a, ...b]);
  return {
    start: join(before.start, after.start),
    lossMin: join(before.lossMin, after.lossMin),
    lossMean: join(before.lossMean, after.lossMean),
    lossMax: join(before.lossMax, after.lossMax),
    gradientNorm: before.gradientNorm.map((norms, l) => join(norms, after.gradientNorm[l]!)),
    trainedTo: after.trainedTo,
  };
};

/** The same of steps that are counted from `first` on. */
export const later = ({ start, trainedTo, ...scalars }: Series, first: number): Series => ({
  ...scalars,
  start: start.map((step) => step + first),
  trainedTo: step(trainedTo + first),
});
