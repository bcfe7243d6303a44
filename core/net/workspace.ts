import type { Failure } from '#core/contract/failure.ts';
import { createBatcher, type Batch, type Batcher } from '#core/data/batches.ts';
import type { Outputs } from '#core/math/loss.ts';
import type { Run } from './run.ts';

/**
 * What the forward pass leaves of one layer, (B,O) each. Names that mean the same numbers share one array: without normalisation u is z,
 * without dropout branch is f, without a residual connection a is branch.
 */
export interface LayerForward {
  readonly z: Float64Array;
  /** What the activation takes: gamma·hat + beta. */
  readonly u: Float64Array;
  readonly hat: Float64Array | undefined;
  /** (O) for batch, (B) for layer normalisation. */
  readonly mean: Float64Array | undefined;
  readonly variance: Float64Array | undefined;
  /** What the activation gives. */
  readonly f: Float64Array;
  readonly mask: Float64Array | undefined;
  /** f·mask. */
  readonly branch: Float64Array;
  /** What the layer gives: branch, plus what came in where the layer is residual. */
  readonly a: Float64Array;
}

/** What the backward pass leaves of one layer, (B,O) each. Without normalisation dU is dZ. */
export interface LayerBackward {
  /** f'(u); undefined for softmax. */
  readonly slope: Float64Array | undefined;
  /** What a rule keeps of the layer's inputs, (B,I); undefined where it keeps them. */
  readonly kept: Float64Array | undefined;
  readonly dA: Float64Array;
  readonly dU: Float64Array;
  readonly dZ: Float64Array;
}

/** What `advance` says of a step. One object per workspace, rewritten by every step. */
export interface Advance {
  /** data + penalty, of the parameters before the update. */
  loss: number;
  /** Euclidean norm of each layer's trained gradient before clipping, (L). */
  readonly gradientNorms: Float64Array;
  /** Learning rate of the step. */
  lr: number;
  /** Early stopping's patience ran out with this step: it is the run's last. */
  stopped: boolean;
  /** The first number that was not finite; `next` is then worthless. */
  failure: Failure | undefined;
}

/** The loss of a state over a part of the data, without the penalty; pauses where more than a few samples are to come. */
export type DataLoss = (state: Float64Array) => Generator<void, number, void>;

/** The arrays of one training step, made once and rewritten by every step. */
export interface Workspace {
  readonly batcher: Batcher;
  /** The step whose batch this is. */
  step: number;
  batch: Batch;
  /** B of the batch at hand; arrays are as large as the largest batch. */
  rows: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly forward: readonly LayerForward[];
  readonly backward: readonly LayerBackward[];
  /** The output layer's u and a with the targets. */
  readonly outputs: Outputs;
  /** (B) */
  readonly perSample: Float64Array;
  readonly loss: { data: number; penalty: number };
  /** dW, db, dGamma and dBeta in the places of their parameters, (P). */
  readonly gradient: Float64Array;
  readonly delta: Float64Array;
  gradientNorm: number;
  /** Weights that are updated before the error passes through them, in the places of the state; undefined for a run that does not so. */
  readonly updatedEarly: Float64Array | undefined;
  /** The gradient before clipping, where the run clips. */
  readonly unclipped: Float64Array | undefined;
  /** What clipping by norm multiplied the gradient by. */
  clipFactor: number;
  /** The loss that an epoch's end was judged by; undefined within an epoch. */
  watched: number | undefined;
  /** Of the validation part, made when it is first looked at. */
  validationLoss: DataLoss | undefined;
  readonly result: Advance;
}

export const createForward = ({ spec, layout }: Run, rows: number): readonly LayerForward[] =>
  layout.layers.map(({ units }, l) => {
    const { normalization, dropout, residual } = spec.network.layers[l]!;
    const normalised = normalization !== 'none';
    const statistics = normalization === 'batch' ? units : rows;
    const make = (): Float64Array => new Float64Array(rows * units);
    const z = make();
    const f = make();
    const dropped = dropout > 0 && l < layout.layers.length - 1;
    const branch = dropped ? make() : f;
    return {
      z,
      u: normalised ? make() : z,
      hat: normalised ? make() : undefined,
      mean: normalised ? new Float64Array(statistics) : undefined,
      variance: normalised ? new Float64Array(statistics) : undefined,
      f,
      mask: dropped ? make() : undefined,
      branch,
      a: residual ? make() : branch,
    };
  });

export const createBackward = ({ spec, layout, rules }: Run, rows: number): readonly LayerBackward[] =>
  layout.layers.map(({ inputs, units }, l) => {
    const { normalization, activation } = spec.network.layers[l]!;
    const make = (): Float64Array => new Float64Array(rows * units);
    const dZ = make();
    return {
      slope: activation === 'softmax' ? undefined : make(),
      kept: rules.keeps[l] === 'mask' ? new Float64Array(rows * inputs) : undefined,
      dA: make(),
      dU: normalization === 'none' ? dZ : make(),
      dZ,
    };
  });

export const createWorkspace = (run: Run): Workspace => {
  const { train, layout, batchSize: rows } = run;
  const batcher = createBatcher(run.spec, train.samples);
  const y = new Float64Array(rows * train.outputs);
  const forward = createForward(run, rows);
  const { u, a } = forward.at(-1)!;
  return {
    batcher,
    step: 0,
    batch: { indices: new Int32Array(0), epoch: 0, positionInEpoch: 0, batchesPerEpoch: batcher.batchesPerEpoch },
    rows: 0,
    x: new Float64Array(rows * train.inputs),
    y,
    forward,
    backward: createBackward(run, rows),
    outputs: { u, a, y, classWeights: run.spec.classWeights },
    perSample: new Float64Array(rows),
    loss: { data: 0, penalty: 0 },
    gradient: new Float64Array(layout.parameters),
    delta: new Float64Array(layout.parameters),
    gradientNorm: 0,
    updatedEarly: run.rules.updatesEarly ? new Float64Array(layout.length) : undefined,
    unclipped: run.spec.clipNorm === null && run.spec.clipValue === null ? undefined : new Float64Array(layout.parameters),
    clipFactor: 1,
    watched: undefined,
    validationLoss: undefined,
    result: { loss: 0, gradientNorms: new Float64Array(layout.layers.length), lr: 0, stopped: false, failure: undefined },
  };
};
