import { isCurved, overwritesActivations } from '#core/spec/faults.ts';
import type { Fault, Loss } from '#core/spec/methods.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Reduction } from '#core/math/loss.ts';

/**
 * How a run's program computes its gradient, wherever programs may differ. `textbook` is right; the article's arithmetic and every fault
 * depart from it in some of these. They are read here, once, when a run is prepared: the passes apply rules and know neither.
 */
export interface Rules {
  /** dA of the output is the derivative of this loss, reduced so over the outputs of a sample and over the samples of a batch. */
  readonly loss: Loss;
  readonly overOutputs: Reduction;
  readonly overSamples: Reduction;
  /** What the derivative of the loss is multiplied by. */
  readonly lossFactor: number;
  /** The way back through softmax, alone and together with its cross-entropy: by its whole Jacobian or by the diagonal. */
  readonly softmax: 'jacobian' | 'diagonal';
  /** Where each layer takes f', (L): at the sum u, at the activation f as if that were u, or nowhere: 1. */
  readonly slopes: readonly ('at-sum' | 'at-activation' | 'none')[];
  /** What the program keeps of each layer's inputs for dW = Xᵀ·dZ, (L): the inputs, or 1 where a ReLU let through and else 0. */
  readonly keeps: readonly ('inputs' | 'mask')[];
  /** How db gathers dZ over the batch; dW always sums. */
  readonly biasReduction: Reduction;
  /** What happens to a layer's gradient, penalty included, before anybody uses it: nothing, db times B, or that of the step before is added. */
  readonly amend: 'nothing' | 'bias-per-sample' | 'add-old';
  /** The state carries the gradient of a step into the next. */
  readonly remembersGradient: boolean;
  /** The error passes through weights that the step has updated already. */
  readonly updatesEarly: boolean;
  /** The gradient is that of the article's implicit loss, and not of the loss that is printed. */
  readonly implicitLoss: boolean;
  /** What departs is a mistake, so that a trace tells the right numbers too. */
  readonly mistaken: boolean;
}

/** The rules of a program that computes the gradient of its loss. */
export const textbook = ({ loss, reduction, network: { layers } }: RunSpec): Rules => ({
  loss,
  overOutputs: reduction,
  overSamples: reduction,
  lossFactor: 1,
  softmax: 'jacobian',
  slopes: layers.map(() => 'at-sum'),
  keeps: layers.map(() => 'inputs'),
  biasReduction: 'sum',
  amend: 'nothing',
  remembersGradient: false,
  updatesEarly: false,
  implicitLoss: false,
  mistaken: false,
});

type Departure = (spec: RunSpec) => Partial<Rules>;

const arithmetics: Readonly<Record<RunSpec['arithmetic'], Departure>> = {
  standard: () => ({}),
  /**
   * The derivative of its loss is yhat - y, neither doubled nor averaged; σ' of the output is taken at a; the gradient of a bias is the mean
   * over the batch where that of a weight is the sum.
   */
  article: ({ network: { layers } }) => ({
    loss: 'half-squared-error',
    overOutputs: 'sum',
    overSamples: 'sum',
    slopes: layers.map((_, l) => (l === layers.length - 1 ? 'at-activation' : 'at-sum')),
    biasReduction: 'mean',
    implicitLoss: true,
  }),
};

const mistakes: Readonly<Record<Exclude<Fault, 'none'>, Departure>> = {
  'derivative-at-activation': ({ network: { layers } }) => ({
    slopes: layers.map(({ activation }) => (isCurved(activation) ? 'at-activation' : 'at-sum')),
  }),
  'sum-for-mean': () => ({ overSamples: 'sum' }),
  'bias-per-sample': () => ({ amend: 'bias-per-sample' }),
  'update-before-backward': () => ({ updatesEarly: true }),
  'gradients-not-zeroed': () => ({ amend: 'add-old', remembersGradient: true }),
  'mask-on-activations': ({ network: { layers } }) => ({
    keeps: layers.map((_, l) => (l > 0 && overwritesActivations(layers[l - 1]!) ? 'mask' : 'inputs')),
  }),
  'softmax-diagonal': () => ({ softmax: 'diagonal' }),
  'output-slope-missing': ({ network: { layers } }) => ({
    slopes: layers.map((_, l) => (l === layers.length - 1 ? 'none' : 'at-sum')),
  }),
  'error-reversed': () => ({ lossFactor: -1 }),
  'gradient-of-half': () => ({ lossFactor: 0.5 }),
};

export const rulesOf = (spec: RunSpec): Rules => ({
  ...textbook(spec),
  ...arithmetics[spec.arithmetic](spec),
  ...(spec.fault !== 'none' && { ...mistakes[spec.fault](spec), mistaken: true }),
});
