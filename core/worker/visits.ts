import { FailureError } from '#core/contract/failure.ts';
import type { Step } from '#core/contract/units.ts';
import type { Branches } from './branches.ts';
import { ownerOf } from './lineage.ts';
import type { OpenRun } from './open-run.ts';
import type { Task } from './scheduler.ts';
import type { Training } from './training.ts';

/** A step with the branch whose own it is, and the state that it starts from: the caller's own copy. */
export interface Visit {
  readonly of: OpenRun;
  readonly state: Float64Array;
}

/** How a question comes to a step and takes its time there. What was asked of a branch that is gone meanwhile ends with `cancelled`. */
export interface Visits {
  /** A step of a branch, trained up to where it was not. */
  visit(branch: OpenRun, step: Step): Task<Visit>;
  /** The same, of a branch whose own step it is. */
  stateAt(of: OpenRun, step: Step): Task<Float64Array>;
  /** A pause of work for `of`. */
  pause(of: OpenRun): Task<void>;
  /** Work in pieces for `of`, each followed by a pause. */
  inTurns<T>(of: OpenRun, work: Task<T>): Task<T>;
}

export const createVisits = (branches: Pick<Branches, 'has'>, training: Pick<Training, 'tell' | 'tellEnd'>): Visits => {
  function* pause(of: OpenRun, until?: Promise<unknown>): Task<void> {
    yield until;
    if (!branches.has(of)) throw new FailureError({ code: 'cancelled' });
  }

  function* stateAt(of: OpenRun, step: Step): Task<Float64Array> {
    const before = of.history.trainedTo;
    const seek = of.history.seek(step);
    try {
      while (!(yield* inTurns(of, seek.advancing(of.history.trainedTo < step ? of.trainedAtOnce : of.updatesAtOnce)))) {
        if (before < step) training.tell(of, step);
        yield* pause(of);
      }
      return seek.state!;
    } finally {
      if (branches.has(of) && of.history.trainedTo > before && before < step) training.tellEnd(of, step);
    }
  }

  function* inTurns<T>(of: OpenRun, work: Task<T>): Task<T> {
    try {
      for (;;) {
        const piece = work.next();
        if (piece.done) return piece.value;
        yield* pause(of, piece.value ?? undefined);
      }
    } finally {
      // Work that is left has an end too: others may wait for it.
      work.return(undefined as T);
    }
  }

  return {
    *visit(branch, step) {
      const of = ownerOf(branch, step);
      return { of, state: yield* stateAt(of, step) };
    },
    stateAt,
    pause,
    inTurns,
  };
};
