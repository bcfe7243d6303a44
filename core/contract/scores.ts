/** How good predictions are, over one part of the data. */
export type Scores = RegressionScores | ClassScores;

export interface RegressionScores {
  readonly task: 'regression';
  /** Means over samples and outputs. */
  readonly mse: number;
  readonly mae: number;
  /** 1 - Σ(y-ŷ)² / Σ(y-ȳ)², the mean over the outputs; undefined where a target never changes. */
  readonly r2?: number;
}

export interface ClassScores {
  readonly task: 'classes';
  readonly accuracy: number;
  /** counts[actual][predicted] */
  readonly confusion: readonly (readonly number[])[];
  readonly classes: readonly OneClassScores[];
  /** Means over the classes, each counting the same. */
  readonly macro: Rates;
}

/** A rate whose divisor is 0, as the precision of a class that is never predicted, is 0. */
export interface Rates {
  /** Of those said to be of the class, how many are. */
  readonly precision: number;
  /** Of those of the class, how many are said to be. */
  readonly recall: number;
  /** Harmonic mean of the two. */
  readonly f1: number;
}

export interface OneClassScores extends Rates {
  /** Samples of the class. */
  readonly support: number;
  /** The class against all others; undefined where there is none of it or nothing else. */
  readonly roc?: RocCurve;
}

/** Corner points of the curve, from (0, 0) to (1, 1), one each for falling thresholds. */
export interface RocCurve {
  readonly falsePositives: Float64Array;
  readonly truePositives: Float64Array;
  /** A sample counts as positive from this score on; the first is Infinity. */
  readonly thresholds: Float64Array;
  /** Area under the curve, of all its points. */
  readonly auc: number;
}

/** Simple methods to hold a network against. */
export const baselines = ['linear-regression', 'logistic-regression', 'nearest-neighbours'] as const;
export type BaselineName = (typeof baselines)[number];
