/** What stands in a field or a cell of a table: the number, or what was typed where that is none. */
export type Cell = number | string;

/** A number as people write it: decimal comma or point, the other one between thousands, any minus. */
export const readNumber = (written: string): Cell => {
  const text = written.trim();
  const [comma, point] = [text.lastIndexOf(','), text.lastIndexOf('.')];
  const plain = text.replace('−', '-').replaceAll(comma > point ? '.' : ',', comma >= 0 && point >= 0 ? '' : '.');
  const number = Number(plain.replace(',', '.'));
  return plain === '' || Number.isNaN(number) ? text : number;
};

/**
 * A table of numbers as it is copied from a spreadsheet, a file or a program: rows by lines or brackets, cells by tabs, semicolons, spaces, or
 * commas where these are no decimal ones. Lines above the first number are headings and fall away.
 */
export const readTable = (text: string): Cell[][] => {
  const lines = text
    .replaceAll(/\]\s*[,;]?\s*\[/g, '\n')
    .replaceAll(/[[\](){}]/g, ' ')
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '');
  const rows = lines.flatMap(rowsOf);
  return rows.slice(
    Math.max(
      0,
      rows.findIndex((row) => row.some((cell) => typeof cell === 'number')),
    ),
  );
};

/** A line is a row, but for "1 2; 3 4", where semicolons end rows. */
const rowsOf = (line: string): Cell[][] => {
  if (line.includes('\t')) return [line.split('\t').map(readNumber)];
  const parts = line.split(';');
  const rows = parts.map(wordsOf);
  const several = rows.some((row) => row.length > 1);
  return parts.length > 1 && !several ? [parts.map(readNumber)] : rows.filter((row) => row.length > 0).map((row) => row.map(readNumber));
};

const wordsOf = (text: string): string[] =>
  text
    .split(/\s*,\s+|\s+,\s*|\s+/)
    // A comma before a point, or more than one, parts numbers.
    .flatMap((word) => (/,.*[.,]/.test(word) ? word.split(',') : [word]))
    .filter((word) => word !== '');

/**
 * A table with another one laid over it from a cell on. What reaches beyond is left out, but rows where the table may have `most` of them;
 * empty cells change nothing.
 */
export const pastedInto = (
  rows: readonly (readonly Cell[])[],
  from: readonly [number, number],
  table: readonly (readonly Cell[])[],
  most = rows.length,
): Cell[][] => {
  const [top, left] = from;
  const blank = rows[0]!.map(() => 0);
  const count = Math.max(rows.length, Math.min(most, top + table.length));
  return Array.from({ length: count }, (_, r) =>
    (rows[r] ?? blank).map((cell, c) => {
      const pasted = table[r - top]?.[c - left];
      return pasted === undefined || pasted === '' ? cell : pasted;
    }),
  );
};
