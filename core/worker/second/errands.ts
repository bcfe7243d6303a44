import type { RaceResult, Rival } from '#core/protocol/landscape.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Surface, TraceQuery } from '#core/protocol/trainer.ts';
import type { GridRows } from '#core/landscape/grid.ts';
import type { PlaneAt } from '#core/landscape/plane.ts';
import type { Run } from '#core/net/run.ts';
import type { Stretch } from '#core/net/updates.ts';
import type { ReadSurfaceQuery } from '#core/worker/queries.ts';

/** What a second thread does for the first: work that follows from what it is sent, and from nothing that it remembers. */
export interface Errands {
  /** Losses of points [first, last) of some rows of a plane, over so many training samples: what `lossRows` answers. */
  losses(samples: number, plane: OnPlane, rows: GridRows, points: readonly [number, number]): Float64Array;
  /** Trainings of other starts or optimisers, one after the other. */
  race(plane: OnPlane, steps: number, rivals: readonly Rival[]): readonly RaceResult[];
  /** One step as a sample lives it, of a run whose steps last long: it is made in one piece. */
  trace(step: number, state: Float64Array, follow: TraceQuery['follow']): StepTrace;
  /** What a layer gives over a grid, with a pause after every `rowsAtOnce` points. */
  surface(state: Float64Array, query: ReadSurfaceQuery, rowsAtOnce: number): Surface;
  /** Up to `count` updates, from that of `step` and its state on, with a pause after every `atOnce`. */
  updates(step: number, count: number, state: Float64Array, atOnce: number): MadeUpdates;
}

export type ErrandName = keyof Errands;

/** A plane, as far as losses on it need it. */
export type OnPlane = Pick<PlaneAt, 'centre' | 'directions'>;

export interface MadeUpdates {
  readonly stretch: Stretch;
  /** As the last update has left it. */
  readonly state: Float64Array;
  /** (made, 1 + L): what is told of each update. */
  readonly rows: Float64Array;
}

/** A run on its way to another thread: whole the first time, then by its number alone. Who multiplies its matrices stays behind. */
export interface SentRun {
  readonly number: number;
  readonly run?: Omit<Run, 'products'>;
}

/** The last runs that were sent. Both ends keep them so: what is touched in the same order is forgotten in the same order. */
export class KeptRuns<T> {
  readonly #kept = new Map<number, T>();

  constructor(readonly most = 4) {}

  put(number: number, value: T): void {
    this.#kept.delete(number);
    this.#kept.set(number, value);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.most) return;
      this.#kept.delete(oldest);
    }
  }

  /** What is kept under a number, which becomes the last one to be forgotten. */
  touch(number: number): T | undefined {
    const value = this.#kept.get(number);
    if (value !== undefined) this.put(number, value);
    return value;
  }
}
