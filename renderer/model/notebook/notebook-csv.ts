import type { Words } from '#core/words/catalogue.ts';
import { csvRow } from '#core/words/csv.ts';
import type { Writers } from '#renderer/model/branches/branch-name.ts';
import { endingOf, saidOf, titleOf, type Entry } from './notebook.ts';

/** The notebook as a table: a header in the person's language, every digit of the numbers and a point in them. */
export const csvOf = (entries: readonly Entry[], words: Words, writers: Writers): string => {
  const w = words.notebook;
  const { id, title, steps, loss, validation, accuracy, r2, ending } = w.columns;
  const header = [id, title, w.from, w.atStep, w.changes, steps, w.goal, w.measuredAt, loss, validation, accuracy, r2, ending, w.note];
  const rows = entries.map((entry) => [
    entry.id,
    titleOf(entry, words, writers),
    entry.origin?.entry,
    entry.origin?.step,
    saidOf(entry, words, writers).join('; '),
    entry.trainedTo,
    entry.goal,
    entry.outcome?.step,
    entry.outcome?.loss,
    entry.outcome?.validation,
    entry.outcome?.accuracy,
    entry.outcome?.r2,
    w.endings[endingOf(entry)],
    entry.note,
  ]);
  return [header, ...rows].map((row) => csvRow(row.map((value) => value ?? ''))).join('');
};
