import type { Transition } from '#core/history/transition.ts';

/** A chaotic map on `length` numbers: an error of one bit, or of one step, never heals. Not finite at `failsAt`. */
export const toy = (length = 3, work = 1e6, failsAt = Infinity): Transition & { readonly visits: number[] } => {
  const visits: number[] = [];
  return {
    initial: Float64Array.from({ length }, (_, i) => (i + 1) / (length + 2)),
    layers: 2,
    work,
    visits,
    make(first, count, state, told) {
      for (let made = 0; made < count; made++) {
        const step = first + made;
        visits.push(step);
        if (step === failsAt) return { made, failure: { code: 'non-finite', step, layer: 1, unit: 0, tensor: 'loss', value: 'NaN' } };
        told(Float64Array.of(state[0]!, step, 2 * step), 1, 0, 3);
        for (let i = 0; i < length; i++) state[i] = 3.9 * state[i]! * (1 - state[i]!) + 1e-9 * ((step * 7 + i) % 11);
      }
      return { made: count };
    },
  };
};

/** Every state of the first `steps` updates, made without a history. */
export const statesOf = (transition: Transition, steps: number): Float64Array[] => {
  const states = [transition.initial.slice()];
  for (let k = 0; k < steps; k++) {
    const next = states[k]!.slice();
    transition.make(k, 1, next, () => undefined);
    states.push(next);
  }
  return states;
};
