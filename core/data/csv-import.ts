import { FailureError, type Failure } from '#core/contract/failure.ts';
import type { DecimalMark, TableReading } from '#core/contract/table.ts';
import { limits } from '#core/spec/methods.ts';
import { kindOf, missingRules, shapeOfColumn, valueOf, type CellRules, type GrowingColumn } from './csv-columns.ts';
import { createTextReader } from './csv-encoding.ts';
import { fitted, layoutOf, type Layout, type Raw } from './csv-layout.ts';
import { decimalMarkOf, numberOf } from './csv-number.ts';
import { createRecordReader } from './csv-records.ts';
import { createRowStore, type RowStore } from './row-store.ts';
import type { Table } from './table.ts';

/** What decides the header, the kinds of the columns and the decimal mark: rows and cells at most. */
const sample = { rows: 1000, cells: 200_000 };
/** Rows that `found` answers with. */
const shown = 8;
/** Bytes taken in between two looks at whether the caller still wants the table. */
export const pieceBytes = 262_144;

/**
 * A table read from a file that comes in pieces: bytes in, table out, its memory bounded whatever the size of the file. What the reading
 * leaves open, and the encoding, is found out. `push` and `end` throw a FailureError that names the row; the import is then over.
 */
export interface CsvImport {
  readonly push: (bytes: Uint8Array) => void;
  /** `whole`: the file ends here, else its last row is left aside. */
  readonly end: (whole?: boolean) => Table;
  /** Bytes taken in so far. */
  readonly bytes: () => number;
  /** Rows of data seen so far. */
  readonly rowsRead: () => number;
  /** How the file was read, once `end` has answered, and its first rows of data. */
  readonly found: () => Found;
}

export interface Found {
  readonly header: boolean;
  readonly delimiter: string;
  /** Undefined where no number has one. */
  readonly decimal: DecimalMark | undefined;
  /** Cells that hold a mark of nothing, by what they hold, and how often, in the rows that decided the layout. */
  readonly marks: Readonly<Record<string, number>>;
  readonly rows: readonly (readonly string[])[];
}

/** How much is read, and how much of it is kept. */
export interface Bounds {
  readonly bytes: number;
  readonly rows: number;
  readonly cells: number;
}
const usual: Bounds = { bytes: limits.tableBytes, rows: limits.samples, cells: limits.cells };

export const createCsvImport = (file: string, reading: TableReading = {}, most: Bounds = usual): CsvImport => {
  const text = createTextReader(file);
  let bytes = 0;
  let rowsRead = 0;
  let columns: GrowingColumn[] = [];
  /** Rows that wait for the layout and the columns' kinds; empty once these are known. */
  let waiting: Raw[] = [];
  let layout: Layout | undefined;
  let delimiter = ',';
  let mark = reading.decimal;
  /** What 1,234 means where nothing else says it. */
  let unsure: DecimalMark | undefined;
  let store: RowStore | undefined;
  let values = new Float64Array(0);
  let first: readonly (readonly string[])[] = [];
  const marks = new Map<string, number>();

  const refuse = (failure: Failure): never => {
    throw new FailureError(failure);
  };

  const rules: CellRules = {
    ...missingRules(reading.missingMarks),
    number: (cell) => {
      mark ??= decimalMarkOf([cell], unsure);
      return numberOf(cell, mark ?? '.');
    },
  };

  const take = (raw: Raw): void => {
    const cells = fitted(raw, columns.length, file);
    rowsRead++;
    columns.forEach((column, c) => (values[c] = valueOf(column, cells[c]!.trim(), rules, raw.row)));
    store!.add(raw.row, values);
  };

  /** Numbers of the columns of numbers. */
  function* numbersOf(rows: readonly (readonly string[])[]): Generator<string> {
    for (const cells of rows)
      for (const [c, column] of columns.entries()) {
        const cell = cells[c]!.trim();
        if (column.kind === 'number' && !rules.isNoNumber(cell)) yield cell;
      }
  }

  const settle = (): void => {
    layout = layoutOf(waiting, rules, reading.header);
    const { names } = layout;
    const rows = waiting.slice(layout.header ? 1 : 0);
    waiting = [];
    const held = rows.map((raw) => fitted(raw, names.length, file));
    const typed = new Map(Object.entries(reading.types ?? {}));
    columns = names.map((name, c) => ({
      name,
      kind:
        typed.get(name) ??
        kindOf(
          held.map((cells) => cells[c]!.trim()),
          rules,
        ),
      codes: new Map(),
    }));
    values = new Float64Array(names.length);
    store = createRowStore(names.length, Math.min(most.rows, Math.floor(most.cells / names.length)));
    // Who separates cells by commas does not use them for decimals.
    unsure = delimiter === ',' ? '.' : undefined;
    mark ??= decimalMarkOf(numbersOf(held), unsure);
    first = held.slice(0, shown);
    for (const cell of held.flat()) {
      const text = cell.trim();
      if (text !== '' && rules.isNoNumber(text)) marks.set(text, (marks.get(text) ?? 0) + 1);
    }
    rows.forEach(take);
  };

  const records = createRecordReader(
    file,
    (cells, row, dialect) => {
      if (layout) return take({ cells, row });
      delimiter = dialect.delimiter;
      if (cells.length > limits.columns)
        refuse({ code: 'too-large', what: 'columns', place: file, found: cells.length, limit: limits.columns });
      waiting.push({ cells, row });
      if (waiting.length > sample.rows || waiting.length * cells.length >= sample.cells) settle();
    },
    reading.delimiter,
  );

  return {
    bytes: () => bytes,
    rowsRead: () => Math.max(rowsRead, waiting.length - 1),
    push: (piece) => {
      bytes += piece.length;
      if (bytes > most.bytes) refuse({ code: 'too-large', what: 'bytes', place: file, found: bytes, limit: most.bytes });
      for (let from = 0; from < piece.length; from += pieceBytes) records.push(text.push(piece.subarray(from, from + pieceBytes)));
    },
    end: (whole = true) => {
      records.push(text.end());
      records.end(whole);
      if (!layout && waiting.length > 0) settle();
      if (rowsRead === 0) refuse({ code: 'no-rows', file });
      const kept = store!;
      const shapes = columns.map((column, c) => shapeOfColumn(column, c, kept));
      return { file, columns: shapes, rows: kept.rows(), rowsRead, cell: kept.cell, rowNumber: kept.rowNumber };
    },
    found: () => ({ header: layout!.header, delimiter, decimal: mark, marks: Object.fromEntries(marks), rows: first }),
  };
};
