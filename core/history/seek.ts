import type { Pieces } from '#core/net/finished.ts';

/** A visit under way. Abandoning it costs nothing. */
export interface Seek {
  /** Makes at most `maxSteps` updates; true when `state` is there. Throws a FailureError where training ends before the step. */
  advance(maxSteps: number): boolean;
  /** The same, with pauses within an update that lasts long. */
  advancing(maxSteps: number): Pieces<boolean>;
  /** The sought state, the caller's own copy; undefined until `advance` has answered true. */
  readonly state: Float64Array | undefined;
}

/** A state that a seek goes on from, and the step that it is of; the seek's own. */
export interface Known {
  readonly reached: number;
  readonly state: Float64Array;
}

/** How far a seek has come. */
export interface Visit {
  readonly target: number;
  reached: number;
  state: Float64Array | undefined;
}
