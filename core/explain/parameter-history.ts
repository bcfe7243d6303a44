import type { ParameterRef } from '#core/contract/explanation.ts';
import type { ParameterHistory } from '#core/protocol/probes.ts';
import type { OptimizerSpec } from '#core/spec/run-spec.ts';
import { power } from '#core/math/elementary.ts';
import { advance, createWorkspace } from '#core/net/advance.ts';
import type { Run } from '#core/net/run.ts';
import { updateNumber } from '#core/net/update.ts';

/** Where a parameter stands in the state. */
const indexOf = ({ layout }: Run, { layer, kind, row, col }: ParameterRef): number => {
  const { W, b, units } = layout.layers[layer - 1]!;
  return kind === 'W' ? W + row * units + col : b + col;
};

/** The decay of each state array that the update divides by 1 - decay^t. NAdam's m has momenta of its own. */
const correctedBy = (spec: OptimizerSpec): Readonly<Record<string, number>> => {
  switch (spec.kind) {
    case 'adam':
    case 'adamw':
      return { m: spec.beta1, v: spec.beta2 };
    case 'nadam':
      return { v: spec.beta2 };
    case 'adamax':
      return { m: spec.beta1 };
    default:
      return {};
  }
};

/** Steps [from, to] of one parameter, from the state of `from`; with a pause after every `atOnce` updates. */
export function* parameterHistory(
  run: Run,
  from: number,
  to: number,
  start: Float64Array,
  place: ParameterRef,
  atOnce: number,
): Generator<void, ParameterHistory, void> {
  const { layout, spec } = run;
  const count = to - from + 1;
  const at = indexOf(run, place);
  const ws = createWorkspace(run);
  const each = (): Float64Array => new Float64Array(count);
  const [steps, value, gradient, delta] = [each(), each(), each(), each()];
  const decays = correctedBy(spec.optimizer);
  const state = Object.fromEntries(layout.slots.map((name) => [name, each()]));
  const corrected = Object.fromEntries(Object.keys(decays).map((name) => [name, each()]));
  let before = start;
  let after: Float64Array = new Float64Array(layout.length);
  for (let i = 0; i < count; i++) {
    const k = from + i;
    advance(run, k, before, after, ws);
    steps[i] = k;
    value[i] = before[at]!;
    gradient[i] = ws.gradient[at]!;
    delta[i] = ws.delta[at]!;
    layout.slots.forEach((name, s) => (state[name]![i] = after[(1 + s) * layout.parameters + at]!));
    for (const [name, decay] of Object.entries(decays)) corrected[name]![i] = state[name]![i]! / (1 - power(decay, updateNumber(run, k)));
    [before, after] = [after, before];
    if (i % atOnce === atOnce - 1) yield;
  }
  return { steps, value, gradient, delta, state, corrected };
}
