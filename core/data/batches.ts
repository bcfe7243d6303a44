import type { RunSpec } from '#core/spec/run-spec.ts';
import { permutation, streams, substream } from '#core/math/random.ts';

/** The mini-batch of one step. */
export interface Batch {
  /** Rows of the training set, in the order in which the batch takes them. Not to be written to. */
  readonly indices: Int32Array;
  /** Passes over the training set completed before this step. */
  readonly epoch: number;
  /** Which batch of its epoch this is, from 0. */
  readonly positionInEpoch: number;
  readonly batchesPerEpoch: number;
}

export interface Batcher {
  readonly batchesPerEpoch: number;
  readonly at: (step: number) => Batch;
  /** The samples of a whole epoch, in the order in which its batches take them. Not to be written to. */
  readonly orderOf: (epoch: number) => Int32Array;
}

/** Samples per batch; the last batch of an epoch may be smaller. */
export const batchSize = (spec: RunSpec, samples: number): number => (spec.batch === 'full' ? samples : Math.min(spec.batch, samples));

/**
 * Batches of a training set of n >= 1 samples. Each epoch visits every sample once, in an order of its own where the run shuffles; a batch that
 * holds all samples takes them as they stand. Keeps the last epoch's order, which changes what a call costs and never what it answers.
 */
export const createBatcher = (spec: RunSpec, samples: number): Batcher => {
  const size = batchSize(spec, samples);
  const batchesPerEpoch = Math.ceil(samples / size);
  const shuffled = spec.shuffle && batchesPerEpoch > 1;
  let order: Int32Array = Int32Array.from({ length: samples }, (_, n) => n);
  let known = -1;
  const orderOf = (epoch: number): Int32Array => {
    if (shuffled && epoch !== known) {
      order = permutation(spec.seed, substream(streams.shuffle, epoch), samples);
      known = epoch;
    }
    return order;
  };
  return {
    batchesPerEpoch,
    orderOf,
    at: (step) => {
      const epoch = Math.floor(step / batchesPerEpoch);
      const positionInEpoch = step - epoch * batchesPerEpoch;
      const from = positionInEpoch * size;
      return { indices: orderOf(epoch).subarray(from, Math.min(from + size, samples)), epoch, positionInEpoch, batchesPerEpoch };
    },
  };
};

/** The batch of one step by itself. */
export const batchAt = (spec: RunSpec, samples: number, step: number): Batch => createBatcher(spec, samples).at(step);
