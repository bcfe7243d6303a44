import type { Difference, DifferenceQuery, Fork, ParameterChange } from '#core/spec/branch.ts';
import type { DifferenceCurve, GradientPaths, LossAlong, SampleGradients, StepCost } from '#core/contract/explanation.ts';
import type { Failure, Result } from '#core/contract/failure.ts';
import type { Health } from '#core/contract/health.ts';
import type { CheckQuery, GradientCheck } from './gradient-check.ts';
import type { LandscapeQuery, Plane, PlanePoint, PlanePointQuery, PlaneQuery, RaceQuery, RaceResult } from './landscape.ts';
import type {
  Activations,
  DistributionQuery,
  Distributions,
  LayerBatch,
  LayerQuery,
  LossAlongQuery,
  ParameterHistory,
  ParameterHistoryQuery,
  PlaceQuery,
  RatesQuery,
} from './probes.ts';
import type { ExportForm } from '#core/spec/export-forms.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { BaselineName, Scores } from '#core/contract/scores.ts';
import type { StepTrace, StoppingTrace } from '#core/contract/step-trace.ts';
import type { PreviewQuery, TablePiece, TablePreview, TableProgress } from './tables.ts';
import type { Step } from '#core/contract/units.ts';

/**
 * The core as the picture sees it: what a worker answers. One run is open at a time, with its branches; opening another replaces it only
 * when the new one is valid. Calls are about the branch that was opened, made or turned to last, unless they name one. Every call may be cancelled; a cancelled call answers with the failure `cancelled`.
 */
export interface TrainerCalls {
  /** Validates and opens a run at step 0. `spec` is unknown on purpose: every road into the core ends in the same validator. */
  open(spec: unknown): RunSummary;
  /** Makes a branch, validated like a run, and turns to it unless it is made aside. Nothing of what it leaves is changed. */
  fork(fork: Fork): RunSummary;
  /** Goes on with another branch of the open run; background training ends. */
  turnTo(branch: number): RunSummary;
  /** Forgets a branch and those that left it; one that is turned to gives way to what it left. Answers the branches that are gone. */
  prune(branch: number): readonly number[];
  /** The first number in which two branches differ; undefined where they are the same as far as was looked. */
  firstDifference(query: DifferenceQuery): Difference | undefined;
  /**
   * Hands over a piece of a table's file. A run that names a table is refused by `open` with `needs-table` until the whole file was
   * supplied under that name; what was supplied stays for later runs, but for old tables that no longer fit.
   */
  supply(piece: TablePiece): TableProgress;
  /** How a file would be read, by its beginning. */
  preview(query: PreviewQuery): TablePreview;
  /** Answers at once, between two pieces of work: where nothing comes, one piece takes long. */
  ping(): void;
  /** Trains in slices, in the background, until `to` updates have been made; answers at once. `progress` events follow. */
  train(to: Step): void;
  /** Stops background training. What was trained stays. */
  pause(): void;
  /** The trace of step k (theta_k to theta_{k+1}) for one followed sample; trains up to k first where that is needed. */
  trace(query: TraceQuery): StepTrace;
  /** All that training changes, as it is before step k: parameters, the optimiser's arrays, running statistics. */
  state(query: StateQuery): Float64Array;
  /** The run at theta_k as a program or in another form: its text or bytes, or why that form cannot say it. */
  program(query: ProgramQuery): Result<string | Uint8Array>;
  /**
   * Hands over what `state` answered when the same run was open before: steps from there on are answered at once, until training comes there
   * and its own state takes the place. Whoever lends one asks `state` again then, and opens the run anew where the two differ.
   */
  lend(lent: LentState): void;
  /** Loss and gradient norms between two steps, thinned to `buckets` of min, mean and max. */
  series(query: SeriesQuery): Series;
  /** The learning rates that the schedule gives to steps of the run; none where they depend on how the loss will go. */
  rates(query: RatesQuery): Float64Array;
  /** The network's outputs over a grid of two of its inputs, with the parameters theta_k. */
  surface(query: SurfaceQuery): Surface;
  /**
   * Predictions, metrics and the loss of theta_k over the training set; of another branch than the one that is turned to, and as if one
   * parameter had another value, if said.
   */
  evaluate(step: Step, branch?: number, instead?: ParameterChange): Evaluation;
  /** The loss of theta_k, penalty included, over the validation part alone; undefined for a run without one. */
  validationLoss(step: Step): number | undefined;
  /** What is wrong with units and layers at a step, and with the run up to its trained end; of another branch, if said. */
  health(step: Step, branch?: number): Health;
  /** Simple methods fitted to the training part, to hold the network against. They know no steps: one answer serves the whole run. */
  baselines(): readonly BaselineScores[];
  /** Analytic gradients of step k against central differences. */
  check(query: CheckQuery): GradientCheck;
  /** Every way from one parameter to the loss of step k, the largest with their factors. */
  paths(query: PlaceQuery): GradientPaths;
  /** What each sample of step k's batch gives to the gradient of one parameter. */
  sampleGradients(query: PlaceQuery): SampleGradients;
  /** The central difference of one parameter at many half-widths. */
  differenceCurve(query: PlaceQuery): DifferenceCurve;
  /** The loss of step k as one parameter takes other values. */
  lossAlong(query: LossAlongQuery): LossAlong;
  /** One layer of step k over its whole batch. */
  layerBatch(query: LayerQuery): LayerBatch;
  /** How the numbers of one tensor of a layer lie, at steps sampled over the run. */
  distributions(query: DistributionQuery): Distributions;
  /** What a layer gives to the training samples, with the parameters theta_k. */
  activations(query: LayerQuery): Activations;
  /** The last steps of one parameter, with its gradient and what the optimiser remembers of it. */
  parameterHistory(query: ParameterHistoryQuery): ParameterHistory;
  /** Multiplications and bytes of one step over a whole batch. */
  cost(): StepCost;
  /** A plane through parameter space, with the path of training seen from it and the pictures to ask for. */
  plane(query: PlaneQuery): Plane;
  /** Training losses over rows of a grid on a plane, (rows, grid), row by row from the lowest y. */
  landscape(query: LandscapeQuery): Float64Array;
  /** Where the parameters of a step are, seen from a plane. */
  planePoint(query: PlanePointQuery): PlanePoint;
  /** Other trainings of the open run's network, seen from a plane; one result for each rival. */
  race(query: RaceQuery): readonly RaceResult[];
}

