import { delimiters, type Delimiter } from '#core/contract/table.ts';
import { createCsvImport } from '#core/data/csv-import.ts';
import type { PreviewQuery, TablePreview } from '#core/protocol/trainer.ts';

/** How the beginning of a file is read. Throws a FailureError where it is no table. */
export const previewTable = ({ file, bytes, whole, reading }: PreviewQuery): TablePreview => {
  const csv = createCsvImport(file, reading);
  csv.push(bytes);
  const { columns, rows, rowsRead } = csv.end(whole);
  const found = csv.found();
  const delimiter = delimiters.find((each) => each === found.delimiter) satisfies Delimiter | undefined;
  return {
    shape: { file, columns, rows, rowsRead },
    reading: { ...reading, header: found.header, delimiter, decimal: found.decimal },
    marks: found.marks,
    rows: found.rows,
  };
};
