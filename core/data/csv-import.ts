import { FailureError, type Failure } from '#core/contract/failure.ts';
import { limits } from '#core/spec/methods.ts';
import { columnNames, kindOf, shapeOfColumn, valueOf, type GrowingColumn } from './csv-columns.ts';
import { createTextReader } from './csv-encoding.ts';
import { decimalMarkOf, isMissing, looksNumeric, numberOf, type DecimalMark } from './csv-number.ts';
import { createRecordReader } from './csv-records.ts';
import { createRowStore, type RowStore } from './row-store.ts';
import type { Table } from './table.ts';

/** What decides the kinds of the columns and the decimal mark: rows and cells at most. */
const sample = { rows: 1000, cells: 200_000 };
/** Bytes taken in between two looks at whether the caller still wants the table. */
export const pieceBytes = 262_144;

/**
 * A table read from a file that comes in pieces: bytes in, table out, its memory bounded whatever the size of the file. The
 * encoding, the delimiter and the decimal mark are found out; a first row of nothing but numbers is data and not a header.
 * `push` and `end` throw a FailureError that names row and column; the import is then over.
 */
export interface CsvImport {
  readonly push: (bytes: Uint8Array) => void;
  readonly end: () => Table;
  /** Bytes taken in so far. */
  readonly bytes: () => number;
  /** Rows of data seen so far. */
  readonly rowsRead: () => number;
}

interface Raw {
  readonly cells: readonly string[];
  readonly row: number;
}

/** How much is read, and how much of it is kept. */
export interface Bounds {
  readonly bytes: number;
  readonly rows: number;
  readonly cells: number;
}
const usual: Bounds = { bytes: limits.tableBytes, rows: limits.samples, cells: limits.cells };

export const createCsvImport = (file: string, most: Bounds = usual): CsvImport => {
  const text = createTextReader();
  let bytes = 0;
  let rowsRead = 0;
  let columns: GrowingColumn[] | undefined;
  /** Rows that wait for the columns' kinds; undefined once these are known. */
  let waiting: Raw[] | undefined = [];
  let mark: DecimalMark | undefined;
  /** What 1,234 means where nothing else says it. */
  let unsure: DecimalMark | undefined;
  let store: RowStore | undefined;
  let values = new Float64Array(0);

  const refuse = (failure: Failure): never => {
    throw new FailureError(failure);
  };

  const numberIn = (cell: string): number => {
    mark ??= decimalMarkOf([cell], unsure);
    return numberOf(cell, mark ?? '.');
  };

  const take = ({ cells, row }: Raw): void => {
    columns!.forEach((column, c) => (values[c] = valueOf(column, cells[c]!.trim(), numberIn, file, row)));
    store!.add(row, values);
  };

  const settle = (): void => {
    const held = waiting!;
    waiting = undefined;
    for (const [c, column] of columns!.entries()) column.kind = kindOf(held.map(({ cells }) => cells[c]!.trim()));
    mark = decimalMarkOf(filledCells(held, columns!), unsure);
    held.forEach(take);
  };

  const begin = (cells: string[], row: number, delimiter: string): void => {
    if (cells.length > limits.columns)
      refuse({ code: 'too-large', what: 'columns', place: file, found: cells.length, limit: limits.columns });
    // Who separates cells by commas does not use them for decimals.
    unsure = delimiter === ',' ? '.' : undefined;
    const isData = cells.every((cell) => isMissing(cell.trim()) || looksNumeric(cell.trim()));
    columns = columnNames(isData ? cells.map(() => '') : cells).map((name) => ({ name, kind: 'undecided', codes: new Map() }));
    values = new Float64Array(cells.length);
    store = createRowStore(cells.length, Math.min(most.rows, Math.floor(most.cells / cells.length)));
    if (isData) record(cells, row, delimiter);
  };

  const record = (cells: string[], row: number, delimiter: string): void => {
    if (!columns) return begin(cells, row, delimiter);
    if (cells.length !== columns.length) refuse({ code: 'bad-row', file, row, expected: columns.length, found: cells.length });
    rowsRead++;
    if (!waiting) return take({ cells, row });
    waiting.push({ cells, row });
    if (waiting.length >= sample.rows || waiting.length * cells.length >= sample.cells) settle();
  };

  const records = createRecordReader(file, (cells, row, { delimiter }) => record(cells, row, delimiter));

  return {
    bytes: () => bytes,
    rowsRead: () => rowsRead,
    push: (piece) => {
      bytes += piece.length;
      if (bytes > most.bytes) refuse({ code: 'too-large', what: 'bytes', place: file, found: bytes, limit: most.bytes });
      for (let from = 0; from < piece.length; from += pieceBytes) records.push(text.push(piece.subarray(from, from + pieceBytes)));
    },
    end: () => {
      records.push(text.end());
      records.end();
      if (rowsRead === 0) refuse({ code: 'no-rows', file });
      if (waiting) settle();
      const kept = store!;
      const shapes = columns!.map((column, c) => shapeOfColumn(column, c, kept));
      return { file, columns: shapes, rows: kept.rows(), rowsRead, cell: kept.cell, rowNumber: kept.rowNumber };
    },
  };
};

/** Cells of the columns of numbers that hold something. */
function* filledCells(rows: readonly Raw[], columns: readonly GrowingColumn[]): Generator<string> {
  for (const { cells } of rows)
    for (const [c, column] of columns.entries()) if (column.kind === 'number' && !isMissing(cells[c]!.trim())) yield cells[c]!.trim();
}
