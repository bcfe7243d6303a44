import type { StepTrace } from '#core/contract/step-trace.ts';
import { norm } from '#core/math/vectors.ts';
import { extentOf } from '#renderer/ui/plots/line-chart.ts';

/** Euclidean norm of each layer's gradient, weights and biases together. */
export const gradientNorms = ({ layers }: StepTrace): number[] => layers.map(({ dW, db }) => Math.hypot(norm(dW.data), norm(db.data)));

/** How far below the least bar the axis goes at most, so that what training ends with does not make all bars alike: a share of that bar. */
const below = 0.01;

/**
 * The whole powers of ten that an axis is drawn between: around the norms of this step, and of all of training as far as that leaves this
 * step's told apart. At least a power.
 */
export const decadesOf = (norms: readonly number[], training: readonly Float64Array[]): readonly [low: number, high: number] => {
  const [own, whole] = [extentOf([Float64Array.from(norms)], true), extentOf(training, true)];
  const known = norms.some((value) => value > 0 && value < Infinity);
  const low = known ? Math.min(own[0], Math.max(whole[0], own[0] * below)) : whole[0];
  const high = known ? Math.max(own[1], whole[1]) : whole[1];
  const from = Math.floor(Math.log10(low));
  return [from, Math.max(from + 1, Math.ceil(Math.log10(high)))];
};

/** Where a norm stands between the decades, 0 to 1: what is smaller or 0 at the bottom, what is infinite or no number at the top. */
export const heightOf = (value: number, [low, high]: readonly [number, number]): number => {
  if (!(value < Infinity)) return 1;
  return value > 0 ? Math.min(1, Math.max(0, (Math.log10(value) - low) / (high - low))) : 0;
};

/** The powers of ten that find room as lines, `most` at most. */
export const decadeTicks = ([low, high]: readonly [number, number], most: number): number[] => {
  const every = Math.max(1, Math.ceil((high - low) / Math.max(1, most - 1)));
  return Array.from({ length: Math.floor((high - low) / every) + 1 }, (_, i) => low + i * every);
};
