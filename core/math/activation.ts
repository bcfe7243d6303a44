import type { Activation } from '#core/spec/methods.ts';
import { exp, expm1, sigmoid, softplus, tanh, tanhSlope } from './elementary.ts';
import { nearDensity, nearDistribution, normalDensity, normalDistribution } from './gaussian.ts';

/** An activation that works on each number by itself; softmax, which does not, has a module of its own. */
export interface Elementwise {
  /** a = f(z) for the first n numbers. */
  readonly value: (z: Float64Array, a: Float64Array, n: number) => void;
  /** slope = f'(z) for the first n numbers; a = f(z) is known by then. */
  readonly derivative: (z: Float64Array, a: Float64Array, slope: Float64Array, n: number) => void;
}

export type ElementwiseName = Exclude<Activation, 'softmax'>;

export const leak = 0.01;
export const seluScale = 1.0507009873554805;
export const seluAlpha = 1.6732632423543772;
/** An output beyond this has lost digits of its distance to 1: there a slope is taken from z. */
export const nearOne = 0.99;

/** Each with its own two loops: a loop that is shared by all would call its function instead of containing it. */
export const elementwise: Readonly<Record<ElementwiseName, Elementwise>> = {
  /** z */
  linear: {
    value: (z, a, n) => {
      for (let i = 0; i < n; i++) a[i] = z[i]!;
    },
    derivative: (_z, _a, slope, n) => {
      for (let i = 0; i < n; i++) slope[i] = 1;
    },
  },
  /** max(0, z); the slope at 0 is 0. */
  relu: {
    value: (z, a, n) => {
      for (let i = 0; i < n; i++) a[i] = z[i]! < 0 ? 0 : z[i]!;
    },
    derivative: (z, _a, slope, n) => {
      for (let i = 0; i < n; i++) slope[i] = +(z[i]! > 0);
    },
  },
  /** z above 0, else z/100. */
  'leaky-relu': {
    value: (z, a, n) => {
      for (let i = 0; i < n; i++) a[i] = z[i]! > 0 ? z[i]! : leak * z[i]!;
    },
    derivative: (z, _a, slope, n) => {
      for (let i = 0; i < n; i++) slope[i] = z[i]! > 0 ? 1 : leak;
    },
  },
  /** z above 0, else e^z - 1. */
  elu: {
    value: (z, a, n) => {
      for (let i = 0; i < n; i++) a[i] = z[i]! > 0 ? z[i]! : expm1(z[i]!);
    },
    derivative: (z, _a, slope, n) => {
      for (let i = 0; i < n; i++) slope[i] = z[i]! > 0 ? 1 : exp(z[i]!);
    },
  },
  /** λz above 0, else λα(e^z - 1), with the constants that keep mean 0 and variance 1 (Klambauer et al., 2017). */
  selu: {
    value: (z, a, n) => {
      for (let i = 0; i < n; i++) a[i] = seluScale * (z[i]! > 0 ? z[i]! : seluAlpha * expm1(z[i]!));
    },
    derivative: (z, _a, slope, n) => {
      for (let i = 0; i < n; i++) slope[i] = seluScale * (z[i]! > 0 ? 1 : seluAlpha * exp(z[i]!));
    },
  },
  /** z·Φ(z), Φ the standard normal distribution function. */
  gelu: {
    value: (z, a, n) => {
      for (let i = 0; i < n; i++) a[i] = z[i]! * normalDistribution(z[i]!);
    },
    derivative: (z, _a, slope, n) => {
      for (let i = 0; i < n; i++) slope[i] = normalDistribution(z[i]!) + z[i]! * normalDensity(z[i]!);
    },
  },
  /** The tanh approximation of gelu: z/2 · (1 + tanh(√(2/π)(z + 0.044715 z³))). */
  'gelu-tanh': {
    value: (z, a, n) => {
      for (let i = 0; i < n; i++) a[i] = z[i]! * nearDistribution(z[i]!);
    },
    derivative: (z, _a, slope, n) => {
      for (let i = 0; i < n; i++) {
        const share = nearDistribution(z[i]!);
        slope[i] = share + z[i]! * nearDensity(z[i]!, share);
      }
    },
  },
  /** z·σ(z) */
  silu: {
    value: (z, a, n) => {
      for (let i = 0; i < n; i++) a[i] = z[i]! * sigmoid(z[i]!);
    },
    derivative: (z, _a, slope, n) => {
      for (let i = 0; i < n; i++) {
        const s = sigmoid(z[i]!);
        slope[i] = s * (1 + z[i]! * (1 - s));
      }
    },
  },
  /** ln(1 + e^z) */
  softplus: {
    value: (z, a, n) => {
      for (let i = 0; i < n; i++) a[i] = softplus(z[i]!);
    },
    derivative: (z, _a, slope, n) => {
      for (let i = 0; i < n; i++) slope[i] = sigmoid(z[i]!);
    },
  },
  /** 1/(1 + e^-z), with the slope a·(1 - a). */
  sigmoid: {
    value: (z, a, n) => {
      for (let i = 0; i < n; i++) a[i] = sigmoid(z[i]!);
    },
    derivative: (z, a, slope, n) => {
      for (let i = 0; i < n; i++) slope[i] = a[i]! * (a[i]! > nearOne ? sigmoid(-z[i]!) : 1 - a[i]!);
    },
  },
  /** With the slope 1 - a². */
  tanh: {
    value: (z, a, n) => {
      for (let i = 0; i < n; i++) a[i] = tanh(z[i]!);
    },
    derivative: (z, a, slope, n) => {
      for (let i = 0; i < n; i++) slope[i] = tanhSlope(z[i]!, a[i]!);
    },
  },
};

