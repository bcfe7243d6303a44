import type { TrainerEvent } from '#core/protocol/trainer.ts';
import type { Step } from '#core/contract/units.ts';
import type { OpenRun } from './open-run.ts';

/** Milliseconds between two tellings. */
const INTERVAL = 50;

export interface Progress {
  /** How far training has come, unless that was told just now. */
  tell(of: OpenRun, target: Step): void;
  /** The same, in any case: an end was reached. */
  tellNow(of: OpenRun, target: Step): void;
}

export const createProgress = (emit: (event: TrainerEvent) => void, now: () => number): Progress => {
  let told = -Infinity;
  const tellNow = ({ branch, history: { trainedTo, loss } }: OpenRun, target: Step): void => {
    told = now();
    if (loss !== undefined) emit({ event: 'progress', branch, trainedTo, target, loss });
  };
  return {
    tellNow,
    tell: (of, target) => {
      if (now() - told >= INTERVAL) tellNow(of, target);
    },
  };
};
