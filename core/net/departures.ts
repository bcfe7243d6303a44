import type { Elementwise } from '#core/math/activation.ts';
import { logitGradient, type LogitGradient } from '#core/math/loss.ts';
import { softmaxBackward, type SoftmaxBackward } from '#core/math/softmax.ts';
import type { Rules } from './rules.ts';

/* What each choice of a run's rules does. */

/** slope = f' of the first n numbers.   u, f = f(u), slope (B,O) */
type SlopeRule = (of: Elementwise, u: Float64Array, f: Float64Array, slope: Float64Array, n: number) => void;

export const slopeRules: Readonly<Record<Rules['slopes'][number], SlopeRule>> = {
  /** slope = f'(u) */
  'at-sum': (of, u, f, slope, n) => of.derivative(u, f, slope, n),
  /** slope = f'(f), as if f were u. `slope` holds f(f) until its derivative takes that place. */
  'at-activation': (of, _u, f, slope, n) => {
    of.value(f, slope, n);
    of.derivative(f, slope, slope, n);
  },
  /** slope = 1, as if f did nothing. */
  none: (_of, _u, _f, slope, n) => void slope.fill(1, 0, n),
};

export const softmaxRules: Readonly<Record<Rules['softmax'], SoftmaxBackward>> = {
  jacobian: softmaxBackward,
  /** dZ_j = dA_j·a_j·(1 - a_j), as if each output of a softmax depended on its own sum alone. */
  diagonal: (a, gradient, rows, units) => {
    for (let i = 0; i < rows * units; i++) gradient[i] = gradient[i]! * a[i]! * (1 - a[i]!);
  },
};

export const logitRules: Readonly<Record<Rules['softmax'], LogitGradient>> = {
  jacobian: logitGradient,
  /** The same behind dA = -y/a. Of a sigmoid it is right. */
  diagonal: (loss, outputs, dU, rows, units, scale) => {
    if (loss !== 'categorical-cross-entropy') return logitGradient(loss, outputs, dU, rows, units, scale);
    const { a, y, classWeights } = outputs;
    for (let i = 0; i < rows * units; i++) dU[i] = -(classWeights?.[i % units] ?? 1) * y[i]! * (1 - a[i]!) * scale;
  },
};

/** 1 where a ReLU let through, else 0, of the first n numbers of X.   X, kept (B,I) */
export const keepMask = (x: Float64Array, kept: Float64Array, n: number): void => {
  for (let i = 0; i < n; i++) kept[i] = +(x[i]! > 0);
};

/** W (I,O), b (O) and the rest of a layer's parameters in the gradient: [W, b), [b, b + units), [b + units, end). */
interface LayerRange {
  readonly W: number;
  readonly b: number;
  readonly units: number;
  readonly end: number;
}

/** Changes a layer's part [W, end) of the gradient in place. `old` is where the gradient of the step before begins in the state. */
type AmendRule = (gradient: Float64Array, layer: LayerRange, rows: number, state: Float64Array, old: number) => void;

export const amendRules: Readonly<Record<Exclude<Rules['amend'], 'nothing'>, AmendRule>> = {
  /** db times B. */
  'bias-per-sample': (gradient, { b, units }, rows) => {
    for (let o = b; o < b + units; o++) gradient[o] = gradient[o]! * rows;
  },
  /** gradient += that of the step before. */
  'add-old': (gradient, { W, end }, _rows, state, old) => {
    for (let i = W; i < end; i++) gradient[i] = gradient[i]! + state[old + i]!;
  },
};
