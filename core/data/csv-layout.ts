import { FailureError } from '#core/contract/failure.ts';
import { columnNames, kindOf, type CellRules } from './csv-columns.ts';
import { looksNumeric } from './csv-number.ts';

/** A row of a file and its number there. */
export interface Raw {
  readonly cells: readonly string[];
  readonly row: number;
}

/** Which rows hold data, and how many cells they have. */
export interface Layout {
  readonly header: boolean;
  /** Unique; as many as there are columns. */
  readonly names: readonly string[];
}

type Missing = Pick<CellRules, 'isMissing' | 'isNoNumber'>;

/** Rows that speak for or against a header. */
const witnesses = 200;

/**
 * The layout that the first rows of a file speak for; `asked` says whether there is a header where that is known. A header may lack the
 * cell above the rows' names, and may have one more, empty, where the rows do not end in a delimiter.
 */
export const layoutOf = (rows: readonly Raw[], rules: Missing, asked?: boolean): Layout => {
  const [first, ...body] = rows.map(({ cells }) => cells) as [readonly string[], ...(readonly string[])[]];
  const usual = usualLength(body) ?? first.length;
  if (!(asked ?? isHeader(first, body, usual, rules))) {
    const width = body.length > 0 && isFilling(first.slice(usual)) ? usual : first.length;
    return { header: false, names: columnNames(Array.from({ length: width }, () => '')) };
  }
  return { header: true, names: columnNames(headerOver(first, body, usual)) };
};

const headerOver = (first: readonly string[], body: readonly (readonly string[])[], usual: number): readonly string[] => {
  if (first.length > usual) {
    if (isFilling(first.slice(usual))) return first.slice(0, usual);
    return first.length === usual + 1 && isFilling(first.slice(0, 1)) ? first.slice(1) : first;
  }
  // A cell more than the header has: the delimiter that ends the rows, or the rows' names.
  if (first.length + 1 !== usual || body.every((cells) => isFilling(cells.slice(first.length)))) return first;
  return ['', ...first];
};

/** Cells that are only there because a delimiter was. */
const isFilling = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** The cells of a row over so many columns. Throws a FailureError for a row that has more or fewer. */
export const fitted = ({ cells, row }: Raw, width: number, file: string): readonly string[] => {
  if (cells.length === width) return cells;
  if (cells.length > width && isFilling(cells.slice(width))) return cells.slice(0, width);
  throw new FailureError({ code: 'bad-row', file, row, expected: width, found: cells.length });
};

/** The length that most rows have. */
const usualLength = (body: readonly (readonly string[])[]): number | undefined => {
  const counts = new Map<number, number>();
  for (const { length } of body) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
};

/**
 * Whether the first row names the columns. Names above numbers say that it does, more numbers above numbers that it does not, unless they
 * count up as the names of columns that have none; where only text stands it does.
 */
const isHeader = (first: readonly string[], body: readonly (readonly string[])[], usual: number, rules: Missing): boolean => {
  const cells = first.map((cell) => cell.trim());
  const isNumber = (cell: string): boolean => !rules.isNoNumber(cell) && looksNumeric(cell);
  if (body.length === 0) return !cells.every((cell) => rules.isNoNumber(cell) || isNumber(cell));
  if (first.length === usual - 1) return !body.every((row) => isFilling(row.slice(first.length))) || !cells.every(isNumber);
  const rest = body.slice(0, witnesses);
  if (countsUp(cells) && !countsUp(rest[0]!.map((cell) => cell.trim()))) return true;
  let names = 0;
  let numbers = 0;
  cells.forEach((cell, c) => {
    const below = kindOf(
      rest.map((row) => row[c]?.trim() ?? ''),
      rules,
    );
    if (below !== 'number' || rules.isNoNumber(cell)) return;
    if (looksNumeric(cell)) numbers++;
    else names++;
  });
  return numbers === 0 ? !cells.every((cell) => rules.isNoNumber(cell) || isNumber(cell)) : names >= numbers;
};

/**
 * 0, 1, 2, ... as programs name columns that have no name, or years in a row: three or more, or two behind an empty corner; a corner may
 * also have a name.
 */
const countsUp = (cells: readonly string[]): boolean => {
  const hasCorner = !/^\d+$/.test(cells[0]!);
  const counted = cells.slice(hasCorner ? 1 : 0);
  const [start] = counted;
  if (counted.length < (cells[0] === '' ? 2 : 3) || !counted.every((cell) => /^\d+$/.test(cell))) return false;
  const begins = cells[0] === '' ? Number(start) <= 1 : Number(start) === 0;
  const isYear = Number(start) >= 1800 && Number(start) <= 2100;
  return (begins || isYear) && counted.every((cell, i) => Number(cell) === Number(start) + i);
};
