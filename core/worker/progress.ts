import type { TrainerEvent } from '#core/contract/trainer.ts';
import type { Step } from '#core/contract/units.ts';
import type { History } from '#core/history/history.ts';

/** Milliseconds between two tellings. */
const INTERVAL = 50;

export interface Progress {
  /** How far training has come, unless that was told just now. */
  tell(history: History, target: Step): void;
  /** The same, in any case: an end was reached. */
  tellNow(history: History, target: Step): void;
}

export const createProgress = (emit: (event: TrainerEvent) => void, now: () => number): Progress => {
  let told = -Infinity;
  const tellNow = ({ trainedTo, loss }: History, target: Step): void => {
    told = now();
    if (loss !== undefined) emit({ event: 'progress', trainedTo, target, loss });
  };
  return {
    tellNow,
    tell: (history, target) => {
      if (now() - told >= INTERVAL) tellNow(history, target);
    },
  };
};
