import type { Activation, Loss } from '#core/spec/methods.ts';

/**
 * The shapes of activations and losses, for drawing their curves only: every number on screen comes from the trace.
 * Softmax has no curve of its own: each output depends on all the others.
 */
export const activationCurve: Readonly<Record<Activation, ((z: number) => number) | undefined>> = {
  linear: (z) => z,
  relu: (z) => Math.max(0, z),
  'leaky-relu': (z) => (z > 0 ? z : 0.01 * z),
  elu: (z) => (z > 0 ? z : Math.expm1(z)),
  selu: (z) => 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * Math.expm1(z)),
  gelu: (z) => 0.5 * z * (1 + erf(z / Math.SQRT2)),
  'gelu-tanh': (z) => 0.5 * z * (1 + Math.tanh(0.7978845608028654 * (z + 0.044715 * z * z * z))),
  silu: (z) => z / (1 + Math.exp(-z)),
  softplus: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
  softmax: undefined,
};

/** The largest slope, by which a gate's opening is measured. */
export const steepest: Readonly<Record<Activation, number>> = {
  linear: 1,
  relu: 1,
  'leaky-relu': 1,
  elu: 1,
  selu: 1.7580993408473766,
  gelu: 1.13,
  'gelu-tanh': 1.13,
  silu: 1.1,
  softplus: 1,
  sigmoid: 0.25,
  tanh: 1,
  softmax: 1,
};

/** Bounded activations saturate; the others may fall silent. */
export const saturates: ReadonlySet<Activation> = new Set<Activation>(['sigmoid', 'tanh']);

/** How formulas write the functions, the same in every language. */
export const activationSymbol: Readonly<Record<Activation, string>> = {
  linear: 'linear',
  relu: 'ReLU',
  'leaky-relu': 'leaky ReLU',
  elu: 'ELU',
  selu: 'SELU',
  gelu: 'GELU',
  'gelu-tanh': 'GELU tanh',
  silu: 'SiLU',
  softplus: 'softplus',
  sigmoid: 'σ',
  tanh: 'tanh',
  softmax: 'softmax',
};

/** One output's loss against its prediction a, for target y. Categorical cross-entropy sees the one true class. */
export const lossCurve: Readonly<Record<Loss, (a: number, y: number) => number>> = {
  mse: (a, y) => (a - y) * (a - y),
  mae: (a, y) => Math.abs(a - y),
  huber: (a, y) => (Math.abs(a - y) <= 1 ? 0.5 * (a - y) * (a - y) : Math.abs(a - y) - 0.5),
  'half-squared-error': (a, y) => 0.5 * (a - y) * (a - y),
  'binary-cross-entropy': (a, y) => -(xlog(y, a) + xlog(1 - y, 1 - a)),
  'binary-cross-entropy-logits': (a, y) => Math.max(a, 0) - y * a + Math.log1p(Math.exp(-Math.abs(a))),
  'categorical-cross-entropy': (a, y) => -xlog(y, a),
};

export const lossFormula: Readonly<Record<Loss, string>> = {
  mse: '(a − y)²',
  mae: '|a − y|',
  huber: 'huber(a − y)',
  'half-squared-error': '½ (a − y)²',
  'binary-cross-entropy': '−y ln a − (1 − y) ln(1 − a)',
  'binary-cross-entropy-logits': 'ln(1 + eᵃ) − y a',
  'categorical-cross-entropy': '−Σ y ln a',
};

const xlog = (factor: number, value: number): number => (factor === 0 ? 0 : factor * Math.log(value));

/** Abramowitz and Stegun 7.1.26, to 1.5e-7: finer than any pixel. */
const erf = (x: number): number => {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - poly * Math.exp(-x * x));
};
