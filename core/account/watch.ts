import type { WatchTrace } from '#core/contract/step-trace.ts';
import { quantity, type Account } from './account.ts';
import type { Quantity } from './quantity.ts';
import type { Span } from './place.ts';

/** The end of an epoch that early stopping or a schedule looks at; undefined in the other steps. */
export interface EpochEnd {
  readonly loss: Quantity;
  /** The best loss of the epochs so far, and whether this one is better. */
  readonly best: Quantity;
  readonly improved: boolean;
  readonly stopping: WatchTrace['stopping'];
  readonly plateau: WatchTrace['plateau'];
  /** What the schedule multiplies the rate by from now on; undefined where it does not watch. */
  readonly factor: Quantity | undefined;
}

/** The watched loss is that of the new parameters: it is there when the last of them is. */
const turn = ({ depth, trace }: Account): Span => {
  const { cols, rows } = trace.layers[depth - 1]!.W;
  return { phase: 'update', layer: depth, unit: cols - 1, first: rows, last: rows };
};

export const epochEnd = (account: Account): EpochEnd | undefined => {
  const { watch } = account.trace;
  const watched = watch?.stopping ?? watch?.plateau;
  if (watch?.loss === undefined || !watched) return undefined;
  const tell = (letter: string, value: number): Quantity => quantity(account, { letter }, value, turn(account));
  return {
    loss: tell('watchedLoss', watch.loss),
    best: tell('best', watched.after.best),
    improved: watched.after.best !== watched.before.best,
    stopping: watch.stopping,
    plateau: watch.plateau,
    factor: watch.plateau && tell('factor', watch.plateau.after.factor),
  };
};

/** What the schedule has made of the rate before this step: 1 where it waits for no plateau. */
export const rateFactor = (account: Account): Quantity =>
  quantity(account, { letter: 'factorBefore' }, account.trace.watch?.plateau?.before.factor ?? 1, undefined);
