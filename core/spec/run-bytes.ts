import type { RunSpec } from './run-spec.ts';

/** Bytes of a number. */
const NUMBER = 8;
/** A parameter, and what an optimiser remembers of it at most. */
const STATE = 4;
/** Whole states at least: the first, the one at hand, the next, and the four that a history keeps even where they take more than it may. */
const STATES = 7;
/** Gradient, change, and the gradient before it is clipped. */
const GRADIENTS = 3;
/** A step has its arrays twice: where it trains, and where it is looked at. */
const STEPS = 2;
/** The data as made, split, scaled, and as the picture is told them. */
const COPIES = 4;

/** What a run makes of its data. */
export interface DataSize {
  readonly samples: number;
  readonly inputs: number;
}

/** Bytes that a run takes at least, by what takes them. */
export interface RunBytes {
  readonly data: number;
  /** The arrays of a step over the largest batch. */
  readonly step: number;
  /** Parameters with all that training changes. */
  readonly states: number;
}

/** Counted before anything is made: no number comes from elsewhere than the description, and none is allocated for it. */
export const bytesOfRun = ({ network, batch }: RunSpec, { samples, inputs }: DataSize): RunBytes => {
  const rows = batch === 'full' ? samples : Math.min(batch, samples);
  let width = inputs;
  let perRow = inputs;
  let parameters = 0;
  for (const { units, normalization, dropout, residual } of network.layers) {
    const normalised = normalization !== 'none';
    // z, f, its slope, dA and dZ; u, what it is made of, and dU; the mask and what it leaves; what a residual connection adds up to.
    perRow += units * (5 + (normalised ? 3 : 0) + (dropout > 0 ? 2 : 0) + (residual ? 1 : 0));
    parameters += (width + 1) * units + (normalised ? 4 * units : 0);
    width = units;
  }
  return {
    data: NUMBER * samples * (inputs + width) * COPIES,
    step: NUMBER * rows * (perRow + width) * STEPS,
    states: NUMBER * parameters * (STATES * STATE + GRADIENTS * STEPS),
  };
};

export const totalBytes = ({ data, step, states }: RunBytes): number => data + step + states;
