import type { TableReading, TableShape } from '#core/contract/table.ts';

/** Bytes of a table's file, in order. Any size will do; pieces of a megabyte keep a cancelled import short. */
export interface TablePiece {
  /** The name that runs give the table: `needs-table` says it. */
  readonly table: string;
  /** How runs say that it is read. */
  readonly reading?: TableReading | undefined;
  /** Where in the file the piece lies. 0 begins anew, whatever was supplied before. */
  readonly at: number;
  readonly bytes: Uint8Array;
  /** Whether the file ends here. */
  readonly last: boolean;
}

export interface PreviewQuery {
  readonly file: string;
  /** The file from its beginning: all of it, or a megabyte. */
  readonly bytes: Uint8Array;
  readonly whole: boolean;
  readonly reading: TableReading;
}

export interface TablePreview {
  /** Whether the whole file was looked at. */
  readonly whole: boolean;
  /** By the rows that were looked at. */
  readonly shape: TableShape;
  /** What was asked for, with what was found out. A delimiter that no run can name is left out. */
  readonly reading: TableReading & { readonly header: boolean };
  /** Marks of nothing, as cells hold them, and how often among the first rows. */
  readonly marks: Readonly<Record<string, number>>;
  /**
   * The first rows of data as they are read, a cell for each column: a number, a name or a text, null for nothing; a text in a column of
   * numbers is the cell that is none.
   */
  readonly rows: readonly (readonly (number | string | null)[])[];
}

export interface TableProgress {
  /** Rows of data seen so far. */
  readonly rowsRead: number;
  /** The whole table's, once the last piece is in. */
  readonly shape?: TableShape;
}
