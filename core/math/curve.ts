import { activations, type Activation, type Loss } from '#core/spec/methods.ts';
import { elementwise } from './activation.ts';
import { log } from './elementary.ts';
import { fromLogits, sampleLosses } from './loss.ts';

/** A function of one number with its derivative. */
export interface Curve {
  readonly value: (z: number) => number;
  readonly slope: (z: number) => number;
}

/** The same numbers as in a layer, one at a time: for drawing. Softmax has no curve of its own: each output depends on all the others. */
export const activationCurves: Readonly<Partial<Record<Activation, Curve>>> = Object.fromEntries(
  activations.flatMap((name) => {
    if (name === 'softmax') return [];
    const { value, derivative } = elementwise[name];
    const [z, a, slope] = [new Float64Array(1), new Float64Array(1), new Float64Array(1)];
    const valueAt = (at: number): number => {
      z[0] = at;
      value(z, a, 1);
      return a[0]!;
    };
    const slopeAt = (at: number): number => {
      valueAt(at);
      derivative(z, a, slope, 1);
      return slope[0]!;
    };
    return [[name, { value: valueAt, slope: slopeAt } satisfies Curve]];
  }),
);

/**
 * One output's loss against its prediction a, for target y, before any scale. `sampleLosses` takes a cross-entropy from the logits; here
 * it is -y·ln a, and -(1-y)·ln(1-a) for a binary one.
 */
export const elementLoss = (loss: Loss, a: number, y: number): number => {
  if (fromLogits(loss)) return -(timesLog(y, a) + (loss === 'binary-cross-entropy' ? timesLog(1 - y, 1 - a) : 0));
  const [given, perSample] = [Float64Array.of(a), new Float64Array(1)];
  sampleLosses(loss, 'sum', { u: given, a: given, y: Float64Array.of(y) }, perSample, 1, 1);
  return perSample[0]!;
};

const timesLog = (factor: number, value: number): number => (factor === 0 ? 0 : factor * log(value));
