import { FailureError, type Failure } from '#core/contract/failure.ts';
import type { DrawingAsk, DrawingWorld } from '#core/view/drawing.ts';
import { showDocument } from '#renderer/model/work/show-document.ts';
import type { HeadlessApp } from './open-app.ts';

/** Opens a run or a document as the window does, exactly where it was left, with the tables that it names. Rejects with a FailureError. */
export const openFile = async (
  headless: HeadlessApp,
  { name, bytes }: DrawingAsk['file'],
  world: Pick<DrawingWorld, 'asset' | 'table' | 'amiss'>,
): Promise<void> => {
  const { app } = headless;
  const given: string[] = [];
  app.tables.fetchOwn = (set) => world.asset(`datasets/${set}.csv`);
  // Branches are made as training comes to where they leave.
  app.run.onTaken(() => app.restorer.waiting.length > 0 && app.run.begin());
  for (;;) {
    const shown = await showDocument(app, { name, bytes });
    if (shown.ok) break;
    const failure: Failure = shown.failure.code === 'cancelled' ? (headless.failure ?? shown.failure) : shown.failure;
    if (failure.code !== 'needs-table' || given.includes(failure.table)) throw new FailureError(failure);
    given.push(failure.table);
    const table = await world.table(failure.table);
    if (!table.ok) throw new FailureError(table.failure);
    app.tables.hold({ table: failure.table, bytes: table.value });
  }
  const { current } = app.notices;
  if (current?.kind === 'left-out') for (const failure of current.wrong) world.amiss(failure);
};
