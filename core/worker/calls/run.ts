import type { CompileOptions } from '#core/compile/take-over.ts';
import { previewTable } from '#core/worker/preview-table.ts';
import type { Branches } from '#core/worker/branches.ts';
import { openRun } from '#core/worker/open-run.ts';
import { readPreviewQuery, readStep } from '#core/worker/queries.ts';
import type { Calls } from '#core/worker/server.ts';
import type { TableShelf } from '#core/worker/table-shelf.ts';
import type { Training } from '#core/worker/training.ts';

/** Opens a run, takes in its tables and trains it. */
export const runCalls = (
  branches: Branches,
  training: Training,
  shelf: TableShelf,
  compiling: CompileOptions,
): Pick<Calls, 'open' | 'supply' | 'preview' | 'ping' | 'train' | 'pause'> => ({
  *open(description) {
    const opened = openRun(description, shelf.tables, compiling);
    // Told before it takes the place of the open one: there may be no memory for it.
    const summary = opened.summary();
    branches.open(opened);
    return summary;
  },

  *supply(piece) {
    return yield* shelf.supply(piece);
  },

  *preview(query) {
    return previewTable(readPreviewQuery(query));
  },

  *ping() {
    // That it is answered is all.
  },

  *train(to) {
    training.start(branches.current(), readStep(to));
  },

  *pause() {
    branches.current();
    training.pause();
  },
});
