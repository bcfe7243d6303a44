import type { TableShape } from '#core/contract/table.ts';

/** A table in memory: its shape and its cells. */
export interface Table extends TableShape {
  /** A number; for a category, its index in `categories`; NaN for a missing cell and for text. */
  readonly cell: (row: number, column: number) => number;
  /** Number of a kept row in its file, the header being row 1. */
  readonly rowNumber: (row: number) => number;
}

export type Tables = Readonly<Record<string, Table>>;
