/** One weight or bias: from unit `row` of the layer before to unit `col` of layer `layer` (from 1). A bias has row 0. */
export interface ParameterRef {
  readonly layer: number;
  readonly kind: 'W' | 'b';
  readonly row: number;
  readonly col: number;
}

/**
 * One factor of a path. `from` and `to` are units; `layer` is the layer of `to`.
 * - input: what the weight multiplies, dz/dw (1 for a bias; 1/B where article arithmetic averages it)
 * - normalization: d(normalized)/dz; slope: f'(z); softmax: an entry of its Jacobian; mask: dropout
 * - weight: dz/da of the layer before; skip: a residual connection, 1
 * - loss: dL/da of an output, or dL/dz where a cross-entropy undoes the output's activation
 */
export interface PathFactor {
  readonly kind: 'input' | 'normalization' | 'slope' | 'softmax' | 'mask' | 'weight' | 'skip' | 'loss';
  readonly layer: number;
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** One way from a parameter to the loss, in one sample. */
export interface GradientPath {
  /** Row of the batch in which it begins; batch normalisation may lead it on into others. */
  readonly row: number;
  /** That row's index into the training set. */
  readonly sample: number;
  /** From the parameter to the loss. */
  readonly factors: readonly PathFactor[];
  readonly product: number;
}

/** The chain rule written out for one parameter. sum = the listed products + rest = gradient, but for rounding. */
export interface GradientPaths {
  readonly place: ParameterRef;
  /** By size of their product, largest first. */
  readonly paths: readonly GradientPath[];
  /** How many there are; beyond 2^53 rounded. */
  readonly count: number;
  /** Sum of the products of those that are not listed. */
  readonly rest: number;
  /** Sum over all paths, found along them. */
  readonly sum: number;
  /** The data part of dW as backpropagation has it, before penalty and clipping. */
  readonly gradient: number;
  /** What the penalty adds to it. */
  readonly penalty: number;
}

/** One weight's gradient taken apart by sample: the values add up to it. */
export interface SampleGradients {
  readonly place: ParameterRef;
  /** Index into the training set of each of the B samples of the batch, and the sample's share. */
  readonly samples: Int32Array;
  readonly values: Float64Array;
  readonly sum: number;
}

export const costPhases = ['forward', 'loss', 'backward', 'gradient', 'update'] as const;
export type CostPhase = (typeof costPhases)[number];

/** What a phase of one step costs in one layer, counted from the shapes. */
export interface Cost {
  readonly multiplications: number;
  /** Bytes of the numbers (8 each) that the phase reads or writes, each array counted once. */
  readonly bytes: number;
}

export interface StepCost {
  /** layers[l][phase]; the loss belongs to the last layer. */
  readonly layers: readonly Readonly<Record<CostPhase, Cost>>[];
  readonly total: Readonly<Record<CostPhase, Cost>>;
}

/**
 * How good the central difference of one parameter is, by its half-width: truncation on the right, rounding on the left.
 * relativeError = |analytic - numeric| / max(|analytic|, |numeric|).
 */
export interface DifferenceCurve {
  readonly place: ParameterRef;
  readonly analytic: number;
  readonly points: readonly { readonly h: number; readonly numeric: number; readonly relativeError: number; readonly kink: boolean }[];
}

/** The loss of a step over one parameter, everything else held. */
export interface LossAlong {
  readonly place: ParameterRef;
  /** The parameter's own value before the step, with the loss and the gradient there. */
  readonly value: number;
  readonly loss: number;
  readonly gradient: number;
  /** One for each value that was asked for, in their order. */
  readonly losses: Float64Array;
}
