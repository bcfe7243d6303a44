import type { Loss } from '#core/spec/methods.ts';
import { nearOne } from './activation.ts';
import { sigmoid, softplus } from './elementary.ts';
import { aboveTop, topOf } from './softmax.ts';

export type Reduction = 'mean' | 'sum';

/**
 * Every loss is scale · Σₙ perSample, and perSample is elementScale · Σₒ of its elements. Under `mean`, mse, mae, huber and binary
 * cross-entropy average over outputs and samples, half-squared-error and categorical cross-entropy over samples alone; `sum` adds all up.
 */
export const elementScale = (loss: Loss, reduction: Reduction, outputs: number): number =>
  reduction === 'sum' || loss === 'half-squared-error' || loss === 'categorical-cross-entropy' ? 1 : 1 / outputs;
export const sampleScale = (reduction: Reduction, batch: number): number => (reduction === 'sum' ? 1 : 1 / batch);

/**
 * Output layer of one batch: u (B,O) is what the activation took, a (B,O) what it gave, y (B,O) the targets. `classWeights` multiply the
 * share of each class in a cross-entropy: one for every output, or one for target 0 and one for target 1. The mean still divides by the
 * number of samples, as PyTorch's does for targets that are probabilities, and not by the sum of the weights.
 */
export interface Outputs {
  readonly u: Float64Array;
  readonly a: Float64Array;
  readonly y: Float64Array;
  readonly classWeights?: readonly number[] | null;
}

/** Loss of each of the first `rows` samples, before the reduction over samples. The cross-entropies are taken from u, the logits. */
export const sampleLosses = (
  loss: Loss,
  reduction: Reduction,
  { u, a, y, classWeights }: Outputs,
  perSample: Float64Array,
  rows: number,
  outputs: number,
): void => {
  const scale = elementScale(loss, reduction, outputs);
  for (let n = 0, from = 0; n < rows; n++, from += outputs) {
    const to = from + outputs;
    let sum = 0;
    switch (loss) {
      case 'mse':
        for (let i = from; i < to; i++) sum += (a[i]! - y[i]!) * (a[i]! - y[i]!);
        break;
      case 'mae':
        for (let i = from; i < to; i++) sum += Math.abs(a[i]! - y[i]!);
        break;
      case 'huber':
        for (let i = from; i < to; i++) {
          const d = Math.abs(a[i]! - y[i]!);
          sum += d < 1 ? 0.5 * d * d : d - 0.5;
        }
        break;
      case 'half-squared-error':
        for (let i = from; i < to; i++) sum += 0.5 * (y[i]! - a[i]!) * (y[i]! - a[i]!);
        break;
      case 'binary-cross-entropy':
      case 'binary-cross-entropy-logits':
        // -w₁·y·ln σ(u) - w₀·(1-y)·ln(1-σ(u)): no term is negative, so that a loss near 0 keeps its digits.
        for (let i = from; i < to; i++) {
          if (y[i] !== 0) sum += pullOf(y[i]!, classWeights) * softplus(-u[i]!);
          if (y[i] !== 1) sum += pushOf(y[i]!, classWeights) * softplus(u[i]!);
        }
        break;
      case 'categorical-cross-entropy': {
        const top = topOf(u, from, outputs);
        const above = aboveTop(u, from, outputs, top);
        // A class that is not the target adds nothing, however far down its logit is.
        for (let i = from; i < to; i++) if (y[i] !== 0) sum += weighted(y, i, i - from, classWeights) * (u[top]! - u[i]! + above);
        break;
      }
    }
    perSample[n] = sum * scale;
  }
};

type ClassWeights = Outputs['classWeights'];
/** w₁·y + w₀·(1-y): the weight of a binary target. */
const shareOf = (y: number, weights: ClassWeights): number => (weights ? weights[1]! * y + weights[0]! * (1 - y) : 1);
/** w₁·y */
const pullOf = (y: number, weights: ClassWeights): number => (weights ? weights[1]! * y : y);
/** w₀·(1-y) */
const pushOf = (y: number, weights: ClassWeights): number => (weights ? weights[0]! * (1 - y) : 1 - y);
/** w_o·y_o of the class o. */
const weighted = (y: Float64Array, at: number, o: number, weights: ClassWeights): number => (weights ? weights[o]! * y[at]! : y[at]!);

