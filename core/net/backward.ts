import { addPenaltyGradient } from '#core/math/regularise.ts';
import { amendRules, keepMask, softmaxRules } from './departures.ts';
import { activationBackward, activationSlope, normalisationBackward, residualBackward, type Statistics } from './layer.ts';
import { lossBackward } from './loss.ts';
import type { Run } from './run.ts';
import { updateWeightsEarly } from './update.ts';
import type { Workspace } from './workspace.ts';

/**
 * From the loss back to every parameter, for the batch that the forward pass has just been through: fills slope, dA, dU and dZ of every layer
 * and the gradient of the total loss, penalty included and not yet clipped. `statistics` says how that pass treated batch normalisation.
 */
export const backwardPass = (run: Run, state: Float64Array, ws: Workspace, statistics: Statistics = 'own'): void => {
  const { spec, layout, rules, products } = run;
  const { rows, forward, backward, gradient } = ws;
  const last = forward.length - 1;
  const penalised = spec.penalty.l1 > 0 || spec.penalty.l2 > 0;
  const undone = lossBackward(run, ws);
  for (let l = last; l >= 0; l--) {
    const layer = layout.layers[l]!;
    const { activation, normalization, residual } = spec.network.layers[l]!;
    const { units, W, b } = layer;
    const own = forward[l]!;
    const back = backward[l]!;
    activationSlope(activation, rules.slopes[l]!, own, back, rows * units);
    if (l < last || !undone) activationBackward(own, back, softmaxRules[rules.softmax], rows, units);
    if (normalization !== 'none') normalisationBackward(normalization, layer, own, back, state, gradient, rows, statistics);
    products.backwardWeights(layer, rows, keptInputs(run, ws, l), back.dZ, gradient);
    if (rules.biasReduction === 'mean') for (let o = b; o < b + units; o++) gradient[o] = gradient[o]! / rows;
    if (penalised) addPenaltyGradient(spec.penalty, state, gradient, W, b);
    if (rules.amend !== 'nothing') amendRules[rules.amend](gradient, layer, rows, state, layout.oldGradient);
    if (l === 0) break;
    const { dA } = backward[l - 1]!;
    products.backwardInput(layer, rows, back.dZ, weightsPassed(run, state, ws, l), dA);
    if (residual) residualBackward(dA, back, rows * units);
  }
};

/** X of layer l (B,I), or what its rule keeps of that. */
const keptInputs = ({ layout }: Run, { x, rows, forward, backward }: Workspace, l: number): Float64Array => {
  const inputs = l === 0 ? x : forward[l - 1]!.a;
  const { kept } = backward[l]!;
  if (!kept) return inputs;
  keepMask(inputs, kept, rows * layout.layers[l]!.inputs);
  return kept;
};

/** An array that holds, at their places in a state, the weights of layer l through which its error passes. */
const weightsPassed = (run: Run, state: Float64Array, ws: Workspace, l: number): Float64Array => {
  if (!ws.updatedEarly) return state;
  updateWeightsEarly(run, l, state, ws.updatedEarly, ws);
  return ws.updatedEarly;
};
