import type { Failure } from '#core/contract/failure.ts';

/** What one update says of itself. The object may be reused by the next update. */
export interface Outcome {
  /** Loss of the parameters before the update. */
  readonly loss: number;
  /** Euclidean norm of each layer's gradient (L). */
  readonly gradientNorms: ArrayLike<number>;
  /** The first number that was not finite: `next` is then worthless. */
  readonly failure?: Failure | undefined;
  /** This update is the run's last: training has decided to stop early. */
  readonly stopped?: boolean;
}

/** Training as history sees it: a pure function from the state of a step to the state of the next. */
export interface Transition {
  /** theta_0: parameters, optimiser state and running statistics in one flat vector. */
  readonly initial: Float64Array;
  /** L, the number of gradient norms of an outcome. */
  readonly layers: number;
  /** Estimated multiply-adds of one update. Only decides what is kept, never a number that is answered. */
  readonly work: number;
  /** Writes the state after `step` into `next`; reads `state` only. The same arguments give the same bits, always. */
  advance(step: number, state: Float64Array, next: Float64Array): Outcome;
}