export interface RunSummary {
  readonly spec: RunSpec;
  /** 0 for the run itself. */
  readonly branch: number;
  /** The step at which the branch leaves another, 0 for the run itself; earlier steps are shared. */
  readonly from: Step;
  /** Updates made so far. */
  readonly trainedTo: Step;
  /** Parameters in all. */
  readonly parameters: number;
  readonly batchesPerEpoch: number;
  /** Last step that can be asked for: a run is bounded so that every step number stays exact. */
  readonly maxStep: Step;
  readonly data: DataSummary;
}

/** The training set as the network sees it, row-major. */
export interface DataSummary {
  readonly samples: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly task: 'classes' | 'regression';
  /** (N,I) and (N,O). */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Names of the inputs (I), and of the classes or of a regression's targets. */
  readonly columns: readonly string[];
  readonly targets: readonly string[];
  /** The data's own values are x·scale + offset, (I) each; undefined where the inputs are fed as they are. */
  readonly scaling?: { readonly offset: Float64Array; readonly scale: Float64Array };
}

export interface TraceQuery {
  readonly step: Step;
  /** Index into the training set of the sample that is followed. Where the batch of this step does not hold it, its row is computed
   * forward only (`rows[0] === -1`, dA and dZ zero): it took no part in the update. `batch` follows the first of the batch. */
  readonly follow: number | 'batch';
  /** Another branch than the one that is turned to. */
  readonly branch?: number;
  /** As if this parameter had had another value before the step. Nothing is kept of it. */
  readonly instead?: ParameterChange;
}

export interface StateQuery {
  readonly step: Step;
  /** Another branch than the one that is turned to. */
  readonly branch?: number;
}

