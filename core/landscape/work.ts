import { workPerSample } from '#core/net/data-loss.ts';
import type { Pieces } from '#core/net/finished.ts';
import type { Run } from '#core/net/run.ts';

/** Work in pieces of a few milliseconds at most: after each `yield` it may be left. */
export type Work<T> = Pieces<T>;

/** Multiply-adds between two pauses: well under a millisecond of a module, and not much more of the readable core. */
export const PIECE = 1e6;

/** Losses over so many samples between two pauses. */
export const lossesAtOnce = (run: Run, samples: number): number => Math.max(1, Math.floor(PIECE / (samples * workPerSample(run))));
