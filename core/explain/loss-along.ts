import type { LossAlong, ParameterRef } from '#core/contract/explanation.ts';
import { computeLoss, createWorkspace, loadBatch } from '#core/net/advance.ts';
import { backwardPass } from '#core/net/backward.ts';
import { indexOf } from '#core/net/fork.ts';
import type { Run } from '#core/net/run.ts';

/**
 * The loss of step k, on its batch and with its dropout masks, as one parameter takes other values and all else stays; a pause after each.
 * `gradient` is what backpropagation says at the parameter's own value, as this program computes it.
 */
export function* lossAlong(
  run: Run,
  k: number,
  state: Float64Array,
  place: ParameterRef,
  values: Float64Array,
): Generator<void, LossAlong, void> {
  const index = indexOf(run.layout, place);
  const ws = createWorkspace(run);
  loadBatch(run, k, ws);
  const loss = computeLoss(run, k, state, ws);
  backwardPass(run, state, ws);
  const gradient = ws.gradient[index]!;
  const trial = state.slice();
  const losses = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    trial[index] = values[i]!;
    losses[i] = computeLoss(run, k, trial, ws);
    yield;
  }
  return { place, value: state[index]!, loss, gradient, losses };
}
