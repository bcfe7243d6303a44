import { delimiters, type ColumnKind, type Delimiter } from '#core/contract/table.ts';
import { missingRules } from '#core/data/csv-columns.ts';
import { createCsvImport } from '#core/data/csv-import.ts';
import type { PreviewQuery, TablePreview } from '#core/protocol/tables.ts';

/** How the beginning of a file is read. Throws a FailureError where it is no table. */
export const previewTable = ({ file, bytes, whole, reading }: PreviewQuery): TablePreview => {
  const csv = createCsvImport(file, reading);
  csv.push(bytes);
  const { columns, rows, rowsRead, cell } = csv.end(whole);
  const found = csv.found();
  const rules = missingRules(reading.missingMarks);
  const isNothing = (kind: ColumnKind, text: string): boolean =>
    kind === 'number' ? rules.isNoNumber(text) : kind === 'category' ? rules.isMissing(text) : text === '';
  const delimiter = delimiters.find((each) => each === found.delimiter) satisfies Delimiter | undefined;
  return {
    whole,
    shape: { file, columns, rows, rowsRead },
    reading: { ...reading, header: found.header, delimiter, decimal: found.decimal },
    marks: found.marks,
    rows: found.rows.map((texts, row) =>
      columns.map(({ kind }, c) => {
        const value = kind === 'number' ? cell(row, c) : NaN;
        const text = texts[c]!.trim();
        return Number.isNaN(value) ? (isNothing(kind, text) ? null : text) : value;
      }),
    ),
  };
};
