import type { Transition } from '#core/history/transition.ts';

/** A chaotic map on `length` numbers: an error of one bit, or of one step, never heals. Not finite at `failsAt`. */
export const toy = (length = 3, work = 1e6, failsAt = Infinity): Transition & { readonly visits: number[] } => {
  const visits: number[] = [];
  return {
    initial: Float64Array.from({ length }, (_, i) => (i + 1) / (length + 2)),
    layers: 2,
    work,
    visits,
    advance(step, state, next) {
      visits.push(step);
      for (let i = 0; i < length; i++) next[i] = 3.9 * state[i]! * (1 - state[i]!) + 1e-9 * ((step * 7 + i) % 11);
      const gradientNorms = [step, 2 * step];
      return step === failsAt
        ? { loss: NaN, gradientNorms, failure: { code: 'non-finite', step, layer: 1, unit: 0, tensor: 'loss', value: 'NaN' } }
        : { loss: state[0]!, gradientNorms };
    },
  };
};

/** Every state of the first `steps` updates, made without a history. */
export const statesOf = (transition: Transition, steps: number): Float64Array[] => {
  const states = [transition.initial.slice()];
  for (let k = 0; k < steps; k++) {
    const next = new Float64Array(transition.initial.length);
    transition.advance(k, states[k]!, next);
    states.push(next);
  }
  return states;
};
