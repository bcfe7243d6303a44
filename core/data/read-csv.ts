import { fail, FailureError, ok, type Result } from '#core/contract/failure.ts';
import type { TableReading } from '#core/contract/table.ts';
import { createCsvImport, pieceBytes, type Bounds } from './csv-import.ts';
import type { Table } from './table.ts';

/**
 * Reads a whole file that arrives in pieces. `cancelled` is asked before each quarter of a megabyte; the answer is then the failure
 * `cancelled`. An error of the source itself is passed on.
 */
export const readCsv = async (
  file: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  cancelled: () => boolean = () => false,
  most?: Bounds,
  reading?: TableReading,
): Promise<Result<Table>> => {
  const csv = createCsvImport(file, reading, most);
  try {
    for await (const piece of pieces) {
      for (let from = 0; from < piece.length; from += pieceBytes) {
        if (cancelled()) return fail({ code: 'cancelled' });
        csv.push(piece.subarray(from, from + pieceBytes));
      }
    }
    return cancelled() ? fail({ code: 'cancelled' }) : ok(csv.end());
  } catch (error) {
    if (error instanceof FailureError) return fail(error.failure);
    throw error;
  }
};
