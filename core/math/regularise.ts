import { sizeSum, squareSum } from './lanes.ts';

/** Penalty on weights, not on biases: l1·Σ|w| + l2/2·Σw². */
export interface Penalty {
  readonly l1: number;
  readonly l2: number;
}

/** The penalty of the weights in [from, to). */
export const penaltyOf = ({ l1, l2 }: Penalty, parameters: Float64Array, from: number, to: number): number => {
  return l1 * sizeSum(parameters, from, to) + (l2 / 2) * squareSum(parameters, from, to);
};

/** dW += l1·sign(w) + l2·w for the weights in [from, to). */
export const addPenaltyGradient = (
  { l1, l2 }: Penalty,
  parameters: Float64Array,
  gradient: Float64Array,
  from: number,
  to: number,
): void => {
  for (let i = from; i < to; i++) gradient[i] = gradient[i]! + l1 * Math.sign(parameters[i]!) + l2 * parameters[i]!;
};

/**
 * Decoupled decay (Loshchilov and Hutter, 2019) of the weights in [from, to), on top of the optimiser's update: delta -= lr·decay·w. The
 * gradient, and so the optimiser's memory, does not see it.
 */
export const decayWeights = (
  state: Float64Array,
  next: Float64Array,
  delta: Float64Array,
  from: number,
  to: number,
  shrink: number,
): void => {
  for (let i = from; i < to; i++) {
    delta[i] = delta[i]! - shrink * state[i]!;
    next[i] = state[i]! + delta[i]!;
  }
};

/**
 * Scales the whole gradient so that its norm does not exceed `limit` (PyTorch's clip_grad_norm_, its 1e-6 in the divisor included). Answers
 * what it multiplied by: 1 where the norm was within the limit.
 */
export const clipByNorm = (gradient: Float64Array, norm: number, limit: number): number => {
  const factor = limit / (norm + 1e-6);
  if (!(factor < 1)) return 1;
  for (let i = 0; i < gradient.length; i++) gradient[i] = gradient[i]! * factor;
  return factor;
};

/** Cuts every number of the gradient to [-limit, limit] (PyTorch's clip_grad_value_); NaN stays what it is. */
export const clipByValue = (gradient: Float64Array, limit: number): void => {
  for (let i = 0; i < gradient.length; i++) gradient[i] = Math.max(-limit, Math.min(limit, gradient[i]!));
};
