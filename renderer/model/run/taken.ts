import type { Fork } from '#core/spec/branch.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { ExampleName } from './examples.ts';

/** How a run came to be the one that is open. */
export type Road =
  /** It comes from none: an example, a file, the same once more. */
  | { readonly by: 'opening'; readonly example: ExampleName | undefined }
  /** The open one was changed and began anew; `adapted` where more was changed than the person chose. */
  | { readonly by: 'edit'; readonly adapted: boolean }
  /** The open one was left for a new branch, whose name does not tell what it changes where it is `hidden`. */
  | { readonly by: 'fork'; readonly fork: Fork; readonly hidden: boolean }
  /** Another of its branches goes on. */
  | { readonly by: 'turn' }
  /** It is the same as before, by another trainer. */
  | { readonly by: 'recovery' };

/** A run took the stage. */
export type Taken = Road & {
  readonly spec: RunSpec;
  /** The number of the branch, 0 for the run itself. */
  readonly branch: number;
  /** What was there before; undefined for the first run. */
  readonly before: RunSpec | undefined;
  readonly sameShape: boolean;
};

/** A part of the app that begins anew, or adapts, when a run takes the stage. */
export interface Part {
  taken(taken: Taken): void;
}