export interface ProgramQuery extends StateQuery {
  readonly form: ExportForm;
  /** Of its comments and names. */
  readonly language: 'es' | 'en';
}

export interface LentState extends StateQuery {
  readonly state: Float64Array;
}

export interface SeriesQuery {
  readonly from: Step;
  readonly to: Step;
  readonly buckets: number;
  /** Another branch than the one that is turned to. */
  readonly branch?: number;
}

/** One entry per bucket. Bucket i covers the steps [start[i], start[i + 1]) ; the last ends at the query's `to` or at `trainedTo`. */
export interface Series {
  readonly start: Float64Array;
  readonly lossMin: Float64Array;
  readonly lossMean: Float64Array;
  readonly lossMax: Float64Array;
  /** Mean Euclidean norm of dW and db together, per layer. */
  readonly gradientNorm: readonly Float64Array[];
  /** Updates made so far. */
  readonly trainedTo: Step;
}

export interface SurfaceQuery {
  readonly step: Step;
  /** Points along each side. */
  readonly grid: number;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** The inputs along x and y, from 0; the first two where it is left out. The others are held at their mean over the training set. */
  readonly axes?: readonly [number, number];
  /** The layer, from 1, whose units are asked for; the output layer where it is left out. */
  readonly layer?: number;
  /** Another branch than the one that is turned to. */
  readonly branch?: number;
}

/** values[(row * grid + col) * outputs + o]; row 0 is the lowest y. One-input networks answer one row. */
export interface Surface {
  readonly grid: number;
  readonly outputs: number;
  readonly values: Float64Array;
  /** What the activations take, in the same order; only where the query names a layer. */
  readonly before?: Float64Array;
}

export interface Evaluation {
  /** (N,O). */
  readonly outputs: Float64Array;
  readonly loss: number;
  /** Fraction of training samples classified right; undefined for regression. */
  readonly accuracy?: number;
  /** Of the training set. */
  readonly scores?: Scores;
  /** The parts held out, where there are any. */
  readonly validation?: PartEvaluation;
  readonly test?: PartEvaluation;
}

/** The loss (with penalty) and the scores of one part of the data. */
export interface PartEvaluation {
  readonly loss: number;
  readonly scores: Scores;
}

/** A simple method fitted to the training part, to hold the network against. */
export interface BaselineScores {
  readonly name: BaselineName;
  /** Training samples that it saw: all of them, or as many of a large part as keep the wait short. */
  readonly fitted: number;
  readonly train: Scores;
  readonly validation?: Scores;
  readonly test?: Scores;
}

/** What the worker says unasked, of a branch. */
export type TrainerEvent =
  | { readonly event: 'progress'; readonly branch: number; readonly trainedTo: Step; readonly target: Step; readonly loss: number }
  /** `early` where early stopping ended the run: no step follows `trainedTo`. */
  | {
      readonly event: 'stopped';
      readonly branch: number;
      readonly trainedTo: Step;
      readonly failure?: Failure;
      readonly early?: StoppingTrace;
    };

type Calls = { [K in keyof TrainerCalls]: { readonly call: K; readonly id: number; readonly args: Parameters<TrainerCalls[K]> } };
export type TrainerCall = keyof TrainerCalls;
/** What goes to the worker. */
export type Request = Calls[TrainerCall] | { readonly cancel: number };
/** What comes back; `id` is the request's. */
export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: ReturnType<TrainerCalls[TrainerCall]> }
  | { readonly id: number; readonly ok: false; readonly failure: Failure };
/** The engine or the page's policy refuses compiled code: every run trains on the readable core, with the same numbers, more slowly. */
export interface Uncompiled {
  readonly event: 'uncompiled';
}
export type Message = Reply | TrainerEvent | Uncompiled;

/** The smallest common shape of a worker thread, a Web Worker and a MessagePort. */
export interface Port<In, Out> {
  post(message: Out): void;
  listen(listener: (message: In) => void): void;
  /** The other side has ended by itself and will answer nothing more. A port that cannot tell leaves this out. */
  onLost?(listener: (reason: string) => void): void;
  close(): void;
}
