import type { Activation } from '#core/spec/methods.ts';
import { elementwise } from '#core/math/activation.ts';
import {
  batchStatistics,
  layerStatistics,
  normalise,
  normaliseBackward,
  normaliseBackwardGiven,
  normaliseBackwardParameters,
} from '#core/math/normalise.ts';
import { softmax, type SoftmaxBackward } from '#core/math/softmax.ts';
import { slopeRules } from './departures.ts';
import type { LayerLayout } from './layout.ts';
import type { Rules } from './rules.ts';
import type { LayerBackward, LayerForward } from './workspace.ts';

/*
 * The pieces of a layer beside its weights, each forward and backward, over the first `rows` rows: B is their number, O the layer's units.
 * The products with the weights are in `products.ts`, those of the loss in `loss.ts`.
 */

/** Whose statistics a batch normalisation takes: the batch's own, or those that stand in `mean` and `variance` already. */
export type Statistics = 'own' | 'given';

/** hat = (Z - mean) / √(variance + 1e-5)   U = gamma·hat + beta.   Z, hat, U (B,O)  gamma, beta (O) in `state`  mean, variance (O) or (B) */
export const normalisationForward = (
  kind: 'batch' | 'layer',
  { units, gamma, beta }: LayerLayout,
  { z, mean, variance, hat, u }: LayerForward,
  state: Float64Array,
  rows: number,
  statistics: Statistics,
): void => {
  if (kind === 'layer') layerStatistics(z, mean!, variance!, rows, units);
  else if (statistics === 'own') batchStatistics(z, mean!, variance!, rows, units);
  normalise(kind, z, mean!, variance!, state, gamma, beta, hat!, u, rows, units);
};

/**
 * dGamma = Σₙ dU·hat   dBeta = Σₙ dU   dZ: back through the statistics too, where they are the batch's own.
 * dU, hat, dZ (B,O)  dGamma, dBeta (O) in `gradient`
 */
export const normalisationBackward = (
  kind: 'batch' | 'layer',
  { units, gamma, beta }: LayerLayout,
  { variance, hat }: LayerForward,
  { dU, dZ }: LayerBackward,
  state: Float64Array,
  gradient: Float64Array,
  rows: number,
  statistics: Statistics,
): void => {
  normaliseBackwardParameters(dU, hat!, gradient, gamma, beta, rows, units);
  if (kind === 'batch' && statistics === 'given') normaliseBackwardGiven(dU, variance!, state, gamma, dZ, rows, units);
  else normaliseBackward(kind, dU, hat!, variance!, state, gamma, dZ, rows, units);
};

/** F = f(U).   U, F (B,O) */
export const activationForward = (activation: Activation, { u, f }: LayerForward, rows: number, units: number): void => {
  if (activation === 'softmax') softmax(u, f, rows, units);
  else elementwise[activation].value(u, f, rows * units);
};

/** slope = f'(U), where the activation has one.   U, slope (B,O) */
export const activationSlope = (
  activation: Activation,
  rule: Rules['slopes'][number],
  { u, f }: LayerForward,
  { slope }: Pick<LayerBackward, 'slope'>,
  n: number,
): void => {
  if (activation !== 'softmax') slopeRules[rule](elementwise[activation], u, f, slope!, n);
};

/** branch = F·mask.   F, mask, branch (B,O) */
export const dropoutForward = ({ f, mask, branch }: LayerForward, n: number): void => {
  for (let i = 0; i < n; i++) branch[i] = f[i]! * mask![i]!;
};

/** dU = dA·mask·f'(U), back through dropout and the activation; of softmax dA·mask times its Jacobian.   dA, mask, slope, dU (B,O) */
export const activationBackward = (
  { f, mask }: LayerForward,
  { slope, dA, dU }: LayerBackward,
  softmaxRule: SoftmaxBackward,
  rows: number,
  units: number,
): void => {
  const n = rows * units;
  if (slope && mask) for (let i = 0; i < n; i++) dU[i] = dA[i]! * mask[i]! * slope[i]!;
  else if (slope) for (let i = 0; i < n; i++) dU[i] = dA[i]! * slope[i]!;
  else {
    for (let i = 0; i < n; i++) dU[i] = mask ? dA[i]! * mask[i]! : dA[i]!;
    softmaxRule(f, dU, rows, units);
  }
};

/** A = branch + X.   branch, X, A (B,O) */
export const residualForward = ({ branch, a }: LayerForward, x: Float64Array, n: number): void => {
  for (let i = 0; i < n; i++) a[i] = branch[i]! + x[i]!;
};

/** dX += dA: handed on as it is.   dX, dA (B,O) */
export const residualBackward = (dX: Float64Array, { dA }: LayerBackward, n: number): void => {
  for (let i = 0; i < n; i++) dX[i] = dX[i]! + dA[i]!;
};
