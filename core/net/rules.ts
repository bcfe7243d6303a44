import { isCurved, overwritesActivations } from '#core/spec/faults.ts';
import type { Fault, Loss } from '#core/spec/methods.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Elementwise } from '#core/math/activation.ts';
import { logitGradient, type LogitGradient, type Reduction } from '#core/math/loss.ts';
import { softmaxBackward, type SoftmaxBackward } from '#core/math/softmax.ts';

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
  /** The way back through softmax, and through softmax or sigmoid and their cross-entropy at once. */
  readonly softmax: SoftmaxBackward;
  readonly logits: LogitGradient;
  /** What takes f' of each layer, (L). */
  readonly slopes: readonly SlopeRule[];
  /** What the program keeps of each layer's inputs for dW = Xᵀ·dZ, (L); undefined: the inputs. */
  readonly keeps: readonly (KeepRule | undefined)[];
  /** How db gathers dZ over the batch; dW always sums. */
  readonly biasReduction: Reduction;
  /** What happens to a layer's gradient, penalty included, before anybody uses it; undefined: nothing. */
  readonly amend: AmendRule | undefined;
  /** The state carries the gradient of a step into the next. */
  readonly remembersGradient: boolean;
  /** The error passes through weights that the step has updated already. */
  readonly updatesEarly: boolean;
  /** The gradient is that of the article's implicit loss, and not of the loss that is printed. */
  readonly implicitLoss: boolean;
  /** What departs is a mistake, so that a trace tells the right numbers too. */
  readonly mistaken: boolean;
}

/** slope = f' of the first n numbers.   u, f = f(u), slope (B,O) */
export type SlopeRule = (of: Elementwise, u: Float64Array, f: Float64Array, slope: Float64Array, n: number) => void;
/** Writes what is kept of the first n numbers of X.   X, kept (B,I) */
export type KeepRule = (x: Float64Array, kept: Float64Array, n: number) => void;
/** Changes a layer's part [W, end) of the gradient in place. `old` is where the gradient of the step before begins in the state. */
export type AmendRule = (gradient: Float64Array, layer: LayerRange, rows: number, state: Float64Array, old: number) => void;

/** W (I,O), b (O) and the rest of a layer's parameters in the gradient: [W, b), [b, b + units), [b + units, end). */
interface LayerRange {
  readonly W: number;
  readonly b: number;
  readonly units: number;
  readonly end: number;
}

/** slope = f'(u) */
export const slopeAtSum: SlopeRule = (of, u, f, slope, n) => of.derivative(u, f, slope, n);

/** slope = f'(f), as if f were u. `slope` holds f(f) until its derivative takes that place. */
const slopeAtActivation: SlopeRule = (of, _u, f, slope, n) => {
  of.value(f, slope, n);
  of.derivative(f, slope, slope, n);
};

/** slope = 1, as if f did nothing. */
const slopeOfNone: SlopeRule = (_of, _u, _f, slope, n) => void slope.fill(1, 0, n);

/** dZ_j = dA_j·a_j·(1 - a_j), as if each output of a softmax depended on its own sum alone. */
const softmaxAlone: SoftmaxBackward = (a, gradient, rows, units) => {
  for (let i = 0; i < rows * units; i++) gradient[i] = gradient[i]! * a[i]! * (1 - a[i]!);
};

/** The same behind dA = -y/a. Of a sigmoid it is right. */
const logitsAlone: LogitGradient = (loss, outputs, dU, rows, units, scale) => {
  if (loss !== 'categorical-cross-entropy') return logitGradient(loss, outputs, dU, rows, units, scale);
  const { a, y, classWeights } = outputs;
  for (let i = 0; i < rows * units; i++) dU[i] = -(classWeights?.[i % units] ?? 1) * y[i]! * (1 - a[i]!) * scale;
};

/** 1 where a ReLU let through, else 0. */
const keepMask: KeepRule = (x, kept, n) => {
  for (let i = 0; i < n; i++) kept[i] = +(x[i]! > 0);
};

/** db times B. */
const addBiasPerSample: AmendRule = (gradient, { b, units }, rows) => {
  for (let o = b; o < b + units; o++) gradient[o] = gradient[o]! * rows;
};

/** gradient += that of the step before. */
const addOldGradient: AmendRule = (gradient, { W, end }, _rows, state, old) => {
  for (let i = W; i < end; i++) gradient[i] = gradient[i]! + state[old + i]!;
};

/** The rules of a program that computes the gradient of its loss. */
export const textbook = ({ loss, reduction, network: { layers } }: RunSpec): Rules => ({
  loss,
  overOutputs: reduction,
  overSamples: reduction,
  lossFactor: 1,
  softmax: softmaxBackward,
  logits: logitGradient,
  slopes: layers.map(() => slopeAtSum),
  keeps: layers.map(() => undefined),
  biasReduction: 'sum',
  amend: undefined,
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
    slopes: layers.map((_, l) => (l === layers.length - 1 ? slopeAtActivation : slopeAtSum)),
    biasReduction: 'mean',
    implicitLoss: true,
  }),
};

const mistakes: Readonly<Record<Exclude<Fault, 'none'>, Departure>> = {
  'derivative-at-activation': ({ network: { layers } }) => ({
    slopes: layers.map(({ activation }) => (isCurved(activation) ? slopeAtActivation : slopeAtSum)),
  }),
  'sum-for-mean': () => ({ overSamples: 'sum' }),
  'bias-per-sample': () => ({ amend: addBiasPerSample }),
  'update-before-backward': () => ({ updatesEarly: true }),
  'gradients-not-zeroed': () => ({ amend: addOldGradient, remembersGradient: true }),
  'mask-on-activations': ({ network: { layers } }) => ({
    keeps: layers.map((_, l) => (l > 0 && overwritesActivations(layers[l - 1]!) ? keepMask : undefined)),
  }),
  'softmax-diagonal': () => ({ softmax: softmaxAlone, logits: logitsAlone }),
  'output-slope-missing': ({ network: { layers } }) => ({
    slopes: layers.map((_, l) => (l === layers.length - 1 ? slopeOfNone : slopeAtSum)),
  }),
  'error-reversed': () => ({ lossFactor: -1 }),
  'gradient-of-half': () => ({ lossFactor: 0.5 }),
};

export const rulesOf = (spec: RunSpec): Rules => ({
  ...textbook(spec),
  ...arithmetics[spec.arithmetic](spec),
  ...(spec.fault !== 'none' && { ...mistakes[spec.fault](spec), mistaken: true }),
});
