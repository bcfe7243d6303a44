/** What is known of a table without its cells: enough to say whether a run can use it. */

/**
 * number: every filled cell is a number. category: names, at most `limits.categories` of them. text: anything else, such as a
 * column of people's names, or one that is empty throughout; the network is not fed with it.
 */
export type ColumnKind = 'number' | 'category' | 'text';

export interface ColumnShape {
  /** Unique within its table. */
  readonly name: string;
  readonly kind: ColumnKind;
  /** Distinct names, in ascending order; empty unless the kind is category. */
  readonly categories: readonly string[];
  /** Distinct values, ascending, of a column of whole numbers that has at most `limits.categories` of them. */
  readonly levels?: readonly number[];
  /** Cells that hold nothing. */
  readonly missing: number;
}

export interface TableShape {
  /** Name of the file that the table came from. */
  readonly file: string;
  readonly columns: readonly ColumnShape[];
  /** Rows kept. */
  readonly rows: number;
  /** Rows of the file: more than `rows` where it was too large to keep whole and a random sample of its rows was kept. */
  readonly rowsRead: number;
}

/** Tables by the name that runs give them (`tableNameOf`). */
export type TableShapes = Readonly<Record<string, TableShape>>;