/** What is worth knowing of an activation: how it is written, where its slope jumps, where it goes flat, and what it can put out. */
export interface ActivationFacts {
  /** Its name in a formula, the same in every language. */
  readonly symbol: string;
  /** z at which two formulas meet and the slope, or the slope's slope, jumps: a difference across it is no derivative. */
  readonly kinks: readonly number[];
  /** z beyond which |f'| stays under 0.01: at or below the first, at or above the second. Undefined where it never does. */
  readonly saturates: { readonly below?: number; readonly above?: number };
  /** Infimum and supremum of f. */
  readonly range: readonly [number, number];
  /** Supremum of |f'|; 1 for softmax, whose outputs have no slope of their own. */
  readonly steepest: number;
}

export const activationFacts: Readonly<Record<Activation, ActivationFacts>> = {
  linear: { symbol: 'linear', kinks: [], saturates: {}, range: [-Infinity, Infinity], steepest: 1 },
  relu: { symbol: 'ReLU', kinks: [0], saturates: { below: 0 }, range: [0, Infinity], steepest: 1 },
  'leaky-relu': { symbol: 'leaky ReLU', kinks: [0], saturates: {}, range: [-Infinity, Infinity], steepest: 1 },
  elu: { symbol: 'ELU', kinks: [0], saturates: { below: -4.61 }, range: [-1, Infinity], steepest: 1 },
  selu: {
    symbol: 'SELU',
    kinks: [0],
    saturates: { below: -5.17 },
    range: [-seluScale * seluAlpha, Infinity],
    steepest: seluScale * seluAlpha,
  },
  gelu: { symbol: 'GELU', kinks: [], saturates: { below: -3.1 }, range: [-0.17, Infinity], steepest: 1.13 },
  'gelu-tanh': { symbol: 'GELU tanh', kinks: [], saturates: { below: -3.1 }, range: [-0.171, Infinity], steepest: 1.13 },
  silu: { symbol: 'SiLU', kinks: [], saturates: { below: -6.7 }, range: [-0.2785, Infinity], steepest: 1.1 },
  softplus: { symbol: 'softplus', kinks: [], saturates: { below: -4.6 }, range: [0, Infinity], steepest: 1 },
  sigmoid: { symbol: 'σ', kinks: [], saturates: { below: -4.6, above: 4.6 }, range: [0, 1], steepest: 0.25 },
  tanh: { symbol: 'tanh', kinks: [], saturates: { below: -3, above: 3 }, range: [-1, 1], steepest: 1 },
  softmax: { symbol: 'softmax', kinks: [], saturates: {}, range: [0, 1], steepest: 1 },
};

/** Whether f goes flat at both ends: such a unit saturates, another falls silent. */
export const isBounded = (activation: Activation): boolean => {
  const { below, above } = activationFacts[activation].saturates;
  return below !== undefined && above !== undefined;
};
