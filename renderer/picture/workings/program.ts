import type { Matrix } from '#core/contract/matrix.ts';
import { type Act, layerOf, outputOf } from '#renderer/picture/act.ts';

/** What the program computes, where it makes a mistake that is told: the workings name that, and beside it what is right. */

/** Before what the loss owes: `n·` where the program adds up over the batch what it should average. */
export const timesOf = ({ fault, trace }: Act): string => (fault === 'sum-for-mean' && trace.batch.indices.length > 1 ? 'n·' : '');

/** The weights of layer l through which its error passes on the way back: w', where the program has updated them by then. */
export const passedWeights = (act: Act, layer: number): Matrix => {
  const { W, WAfter } = layerOf(act, layer);
  return act.fault === 'update-before-backward' ? WAfter : W;
};

/** How a layer takes its slope: f' at its argument or at what f gave, and the other of the two where the program is wrong. */
export interface SlopeTaken {
  /** "f′(z)" */
  readonly name: string;
  readonly taken: Matrix;
  /** Taken at what f gave, not at what f took. */
  readonly atOutput: boolean;
  readonly right?: { readonly name: string; readonly taken: Matrix };
}

export const slopeTaken = (act: Act, layer: number): SlopeTaken | undefined => {
  const { shape, depth, fault } = act;
  const own = layerOf(act, layer);
  if (!own.slope) return undefined;
  const argument = own.normalization ? 'ẑ′' : 'z';
  const name = `f′(${argument})`;
  const given = own.mask || own.branch || own.normalization ? `f′(f(${argument}))` : 'f′(a)';
  if (shape.arithmetic === 'article' && layer === depth) return { name: given, taken: own.slope, atOutput: true };
  const right = fault === 'derivative-at-activation' ? own.fault?.slope : undefined;
  if (!right) return { name, taken: own.slope, atOutput: false };
  // The gradient of a cross-entropy reaches the sum without the slope, wherever the program would have taken it.
  if (layer === depth && shape.loss.includes('cross-entropy')) return { name, taken: right, atOutput: false };
  return { name: given, taken: own.slope, atOutput: true, right: { name, taken: right } };
};

/** What weight `from` of a layer (the bias, where it is past them) is multiplied by for its gradient. */
export interface Taken {
  /** "a₂", or "1[a₂>0]" where only the mask of ReLU is left of it. */
  readonly name: string;
  readonly value: number;
}

export const takenBy = (act: Act, layer: number, from: number, name: string): Taken => {
  const own = layerOf(act, layer);
  const batch = act.trace.batch.indices.length;
  if (from >= own.W.rows) {
    const often = act.fault === 'bias-per-sample' && batch > 1;
    return often ? { name: 'n', value: batch } : { name: '1', value: 1 };
  }
  const value = outputOf(act, layer - 1, from);
  return act.fault === 'mask-on-activations' && own.fault?.dW ? { name: `1[${name}>0]`, value: Number(value > 0) } : { name, value };
};

/** What a mistake does to one gradient; undefined where it does nothing to it. */
export interface GradientTouch {
  /** What earlier steps left in it. */
  readonly carried?: number;
  /** The right gradient from the same numbers, before clipping; undefined where the trace does not tell. */
  readonly right?: number;
}

export const touchOf = (act: Act, layer: number, from: number, to: number, before: number): GradientTouch | undefined => {
  const { W, fault } = layerOf(act, layer);
  const bias = from >= W.rows;
  const batch = act.trace.batch.indices.length;
  const of = (weights: Matrix, biases: Matrix): number => (bias ? biases.data[to]! : weights.data[from * weights.cols + to]!);
  switch (act.fault) {
    case 'sum-for-mean':
      // A penalty is added as it is, whatever was done to the rest.
      return batch === 1 ? undefined : act.trace.loss.penalty === 0 || bias ? { right: before / batch } : {};
    case 'bias-per-sample':
      return bias && batch > 1 ? { right: before / batch } : undefined;
    case 'gradients-not-zeroed': {
      const carried = fault?.carried && of(fault.carried.W, fault.carried.b);
      return carried === undefined ? undefined : { carried, right: before - carried };
    }
    case 'mask-on-activations':
      return !bias && fault?.dW ? { right: of(fault.dW, fault.dW) } : undefined;
    default:
      return undefined;
  }
};

/** Whether a gradient of this layer is another than ∂L/∂w. */
export const isTouched = (act: Act, layer: number): boolean => touchOf(act, layer, 0, 0, 0) !== undefined;
