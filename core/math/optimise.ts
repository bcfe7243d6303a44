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

export const adagradEpsilon = 1e-10;
export const epsilon = 1e-8;
/** NAdam's momentum at update t is beta1·(1 - 0.96^(0.004 t) / 2). */
const nadamDecay = -1.6328797808102066e-4;
const nadamMomentum = (beta1: number, t: number): number => beta1 * (1 - 0.5 * exp(t * nadamDecay));

/** NAdam's momenta at update t, from the product of those before it. */
export const nadamMomenta = (beta1: number, t: number, before: number): NadamTrace => {
  const momentum = nadamMomentum(beta1, t);
  return { momentum, next: nadamMomentum(beta1, t + 1), product: before * momentum };
};

/** How many numbers `stepConstants` writes. */
export const constantsOfStep = 4;

/**
 * What update t takes beside the rate, the same for all parameters, written from `at` on. `before` is the product of NAdam's momenta so far.
 *
 * | adam, adamw | rate·decay, rate/(1 - beta1^t), √(1 - beta2^t) |
 * | nadam       | what the gradient and the moment are multiplied by, 1 - beta2^t, the momentum |
 * | adamax      | rate/(1 - beta1^t) |
 */
export const stepConstants = (spec: OptimizerSpec, t: number, lr: number, before: number, into: Float64Array, at: number): void => {
  switch (spec.kind) {
    case 'adam':
    case 'adamw':
      into[at] = spec.kind === 'adamw' ? lr * spec.weightDecay : 0;
      into[at + 1] = lr / (1 - power(spec.beta1, t));
      into[at + 2] = Math.sqrt(1 - power(spec.beta2, t));
      break;
    case 'nadam': {
      const { momentum, next, product } = nadamMomenta(spec.beta1, t, before);
      into[at] = (lr * (1 - momentum)) / (1 - product);
      into[at + 1] = (lr * next) / (1 - product * next);
      into[at + 2] = 1 - power(spec.beta2, t);
      into[at + 3] = momentum;
      break;
    }
    case 'adamax':
      into[at] = lr / (1 - power(spec.beta1, t));
      break;
    default:
  }
};

/** Whether an optimiser has such constants: its updates differ with their number. */
export const countsUpdates = (kind: OptimizerKind): boolean => kind === 'adam' || kind === 'adamw' || kind === 'nadam' || kind === 'adamax';

const constants = new Float64Array(constantsOfStep);

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
  stepConstants(spec, t, lr, spec.kind === 'nadam' ? state[scalar]! : 1, constants, 0);
  const [first, second, third] = [constants[0]!, constants[1]!, constants[2]!];
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
      const [decay, stepSize, correction] = [first, second, third];
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
      const [gradientShare, momentShare, correction] = [first, second, third];
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
      const stepSize = first;
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
