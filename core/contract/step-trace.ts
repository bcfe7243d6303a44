import type { Matrix } from './matrix.ts';
import type { Step } from './units.ts';

/**
 * Everything that one training step computes, in the order in which the picture plays it.
 *
 * Shapes: B batch size, R <= B the rows of the batch that this trace carries (all of them from the command line, the
 * followed one for the picture), I inputs and O outputs of a layer. W is (I,O): Z = X·W + b.
 * dA and dZ are derivatives of the reduced loss, so dW is exactly aᵀ·dZ over the whole batch (+ penalty, after clipping),
 * whatever R is. In article arithmetic they are the article's own quantities.
 */
export interface StepTrace {
  readonly step: Step;
  /** Passes over the training set completed before this step. */
  readonly epoch: number;
  readonly batch: BatchTrace;
  /** Learning rate of this step, from the schedule. */
  readonly lr: number;
  /** Updates of the optimiser, this one included: step + 1, but in a branch that began with another optimiser. */
  readonly updates: number;
  /** What looks at whole epochs; undefined for a run whose schedule is not `plateau` and that does not stop early. */
  readonly watch?: WatchTrace;
  readonly loss: LossTrace;
  readonly layers: readonly LayerTrace[];
  /** Euclidean norm of the whole gradient, before clipping. */
  readonly gradientNorm: number;
  /** What `clipNorm` multiplied the whole gradient by, 1 where the norm was within the limit; undefined for a run without it. */
  readonly clipFactor?: number;
  /** NAdam's momenta at this update, which follow from its number; undefined for the other optimisers. */
  readonly nadam?: NadamTrace;
}

/** Dozat, 2016: momentum is mu_t, next mu_{t+1}, product mu_1 · ... · mu_t. */
export interface NadamTrace {
  readonly momentum: number;
  readonly next: number;
  readonly product: number;
}

/** The epoch's loss and what it did to the schedule and to early stopping. */
export interface WatchTrace {
  /** The loss that is watched, in a step that ends an epoch: the validation part's, of the parameters after the step. */
  readonly loss?: number;
  /** `best` is `Number.MAX_VALUE` before the first epoch; the rate is multiplied by `factor`. */
  readonly plateau?: { readonly before: PlateauTrace; readonly after: PlateauTrace };
  readonly stopping?: { readonly before: StoppingTrace; readonly after: StoppingTrace };
}

export interface PlateauTrace {
  readonly best: number;
  /** Epochs since the best one; one more than `patience` of them lowers the rate. */
  readonly waited: number;
  readonly patience: number;
  readonly factor: number;
}

export interface StoppingTrace {
  /** `Number.MAX_VALUE` before the first epoch. */
  readonly best: number;
  /** Whose parameters had the best loss. */
  readonly bestStep: number;
  /** Epochs since then, of `patience`. */
  readonly waited: number;
  readonly patience: number;
  readonly stopped: boolean;
}

export interface BatchTrace {
  /** Index into the data set of each of the B samples of the batch. */
  readonly indices: Int32Array;
  /** For each of the R carried rows, its row in the batch; -1 for a followed sample that this batch does not contain. */
  readonly rows: Int32Array;
  /** For each of the R carried rows, its index in the data set. */
  readonly samples: Int32Array;
  /** (R,I) inputs after preprocessing. */
  readonly x: Matrix;
  /** (R,O) targets. */
  readonly y: Matrix;
  /** Position of this batch in its epoch, from 0, and how many batches an epoch has. */
  readonly positionInEpoch: number;
  readonly batchesPerEpoch: number;
}

export interface LossTrace {
  /** Loss of each carried row by itself (R), before the reduction over samples. */
  readonly perSample: Float64Array;
  /** Reduced over the batch. */
  readonly data: number;
  readonly penalty: number;
  /** data + penalty. */
  readonly total: number;
}

/** A quantity that exists for weights (I,O) and biases (1,O) alike. */
export interface WeightsAndBiases {
  readonly W: Matrix;
  readonly b: Matrix;
}

/** Normalisation of one layer at this step; `normalized` is gamma·hat + beta, (R,O). */
export interface NormalizationTrace {
  readonly kind: 'batch' | 'layer';
  readonly hat: Matrix;
  readonly normalized: Matrix;
  /** dL/d(normalized), (R,O). */
  readonly dNormalized: Matrix;
  /** batch: (1,O) over the batch; layer: (R,1) over the units. Variance is the biased one. */
  readonly mean: Matrix;
  readonly variance: Matrix;
  readonly gamma: Matrix;
  readonly beta: Matrix;
  readonly dGamma: Matrix;
  readonly dBeta: Matrix;
  readonly gammaAfter: Matrix;
  readonly betaAfter: Matrix;
}

/** How one unit fared over the whole batch, so that a picture of one sample can say "dead on the batch". */
export interface UnitStatistics {
  /** Fraction of the batch on which f'(z) is not zero, (O). */
  readonly active: Float64Array;
  /** Mean and extremes of a over the batch, (O) each. */
  readonly mean: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
}

export interface LayerTrace {
  readonly W: Matrix;
  readonly b: Matrix;
  /** (R,O) weighted sum plus bias, before normalisation and activation. */
  readonly z: Matrix;
  readonly normalization?: NormalizationTrace;
  /** (R,O) output of the layer, after activation, dropout mask and residual connection. */
  readonly a: Matrix;
  /** (R,O) f'(z) where it was evaluated; undefined for softmax, whose derivative is a matrix. */
  readonly slope?: Matrix;
  /** (R,O) dropout: 0, or 1/(1-p). */
  readonly mask?: Matrix;
  /** (R,O) residual connection: what the layer gave by itself, so that a = branch + the a of the layer before. */
  readonly branch?: Matrix;
  /** (R,O) dL/da. Undefined for a softmax output under cross-entropy: the gradient is taken from the logits. */
  readonly dA?: Matrix;
  /** (R,O) dL/dz. */
  readonly dZ: Matrix;
  /** (I,O) and (1,O), reduced over the batch, penalty added, after clipping. */
  readonly dW: Matrix;
  readonly db: Matrix;
  /** dW and db before clipping; undefined for a run that does not clip. */
  readonly unclipped?: WeightsAndBiases;
  /** What is added to the parameters: WAfter = W + deltaW. */
  readonly deltaW: Matrix;
  readonly deltab: Matrix;
  readonly WAfter: Matrix;
  readonly bAfter: Matrix;
  /** The optimiser's own state by its usual name (velocity, m, v, ...); empty for plain gradient descent. */
  readonly optimizer: Readonly<Record<string, { readonly before: WeightsAndBiases; readonly after: WeightsAndBiases }>>;
  readonly units: UnitStatistics;
  /** In a run with a fault, what it touches in this layer; undefined where that is told by the other quantities, or nothing. */
  readonly fault?: FaultTrace;
}

/** The right numbers where a fault has put others, and what it carried along. */
export interface FaultTrace {
  /** (R,O) f'(z), where the slope was taken at a. */
  readonly slope?: Matrix;
  /** (I,O) the gradient from the activations, where their mask had overwritten them; penalty added, before clipping. */
  readonly dW?: Matrix;
  /** Gradients of the steps before, which were not cleared. */
  readonly carried?: WeightsAndBiases;
}
