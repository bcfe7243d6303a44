import type { Updates } from '#core/net/updates.ts';

/** Training as history sees it: what an update is, and what it costs. */
export interface Transition extends Updates {
  /** theta_0: parameters, optimiser state and running statistics in one flat vector. */
  readonly initial: Float64Array;
  /** L, the number of gradient norms of an update. */
  readonly layers: number;
  /** Estimated multiply-adds of one update. Only decides what is kept, never a number that is answered. */
  readonly work: number;
}
