import { addNoise } from '#core/data/augment.ts';
import { squareSum } from '#core/math/lanes.ts';
import { clipByNorm, clipByValue } from '#core/math/regularise.ts';
import { backwardPass } from './backward.ts';
import { findFailure } from './failure.ts';
import { forwardPass } from './forward.ts';
import { lossForward } from './loss.ts';
import { totalPenalty } from './penalty.ts';
import { rateOf } from './rate.ts';
import type { Run } from './run.ts';
import { update } from './update.ts';
import { watchEpoch } from './watch.ts';
import type { Advance, Workspace } from './workspace.ts';

export { createWorkspace, type Advance, type Workspace } from './workspace.ts';

/**
 * One training step: reads theta_k and all that goes with it from `state`, writes theta_{k+1} to `next` (another array of
 * `run.layout.length` numbers) and leaves every quantity in between in the workspace. The answer is rewritten by the next call.
 */
export const advance = (run: Run, step: number, state: Float64Array, next: Float64Array, workspace: Workspace): Advance => {
  loadBatch(run, step, workspace);
  computeLoss(run, step, state, workspace);
  backwardPass(run, state, workspace);
  const { result, loss } = workspace;
  measureGradient(run, workspace);
  workspace.unclipped?.set(workspace.gradient);
  if (run.spec.clipNorm !== null) workspace.clipFactor = clipByNorm(workspace.gradient, workspace.gradientNorm, run.spec.clipNorm);
  if (run.spec.clipValue !== null) clipByValue(workspace.gradient, run.spec.clipValue);
  result.lr = rateOf(run, step, state);
  update(run, step, state, next, workspace);
  watchEpoch(run, step, state, next, workspace);
  result.loss = loss.data + loss.penalty;
  result.failure = findFailure(run, step, state, next, workspace);
  return result;
};

/** Puts the mini-batch of this step on the input layer. */
export const loadBatch = ({ spec, train }: Run, step: number, ws: Workspace): void => {
  const { inputs, outputs, x, y } = train;
  const batch = ws.batcher.at(step);
  const { indices } = batch;
  ws.step = step;
  ws.batch = batch;
  ws.rows = indices.length;
  for (let n = 0, i = 0, o = 0; n < indices.length; n++) {
    const from = indices[n]!;
    for (let c = 0; c < inputs; c++, i++) ws.x[i] = x[from * inputs + c]!;
    for (let c = 0; c < outputs; c++, o++) ws.y[o] = y[from * outputs + c]!;
  }
  addNoise(ws.x, spec.augment.noise, spec.seed, step, indices, inputs);
};

/** Forward pass and loss of the loaded batch in training mode. Answers data + penalty. */
export const computeLoss = (run: Run, step: number, state: Float64Array, ws: Workspace): number => {
  const { loss } = ws;
  forwardPass(run, state, ws.x, ws.rows, ws.forward, { statistics: 'own', dropout: { step, firstRow: 0 } });
  loss.data = lossForward(run, ws);
  loss.penalty = totalPenalty(run, state);
  return loss.data + loss.penalty;
};

/** Norms of the gradient that training uses: each layer's and the whole one's. */
const measureGradient = ({ layout, spec }: Run, ws: Workspace): void => {
  let total = 0;
  for (let l = 0; l < layout.layers.length; l++) {
    const { W, b, units, end } = layout.layers[l]!;
    const squares = spec.train.biases
      ? squareSum(ws.gradient, W, end)
      : squareSum(ws.gradient, W, b) + squareSum(ws.gradient, b + units, end);
    ws.result.gradientNorms[l] = Math.sqrt(squares);
    total += squares;
  }
  ws.gradientNorm = Math.sqrt(total);
};
