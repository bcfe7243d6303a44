import { moveRunning } from '#core/math/normalise.ts';
import { hold, moveScalars, optimise } from '#core/math/optimise.ts';
import { decayWeights } from '#core/math/regularise.ts';
import { rateOf } from './rate.ts';
import type { Run } from './run.ts';
import type { Workspace } from './workspace.ts';

/** Which update of the optimiser step k makes, counted from 1 since the optimiser was last at rest: what corrects its moments. */
export const updateNumber = ({ optimizerFrom }: Pick<Run, 'optimizerFrom'>, step: number): number => step + 1 - optimizerFrom;

/** theta_{k+1} = theta_k + delta, with the optimiser's state and the running statistics. */
export const update = (run: Run, step: number, state: Float64Array, next: Float64Array, ws: Workspace): void => {
  const { spec, layout } = run;
  const number = updateNumber(run, step);
  const arrays = { state, next, gradient: ws.gradient, delta: ws.delta };
  for (const { from, to, trained } of layout.ranges) {
    if (trained) optimise(spec.optimizer, arrays, from, to, number, layout.scalars, ws.result.lr);
    else hold(arrays, layout.slots.length, from, to);
  }
  if (spec.penalty.decay > 0) {
    for (const { W, b } of layout.layers) decayWeights(state, next, ws.delta, W, b, ws.result.lr * spec.penalty.decay);
  }
  moveScalars(spec.optimizer, arrays, number, layout.scalars);
  if (layout.oldGradient >= 0) next.set(ws.gradient, layout.oldGradient);
  for (let l = 0; l < layout.layers.length; l++) {
    const { units, runningMean, runningVariance } = layout.layers[l]!;
    const { mean, variance } = ws.forward[l]!;
    if (runningMean >= 0) moveRunning(state, next, runningMean, runningVariance, mean!, variance!, ws.rows, units);
  }
};

/** The weights of layer l, and their delta, as `update` will leave them, from the gradient as it is; written to their places in `into` (a state). */
export const updateWeightsEarly = (run: Run, l: number, state: Float64Array, into: Float64Array, ws: Workspace): void => {
  const { spec, layout } = run;
  const { W, b } = layout.layers[l]!;
  const lr = rateOf(run, ws.step, state);
  const arrays = { state, next: into, gradient: ws.gradient, delta: ws.delta };
  optimise(spec.optimizer, arrays, W, b, updateNumber(run, ws.step), layout.scalars, lr);
  if (spec.penalty.decay > 0) decayWeights(state, into, ws.delta, W, b, lr * spec.penalty.decay);
};
