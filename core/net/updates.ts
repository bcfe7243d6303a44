import type { Failure } from '#core/contract/failure.ts';
import { advance, createWorkspace, type Workspace } from './advance.ts';
import type { Pieces } from './finished.ts';
import type { Run } from './run.ts';

/** How a stretch of updates went. */
export interface Stretch {
  /** Updates made: fewer than asked where the last one stopped the run or the next one fails. */
  readonly made: number;
  /** The first number of the next update that was not finite. */
  readonly failure?: Failure | undefined;
  /** The last update is the run's last: training has decided to stop early. */
  readonly stopped?: boolean;
}

/**
 * Is told of updates, one after the other, in rows of 1 + L numbers: the loss and the Euclidean norm of each layer's gradient. The first row begins at
 * `at`, the next ones `stride` numbers further on each. What is told may be rewritten afterwards.
 */
export type Told = (rows: Float64Array, count: number, at: number, stride: number) => void;

/**
 * Makes up to `count` updates, from that of `step` on. `state` goes along: it ends as the last update that was made has left it. The same
 * arguments give the same bits, always.
 */
export type MakeUpdates = (step: number, count: number, state: Float64Array, told: Told) => Stretch;

/**
 * At least one and at most `count` updates, with a pause after each piece of a few hundredths of a second at most. `state` changes at their end;
 * nothing else may be made meanwhile.
 */
export type MakeInPieces = (step: number, count: number, state: Float64Array, told: Told) => Pieces<Stretch>;

/** Who makes the updates of a run. */
export interface Updates {
  readonly make: MakeUpdates;
  /** There where a single update lasts long, or others make some. */
  readonly inPieces?: MakeInPieces | undefined;
}

/** Of an update that is made again nobody is told. */
export const untold: Told = () => undefined;

/** The arrays of a run's steps, made when they are first needed: they may be most of the memory that it takes. */
export const workspaceOf = (run: Run): (() => Workspace) => {
  let made: Workspace | undefined;
  return () => (made ??= createWorkspace(run));
};

/** Updates one by one, on the readable core. */
export const readableUpdates = (run: Run, workspace: () => Workspace = workspaceOf(run)): MakeUpdates => {
  const next = new Float64Array(run.layout.length);
  const row = new Float64Array(1 + run.layout.layers.length);
  return (step, count, state, told) => {
    for (let made = 0; made < count; made++) {
      const { loss, gradientNorms, failure, stopped } = advance(run, step + made, state, next, workspace());
      if (failure) return { made, failure };
      state.set(next);
      row[0] = loss;
      row.set(gradientNorms, 1);
      told(row, 1, 0, row.length);
      if (stopped) return { made: made + 1, stopped };
    }
    return { made: count };
  };
};
