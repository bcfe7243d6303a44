import type { ParameterRef } from '#core/contract/explanation.ts';
import type { Matrix } from '#core/contract/matrix.ts';
import type { LayerTrace } from '#core/contract/step-trace.ts';
import type { Step } from '#core/contract/units.ts';

/** What views beside the network ask of a step beyond its trace of one sample. */

/** A layer, from 1, at a step. */
export interface LayerQuery {
  readonly step: Step;
  readonly layer: number;
}

/** One layer of step k over its whole batch of B samples. */
export interface LayerBatch {
  /** Index into the training set of each of the B samples. */
  readonly samples: Int32Array;
  /** (B,I) what comes into the layer. */
  readonly x: Matrix;
  /** (B,I) dL/dx as it reaches the layer before, along a residual connection too; undefined for the first layer, which nobody asks for it. */
  readonly dX?: Matrix;
  /** The layer's part of the trace, its R rows the B of the batch. */
  readonly layer: LayerTrace;
}

/** What of a layer can be counted; in the names of the trace. */
export const tensors = ['W', 'b', 'z', 'a', 'dA', 'dZ', 'dW', 'db'] as const;
export type Tensor = (typeof tensors)[number];

export interface DistributionQuery {
  readonly layer: number;
  readonly tensor: Tensor;
  /** Steps are sampled evenly over [0, to], both ends among them. */
  readonly to: Step;
  /** How many steps at most, and how many bins. */
  readonly points: number;
  readonly bins: number;
}

/** How the numbers of one tensor lie, at S sampled steps. */
export interface Distributions {
  /** (S) */
  readonly steps: Float64Array;
  /** Least and greatest finite number of all steps: bin i covers an equal share of it. */
  readonly low: number;
  readonly high: number;
  /** (S,bins), row-major: how many numbers of the step fall into the bin. */
  readonly counts: Float64Array;
  /** Of the finite numbers of each step (S); 0 where there are none. */
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  /** Numbers of each step that are not finite (S). */
  readonly notFinite: Float64Array;
  /** How many numbers a full batch's tensor has, and how many of them are counted: of very many an even choice. */
  readonly size: number;
  readonly counted: number;
}

/** What a layer gives to training samples with the parameters of a step: nothing dropped, batch normalisation by its running statistics. */
export interface Activations {
  /** Index into the training set of each row: of very many samples an even choice. */
  readonly samples: Int32Array;
  /** (N,O) */
  readonly a: Matrix;
}

/** The last `steps` steps of one parameter, up to and including `step`. */
export interface ParameterHistoryQuery {
  readonly step: Step;
  readonly place: ParameterRef;
  readonly steps: number;
}

/** One parameter over some steps, S numbers each. */
export interface ParameterHistory {
  readonly steps: Float64Array;
  /** Before the step. */
  readonly value: Float64Array;
  /** As the optimiser takes it: penalty added, after clipping. */
  readonly gradient: Float64Array;
  /** What is added to the parameter. */
  readonly delta: Float64Array;
  /** The optimiser's state after the step, by its usual name; none for plain gradient descent. */
  readonly state: Readonly<Record<string, Float64Array>>;
  /** Of the same names, those that the update takes divided by 1 - beta^t. */
  readonly corrected: Readonly<Record<string, Float64Array>>;
}

export interface PlaceQuery {
  readonly step: Step;
  readonly place: ParameterRef;
}

export interface LossAlongQuery extends PlaceQuery {
  /** At most 1000 finite numbers. */
  readonly values: Float64Array;
}

/** `points` steps evenly over [0, to], both ends among them. */
export interface RatesQuery {
  readonly to: Step;
  readonly points: number;
}
