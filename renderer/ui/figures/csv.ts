import { csvRow } from '#core/words/csv.ts';

export type Cell = string | number | undefined;

/** What is not there is an empty cell. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string => rows.map((row) => csvRow(row.map((cell) => cell ?? ''))).join('');
