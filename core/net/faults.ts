import { overwritesActivations } from '#core/spec/faults.ts';
import type { Activation } from '#core/spec/methods.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Reduction } from '#core/math/loss.ts';
import { elementwise } from '#core/math/activation.ts';
import { denseBackwardWeights } from '#core/math/dense.ts';
import { addPenaltyGradient } from '#core/math/regularise.ts';
import type { Run } from './run.ts';
import { updateWeightsEarly } from './update.ts';
import type { LayerForward, Workspace } from './workspace.ts';

/**
 * The mistakes of `RunSpec.fault`, where the backward pass makes them; `derivative-at-activation` is in `slopeOf`. Each function answers what
 * is right unless its own fault is on.
 */

/** How the gradient is reduced over samples; `sum-for-mean` forgets to divide. */
export const reductionOfGradient = ({ fault, reduction }: RunSpec): Reduction => (fault === 'sum-for-mean' ? 'sum' : reduction);

/** What the weights of layer l multiplied, as the program kept it (B,I). `mask-on-activations` keeps 1 where ReLU let through, else 0. */
export const activationsKept = ({ spec, layout }: Run, { x, rows, forward, backward }: Workspace, l: number): Float64Array => {
  if (l === 0) return x;
  const { a } = forward[l - 1]!;
  if (spec.fault !== 'mask-on-activations' || !overwritesActivations(spec.network.layers[l - 1]!)) return a;
  // dA of the layer before is written after the weight gradient of this one: until then it is room.
  const mask = backward[l - 1]!.dA;
  for (let i = 0; i < rows * layout.layers[l]!.inputs; i++) mask[i] = +(a[i]! > 0);
  return mask;
};

/** Layer l's part of the gradient, penalty included, made wrong: `bias-per-sample` multiplies db, `gradients-not-zeroed` adds the old one. */
export const faultyGradient = ({ spec, layout }: Run, state: Float64Array, { gradient, rows }: Workspace, l: number): void => {
  const { W, b, units, end } = layout.layers[l]!;
  if (spec.fault === 'bias-per-sample') for (let o = b; o < b + units; o++) gradient[o] = gradient[o]! * rows;
  if (spec.fault === 'gradients-not-zeroed') for (let i = W; i < end; i++) gradient[i] = gradient[i]! + state[layout.oldGradient + i]!;
};

/** An array that holds the weights of layer l through which its error passes; `update-before-backward` has updated them by then. */
export const weightsPassed = (run: Run, state: Float64Array, ws: Workspace, l: number): Float64Array => {
  if (!ws.updatedEarly) return state;
  updateWeightsEarly(run, l, state, ws.updatedEarly, ws);
  return ws.updatedEarly;
};

/** f'(z) of a layer, (B,O), where `derivative-at-activation` has taken it at a. */
export const slopeAtSum = (activation: Exclude<Activation, 'softmax'>, { u, f }: LayerForward): Float64Array => {
  const slope = new Float64Array(u.length);
  elementwise[activation].derivative(u, f, slope, u.length);
  return slope;
};

/** The gradient of layer l's weights, (I,O), from the activations that `mask-on-activations` has overwritten; penalty included, not yet clipped. */
export const gradientOfActivations = ({ spec, layout }: Run, l: number, state: Float64Array, ws: Workspace): Float64Array<ArrayBuffer> => {
  const { inputs, units, W } = layout.layers[l]!;
  const weights = inputs * units;
  const gradient = new Float64Array(weights + units);
  denseBackwardWeights(ws.rows, inputs, units, ws.forward[l - 1]!.a, ws.backward[l]!.dZ, gradient, 0, weights);
  addPenaltyGradient(spec.penalty, state.subarray(W), gradient, 0, weights);
  return gradient.subarray(0, weights);
};
