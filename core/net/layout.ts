import type { RunSpec } from '#core/spec/run-spec.ts';
import { optimizerScalars, optimizerSlots } from '#core/math/optimise.ts';
import type { Rules } from './rules.ts';

/** Where one layer's numbers begin in the state vector. */
export interface LayerLayout {
  readonly inputs: number;
  readonly units: number;
  /** W (I,O), row-major: the weight from input i to unit o is at W + i·O + o. */
  readonly W: number;
  /** b (O). */
  readonly b: number;
  /** gamma and beta (O each) of a normalised layer, else -1. */
  readonly gamma: number;
  readonly beta: number;
  /** Running mean and variance (O each) of a batch-normalised layer, else -1. */
  readonly runningMean: number;
  readonly runningVariance: number;
  /** The layer's parameters are [W, end). */
  readonly end: number;
}

/**
 * One flat vector holds all that training changes: [parameters (P) | optimiser slots (P each) | running statistics |
 * gradient of the step before | optimiser scalars | epoch loss, plateau, stopping].
 * Slot s of the parameter at index p is at (1 + s)·P + p.
 */
export interface Layout {
  readonly layers: readonly LayerLayout[];
  /** P. */
  readonly parameters: number;
  /** Names of the slots, e.g. m and v. */
  readonly slots: readonly string[];
  readonly running: number;
  /** The gradient (P) of the step before, for a run whose rules remember it, else -1. */
  readonly oldGradient: number;
  readonly scalars: number;
  /** Sum of the losses of the epoch's samples so far; then what the schedule `plateau` and early stopping remember (3 each). Else -1. */
  readonly epochLoss: number;
  readonly plateau: number;
  readonly stopping: number;
  /** Length of the whole state. */
  readonly length: number;
  /** Ranges of parameters, in ascending order, that training moves or holds fixed; together they are [0, P). */
  readonly ranges: readonly { readonly from: number; readonly to: number; readonly trained: boolean }[];
}

export const makeLayout = (spec: RunSpec, { remembersGradient }: Rules): Layout => {
  const { network } = spec;
  let at = 0;
  const take = (count: number): number => (at += count) - count;
  const parameters = network.layers.map((layer, l) => {
    const inputs = l === 0 ? network.inputs : network.layers[l - 1]!.units;
    const { units } = layer;
    const normalised = layer.normalization !== 'none';
    return {
      inputs,
      units,
      W: take(inputs * units),
      b: take(units),
      gamma: normalised ? take(units) : -1,
      beta: normalised ? take(units) : -1,
      end: at,
    };
  });
  const P = at;
  const slots = optimizerSlots(spec.optimizer.kind);
  const running = P * (1 + slots.length);
  at = running;
  const layers = parameters.map((layer, l) => {
    const batch = network.layers[l]!.normalization === 'batch';
    return { ...layer, runningMean: batch ? take(layer.units) : -1, runningVariance: batch ? take(layer.units) : -1 };
  });
  const oldGradient = remembersGradient ? take(P) : -1;
  const scalars = at;
  at += optimizerScalars(spec.optimizer.kind).length;
  const [adapts, stops] = [spec.schedule.kind === 'plateau', spec.stopping !== null];
  const epochLoss = adapts || stops ? take(1) : -1;
  const plateau = adapts ? take(3) : -1;
  const stopping = stops ? take(3) : -1;
  const ranges = spec.train.biases
    ? [{ from: 0, to: P, trained: true }]
    : layers.flatMap(({ W, b, units, end }) => [
        { from: W, to: b, trained: true },
        { from: b, to: b + units, trained: false },
        ...(end > b + units ? [{ from: b + units, to: end, trained: true }] : []),
      ]);
  return { layers, parameters: P, slots, running, oldGradient, scalars, epochLoss, plateau, stopping, length: at, ranges };
};

/** Views, not copies, of one layer's parameters inside a state. */
export interface ParameterViews {
  readonly W: Float64Array;
  readonly b: Float64Array;
  readonly gamma?: Float64Array;
  readonly beta?: Float64Array;
}

/** Layer by layer, the parameters of `state`; with `slot`, that optimiser slot of theirs. */
export const parameterViews = (layout: Layout, state: Float64Array, slot = -1): readonly ParameterViews[] => {
  const shift = (1 + slot) * layout.parameters;
  const view = (from: number, count: number): Float64Array => state.subarray(shift + from, shift + from + count);
  return layout.layers.map(({ inputs, units, W, b, gamma, beta }) => ({
    W: view(W, inputs * units),
    b: view(b, units),
    ...(gamma < 0 ? {} : { gamma: view(gamma, units), beta: view(beta, units) }),
  }));
};
