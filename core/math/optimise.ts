import { optimizers, type OptimizerKind } from '#core/spec/methods.ts';
import type { OptimizerSpec } from '#core/spec/run-spec.ts';
import type { NadamTrace } from '#core/contract/step-trace.ts';
import { exp, power } from './elementary.ts';

/**
 * One update as PyTorch defines it for each name. `state` and `next` hold [parameters (P) | slot 0 (P) | slot 1 (P) | ...], the slots in the
 * order of `optimizers[kind].state`; `gradient` and `delta` are (P). next = state + delta, parameter by parameter.
 */
export interface Update {
  readonly state: Float64Array;
  readonly next: Float64Array;
  readonly gradient: Float64Array;
  readonly delta: Float64Array;
}

/** The product of NAdam's momenta is part of its state: how many such single numbers an optimiser keeps, and their starting value. */
export const optimizerScalars = (kind: OptimizerKind): readonly number[] => (kind === 'nadam' ? [1] : []);

/** How many arrays of P numbers an optimiser keeps. */
export const optimizerSlots = (kind: OptimizerKind): readonly string[] => optimizers[kind].state;

const adagradEpsilon = 1e-10;
const epsilon = 1e-8;
/** NAdam's momentum at update t is beta1·(1 - 0.96^(0.004 t) / 2). */
const nadamDecay = -1.6328797808102066e-4;
const nadamMomentum = (beta1: number, t: number): number => beta1 * (1 - 0.5 * exp(t * nadamDecay));

/** NAdam's momenta at update t, from the product of those before it. */
export const nadamMomenta = (beta1: number, t: number, before: number): NadamTrace => {
  const momentum = nadamMomentum(beta1, t);
  return { momentum, next: nadamMomentum(beta1, t + 1), product: before * momentum };
};

/**
 * Updates the parameters in [from, to) and their slots. `t` counts updates from 1; `scalar` is the index of the optimiser's single numbers
 * in the state, moved by `moveScalars`. `lr` is the rate of this update, from the schedule.
 */
export const optimise = (
  spec: OptimizerSpec,
  { state, next, gradient, delta }: Update,
  from: number,
  to: number,
  t: number,
  scalar: number,
  lr: number = spec.learningRate,
): void => {
  const P = gradient.length;
  switch (spec.kind) {
    case 'sgd':
      for (let i = from; i < to; i++) delta[i] = -lr * gradient[i]!;
      break;
    case 'momentum':
      for (let i = from; i < to; i++) {
        const velocity = spec.momentum * state[P + i]! + gradient[i]!;
        next[P + i] = velocity;
        delta[i] = -lr * velocity;
      }
      break;
    case 'nesterov':
      for (let i = from; i < to; i++) {
        const velocity = spec.momentum * state[P + i]! + gradient[i]!;
        next[P + i] = velocity;
        delta[i] = -lr * (gradient[i]! + spec.momentum * velocity);
      }
      break;
    case 'adagrad':
      for (let i = from; i < to; i++) {
        const squareSum = state[P + i]! + gradient[i]! * gradient[i]!;
        next[P + i] = squareSum;
        delta[i] = (-lr * gradient[i]!) / (Math.sqrt(squareSum) + adagradEpsilon);
      }
      break;
    case 'rmsprop':
      for (let i = from; i < to; i++) {
        const squareMean = spec.rho * state[P + i]! + (1 - spec.rho) * gradient[i]! * gradient[i]!;
        next[P + i] = squareMean;
        delta[i] = (-lr * gradient[i]!) / (Math.sqrt(squareMean) + epsilon);
      }
      break;
    case 'adam':
    case 'adamw': {
      const { beta1, beta2 } = spec;
      const decay = spec.kind === 'adamw' ? lr * spec.weightDecay : 0;
      const stepSize = lr / (1 - power(beta1, t));
      const correction = Math.sqrt(1 - power(beta2, t));
      for (let i = from; i < to; i++) {
        const m = beta1 * state[P + i]! + (1 - beta1) * gradient[i]!;
        const v = beta2 * state[2 * P + i]! + (1 - beta2) * gradient[i]! * gradient[i]!;
        next[P + i] = m;
        next[2 * P + i] = v;
        delta[i] = -decay * state[i]! - (stepSize * m) / (Math.sqrt(v) / correction + epsilon);
      }
      break;
    }
    case 'nadam': {
      const { beta1, beta2 } = spec;
      const { momentum, next: momentumNext, product } = nadamMomenta(beta1, t, state[scalar]!);
      const gradientShare = (lr * (1 - momentum)) / (1 - product);
      const momentShare = (lr * momentumNext) / (1 - product * momentumNext);
      const correction = 1 - power(beta2, t);
      for (let i = from; i < to; i++) {
        const m = beta1 * state[P + i]! + (1 - beta1) * gradient[i]!;
        const v = beta2 * state[2 * P + i]! + (1 - beta2) * gradient[i]! * gradient[i]!;
        next[P + i] = m;
        next[2 * P + i] = v;
        delta[i] = -(gradientShare * gradient[i]! + momentShare * m) / (Math.sqrt(v / correction) + epsilon);
      }
      break;
    }
    case 'adamax': {
      const { beta1, beta2 } = spec;
      const stepSize = lr / (1 - power(beta1, t));
      for (let i = from; i < to; i++) {
        const m = beta1 * state[P + i]! + (1 - beta1) * gradient[i]!;
        const decayed = beta2 * state[2 * P + i]!;
        const size = Math.abs(gradient[i]!) + epsilon;
        // `!(>)` lets NaN through: a gradient that is not a number must not hide behind the old maximum.
        const u = !(decayed > size) ? size : decayed;
        next[P + i] = m;
        next[2 * P + i] = u;
        delta[i] = (-stepSize * m) / u;
      }
      break;
    }
    default:
      throw new RangeError(`no update of ${String(spec satisfies never)}`);
  }
  for (let i = from; i < to; i++) next[i] = state[i]! + delta[i]!;
};

/** Carries the optimiser's single numbers over update t. */
export const moveScalars = (spec: OptimizerSpec, { state, next }: Update, t: number, scalar: number): void => {
  if (spec.kind === 'nadam') next[scalar] = state[scalar]! * nadamMomentum(spec.beta1, t);
};

/** Parameters in [from, to) that are held fixed: they and their optimiser state stay as they are. */
export const hold = ({ state, next, gradient, delta }: Update, slots: number, from: number, to: number): void => {
  const P = gradient.length;
  delta.fill(0, from, to);
  for (let s = 0; s <= slots; s++) for (let i = s * P + from; i < s * P + to; i++) next[i] = state[i]!;
};
