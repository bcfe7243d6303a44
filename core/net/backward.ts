import { elementwise } from '#core/math/activation.ts';
import { denseBackwardInput, denseBackwardWeights } from '#core/math/dense.ts';
import { elementScale, fromLogits, logitGradient, outputGradient, sampleScale } from '#core/math/loss.ts';
import { normaliseBackward, normaliseBackwardGiven, normaliseBackwardParameters } from '#core/math/normalise.ts';
import { addPenaltyGradient } from '#core/math/regularise.ts';
import { softmaxBackward } from '#core/math/softmax.ts';
import { activationsKept, faultyGradient, reductionOfGradient, weightsPassed } from './faults.ts';
import type { ForwardMode } from './forward.ts';
import type { Run } from './run.ts';
import type { LayerBackward, LayerForward, Workspace } from './workspace.ts';

/**
 * From the loss back to every parameter, for the batch that the forward pass has just been through: fills slope, dA, dU and dZ of every layer
 * and the gradient of the total loss, penalty included and not yet clipped. `statistics` says how that pass treated batch normalisation.
 */
export const backwardPass = (run: Run, state: Float64Array, ws: Workspace, statistics: ForwardMode['statistics'] = 'own'): void => {
  const { spec, layout } = run;
  const { rows, forward, backward, gradient } = ws;
  const penalised = spec.penalty.l1 > 0 || spec.penalty.l2 > 0;
  for (let l = forward.length - 1; l >= 0; l--) {
    const { inputs, units, W, b, gamma, beta } = layout.layers[l]!;
    const { normalization, residual } = spec.network.layers[l]!;
    const { hat, variance } = forward[l]!;
    const { dU, dZ } = backward[l]!;
    slopeOf(run, l, forward[l]!, backward[l]!, rows);
    if (l === forward.length - 1) outputDelta(run, ws);
    else activationDelta(forward[l]!, backward[l]!, rows, units);
    if (normalization !== 'none') {
      normaliseBackwardParameters(dU, hat!, gradient, gamma, beta, rows, units);
      if (normalization === 'batch' && statistics === 'given') normaliseBackwardGiven(dU, variance!, state, gamma, dZ, rows, units);
      else normaliseBackward(normalization, dU, hat!, variance!, state, gamma, dZ, rows, units);
    }
    denseBackwardWeights(rows, inputs, units, activationsKept(run, ws, l), dZ, gradient, W, b);
    // The article's bias gradient is the mean over the batch where its weight gradient is the sum.
    if (spec.arithmetic === 'article') for (let o = b; o < b + units; o++) gradient[o] = gradient[o]! / rows;
    if (penalised) addPenaltyGradient(spec.penalty, state, gradient, W, b);
    if (spec.fault !== 'none') faultyGradient(run, state, ws, l);
    if (l > 0) denseBackwardInput(rows, inputs, units, dZ, weightsPassed(run, state, ws, l), W, backward[l - 1]!.dA);
    if (l > 0 && residual) addTo(backward[l - 1]!.dA, backward[l]!.dA, rows * units);
  }
};

/** The residual connection hands dA on as it is. */
const addTo = (target: Float64Array, added: Float64Array, n: number): void => {
  for (let i = 0; i < n; i++) target[i] = target[i]! + added[i]!;
};

/**
 * slope = f'(u) of layer l, where it has one. In the article's arithmetic the output's sigmoid' is taken at a, as if a were z,
 * and so is every f' with the fault `derivative-at-activation`.
 */
export const slopeOf = ({ spec, layout }: Run, l: number, { u, f }: LayerForward, { slope }: LayerBackward, rows: number): void => {
  const { activation } = spec.network.layers[l]!;
  if (activation === 'softmax') return;
  const { value, derivative } = elementwise[activation];
  const n = rows * layout.layers[l]!.units;
  const atActivation = (spec.arithmetic === 'article' && l === layout.layers.length - 1) || spec.fault === 'derivative-at-activation';
  if (atActivation) {
    value(f, slope!, n);
    derivative(f, slope!, slope!, n);
  } else derivative(u, f, slope!, n);
};

/** dU = mask · dA · f'(u); for softmax times its Jacobian. */
const activationDelta = ({ f, mask }: LayerForward, { slope, dA, dU }: LayerBackward, rows: number, units: number): void => {
  const n = rows * units;
  if (slope && !mask) {
    for (let i = 0; i < n; i++) dU[i] = dA[i]! * slope[i]!;
    return;
  }
  for (let i = 0; i < n; i++) dU[i] = mask ? dA[i]! * mask[i]! : dA[i]!;
  if (slope) for (let i = 0; i < n; i++) dU[i] = dU[i]! * slope[i]!;
  else softmaxBackward(f, dU, rows, units);
};

/** dA and dU of the output layer from the loss. */
const outputDelta = ({ spec, layout }: Run, { rows, outputs, forward, backward }: Workspace): void => {
  const l = layout.layers.length - 1;
  const { units } = layout.layers[l]!;
  const { dA, dU } = backward[l]!;
  if (spec.arithmetic === 'article') {
    // The article's derivative of its loss is yhat - y, neither doubled nor averaged.
    outputGradient('half-squared-error', outputs, dA, rows * units, 1);
    activationDelta(forward[l]!, backward[l]!, rows, units);
    return;
  }
  const scale = elementScale(spec.loss, spec.reduction, units) * sampleScale(reductionOfGradient(spec), rows);
  outputGradient(spec.loss, outputs, dA, rows * units, scale);
  if (fromLogits(spec.loss)) logitGradient(spec.loss, outputs, dU, rows, units, scale);
  else activationDelta(forward[l]!, backward[l]!, rows, units);
};
