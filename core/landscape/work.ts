import type { Run } from '#core/net/run.ts';

/** Work in pieces of a few milliseconds at most: after each `yield` it may be left. */
export type Work<T> = Generator<void, T, void>;

/** Multiply-adds that an activation is worth. */
const activationWork = 20;

/** Multiply-adds of one sample's way forward. */
export const workPerSample = ({ layout }: Run): number =>
  layout.layers.reduce((sum, { inputs, units }) => sum + (inputs + activationWork) * units, 0);

/** Samples that pass together: not so many that a pass takes long. */
export const rowsAtOnce = (run: Run, samples: number): number => Math.max(1, Math.min(256, samples, Math.floor(4e6 / workPerSample(run))));
