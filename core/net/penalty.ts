import { penaltyOf } from '#core/math/regularise.ts';
import type { Run } from './run.ts';

/** l1·Σ|w| + l2/2·Σw² over the weights of all layers. */
export const totalPenalty = ({ spec, layout }: Run, state: Float64Array): number => {
  if (spec.penalty.l1 === 0 && spec.penalty.l2 === 0) return 0;
  let sum = 0;
  for (const { W, b } of layout.layers) sum += penaltyOf(spec.penalty, state, W, b);
  return sum;
};
