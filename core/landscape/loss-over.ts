import type { Dataset } from '#core/data/dataset.ts';
import { readableDataLoss } from '#core/net/data-loss.ts';
import { totalPenalty } from '#core/net/penalty.ts';
import type { Run } from '#core/net/run.ts';
import type { DataLoss } from '#core/net/workspace.ts';
import type { Work } from './work.ts';

/** The loss of a state. */
export type LossAt = (state: Float64Array) => Work<number>;

/** The loss of any state over `data`, penalty included: what `evaluate` answers, bit for bit. Pauses where more than a few samples are to come. */
export const lossOver = (run: Run, data: Dataset, dataLoss: DataLoss = readableDataLoss(run, data)): LossAt =>
  function* (state) {
    return (yield* dataLoss(state)) + totalPenalty(run, state);
  };