/** Residuals a - y at which a loss's slope, or the slope's slope, jumps. */
export const lossKinks: Readonly<Record<Loss, readonly number[]>> = {
  mse: [],
  mae: [0],
  huber: [-1, 1],
  'half-squared-error': [],
  'binary-cross-entropy': [],
  'binary-cross-entropy-logits': [],
  'categorical-cross-entropy': [],
};

/** Losses that undo their activation: dU comes from `logitGradient`, not from dA times the slope. */
export const fromLogits = (loss: Loss): loss is 'binary-cross-entropy' | 'categorical-cross-entropy' =>
  loss === 'binary-cross-entropy' || loss === 'categorical-cross-entropy';

/** As PyTorch: keeps binary cross-entropy's dA finite at a = 0 and a = 1. */
const smallestSpread = 1e-12;

/** dA = dL/da of the first n elements; `scale` is elementScale · sampleScale. Categorical cross-entropy has none: see `logitGradient`. */
export const outputGradient = (loss: Loss, { a, y, classWeights }: Outputs, dA: Float64Array, n: number, scale: number): void => {
  switch (loss) {
    case 'mse':
      for (let i = 0; i < n; i++) dA[i] = 2 * (a[i]! - y[i]!) * scale;
      break;
    case 'mae':
      for (let i = 0; i < n; i++) dA[i] = Math.sign(a[i]! - y[i]!) * scale;
      break;
    case 'huber':
      for (let i = 0; i < n; i++) {
        const d = a[i]! - y[i]!;
        dA[i] = (d > 1 ? 1 : d < -1 ? -1 : d) * scale;
      }
      break;
    case 'half-squared-error':
      for (let i = 0; i < n; i++) dA[i] = (a[i]! - y[i]!) * scale;
      break;
    case 'binary-cross-entropy':
      for (let i = 0; i < n; i++) {
        const spread = a[i]! * (1 - a[i]!);
        const residual = shareOf(y[i]!, classWeights) * a[i]! - pullOf(y[i]!, classWeights);
        dA[i] = (residual / (spread > smallestSpread ? spread : smallestSpread)) * scale;
      }
      break;
    case 'binary-cross-entropy-logits':
      for (let i = 0; i < n; i++) dA[i] = logisticResidual(sigmoid(a[i]!), a[i]!, y[i]!, classWeights) * scale;
      break;
    case 'categorical-cross-entropy':
      break;
  }
};

/** Writes dL/du of the output layer; `scale` is elementScale · sampleScale. */
export type LogitGradient = (
  loss: 'binary-cross-entropy' | 'categorical-cross-entropy',
  of: Outputs,
  dU: Float64Array,
  rows: number,
  outputs: number,
  scale: number,
) => void;

/**
 * dU = (a·Σwy - wy)·scale for softmax, (a·(w₁y + w₀(1-y)) - w₁y)·scale for sigmoid: loss and activation together, exact where a is 0 or 1.
 * Near 1, where a has lost digits of its distance, that distance is taken from the logits and from the other classes.   (B,O)
 */
export const logitGradient: LogitGradient = (loss, { u, a, y, classWeights }, dU, rows, outputs, scale) => {
  for (let n = 0, at = 0; n < rows; n++, at += outputs) {
    if (loss === 'categorical-cross-entropy') {
      let total = 0;
      for (let o = 0; o < outputs; o++) total += weighted(y, at + o, o, classWeights);
      for (let o = 0; o < outputs; o++) {
        const pull = weighted(y, at + o, o, classWeights);
        const residual = a[at + o]! > nearOne ? total - pull - total * others(a, at, outputs, at + o) : a[at + o]! * total - pull;
        dU[at + o] = residual * scale;
      }
    } else {
      for (let i = at; i < at + outputs; i++) dU[i] = logisticResidual(a[i]!, u[i]!, y[i]!, classWeights) * scale;
    }
  }
};

/** p·(w₁y + w₀(1-y)) - w₁y for p = σ(u). */
const logisticResidual = (p: number, u: number, y: number, weights: ClassWeights): number =>
  p > nearOne ? pushOf(y, weights) - shareOf(y, weights) * sigmoid(-u) : p * shareOf(y, weights) - pullOf(y, weights);

/** 1 - a of one class: the sum of all the others. */
const others = (a: Float64Array, at: number, outputs: number, own: number): number => {
  let sum = 0;
  for (let i = at; i < at + outputs; i++) if (i !== own) sum += a[i]!;
  return sum;
};
