/** What is known of a table without its cells: enough to say whether a run can use it. */

/**
 * number: every filled cell is a number. category: names, at most `limits.categories` of them. text: anything else, such as a
 * column of people's names, or one that is empty throughout; the network is not fed with it.
 */
export const columnKinds = ['number', 'category', 'text'] as const;
export type ColumnKind = (typeof columnKinds)[number];

/** What parts the cells of a row; a space stands for blanks and tabs in any number. */
export const delimiters = ['\t', ';', ',', '|', ' '] as const;
export type Delimiter = (typeof delimiters)[number];
export const decimalMarks = ['.', ','] as const;
export type DecimalMark = (typeof decimalMarks)[number];

/** Cells that hold no value, whatever their case, besides empty ones, where a run does not say otherwise. */
export const usualMissingMarks: readonly string[] = ['na', 'n/a', '#n/a', 'nan', 'null', 'none', 'nil', '?', '-', '.'];

/** How a file is read, as far as a run says it; what it leaves open is found out from the file. */
export interface TableReading {
  /** Whether the first row holds the columns' names. */
  readonly header?: boolean | undefined;
  readonly delimiter?: Delimiter | undefined;
  readonly decimal?: DecimalMark | undefined;
  /** Cells that hold nothing besides empty ones, whatever their case, instead of the usual marks. */
  readonly missingMarks?: string[] | undefined;
  /** Kinds of columns by name. */
  readonly types?: Record<string, ColumnKind> | undefined;
}

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
  /** The first cell of a column of numbers that is none: such a column is of no use as it is. `row` as in the file, `found` as JSON. */
  readonly fault?: { readonly row: number; readonly found: string };
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
