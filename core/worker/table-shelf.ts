import { FailureError } from '#core/contract/failure.ts';
import { limits } from '#core/spec/methods.ts';
import type { TablePiece, TableProgress } from '#core/protocol/tables.ts';
import { createCsvImport, pieceBytes, type CsvImport } from '#core/data/csv-import.ts';
import type { Table, Tables } from '#core/data/table.ts';
import { readTablePiece } from './queries.ts';
import { fileOfKey, tableKey } from '#core/spec/table-reading.ts';
import type { Task } from './scheduler.ts';

/** Numbers that all tables hold together, at most: two of the largest. */
const mostCells = 2 * limits.cells;

export interface TableShelf {
  /** The tables that are whole. */
  readonly tables: Tables;
  /** Takes in a piece of one table's file; one file is under way at a time. */
  supply(piece: TablePiece): Task<TableProgress>;
}

export const createTableShelf = (): TableShelf => {
  const tables: Record<string, Table> = Object.create(null) as Record<string, Table>;
  let under: { readonly name: string; readonly csv: CsvImport } | undefined;

  const keep = (name: string, table: Table): void => {
    // Of an older file of this name no reading is left.
    for (const old of Object.keys(tables)) if (fileOfKey(old) === fileOfKey(name)) Reflect.deleteProperty(tables, old);
    tables[name] = table;
    // The oldest first: insertion order.
    let cells = Object.values(tables).reduce((sum, each) => sum + cellsOf(each), 0);
    for (const [old, each] of Object.entries(tables)) {
      if (cells <= mostCells || old === name) return;
      cells -= cellsOf(each);
      Reflect.deleteProperty(tables, old);
    }
  };

  return {
    tables,
    *supply(untrusted) {
      const { table, reading = {}, at, bytes, last } = readTablePiece(untrusted);
      const name = tableKey(table, reading);
      const held = under;
      // Whatever ends this piece early, a fault or a cancellation, ends the import.
      under = undefined;
      const csv = at === 0 ? createCsvImport(fileOf(table), reading) : held?.csv;
      if (!csv || (at > 0 && held!.name !== name)) throw outOfPlace(at, 0);
      if (at !== csv.bytes()) throw outOfPlace(at, csv.bytes());
      for (let from = 0; from < bytes.length; from += pieceBytes) {
        csv.push(bytes.subarray(from, from + pieceBytes));
        yield;
      }
      if (!last) {
        under = { name, csv };
        return { rowsRead: csv.rowsRead() };
      }
      const { cell, rowNumber, ...shape } = csv.end();
      keep(name, { ...shape, cell, rowNumber });
      return { rowsRead: csv.rowsRead(), shape };
    },
  };
};

const cellsOf = ({ rows, columns }: Table): number => rows * columns.length;

const outOfPlace = (found: number, expected: number): FailureError =>
  new FailureError({ code: 'out-of-range', place: 'at', found: String(found), min: expected, max: expected, integer: true });

/** What messages call the file: a data set of the program's own is named without its mark. */
const fileOf = (table: string): string => (table.startsWith('dataset:') ? `${table.slice('dataset:'.length)}.csv` : table);
