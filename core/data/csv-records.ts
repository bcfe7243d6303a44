import Papa from 'papaparse';
import type { Delimiter } from '#core/contract/table.ts';
import { FailureError, type TextProblem } from '#core/contract/failure.ts';
import { blanks, rowsByBlanks } from './csv-blanks.ts';
import { dialectOf, type Dialect } from './csv-dialect.ts';

/** Longest row, in characters: far above 4,096 columns of numbers. */
const longestRecord = 4_194_304;
/** Text that the dialect is judged by. */
const sniffed = 65_536;

/** What papaparse answers. */
interface Parsed {
  readonly data: string[][];
  readonly errors: readonly { readonly row?: number }[];
  readonly meta: { readonly cursor: number };
}
type Parse = (text: string, last: boolean) => Parsed;

/** Takes the rows of a file one by one. `row` counts from 1. */
export type OnRecord = (cells: string[], row: number, dialect: Dialect) => void;

export interface RecordReader {
  readonly push: (text: string) => void;
  /** `whole`: the text ends here. Else its last row, of which a part may be missing, is left aside. */
  readonly end: (whole: boolean) => void;
}

/**
 * Rows of a text that comes in pieces. Rows that hold nothing are counted and passed over. Throws a FailureError where the text is not
 * a table.
 */
export const createRecordReader = (file: string, onRecord: OnRecord, delimiter?: Delimiter): RecordReader => {
  let rest = '';
  let row = 0;
  let dialect: Dialect | undefined;
  let parser: Parse | undefined;

  const refuse = (at: number, problem: TextProblem): never => {
    throw new FailureError({ code: 'bad-text', file, row: at, problem });
  };

  const begin = (): void => {
    dialect = dialectOf(rest, delimiter);
    parser = parserBy(dialect.delimiter);
    if (dialect.skip > 0) row = 1;
    rest = rest.slice(dialect.skip);
  };

  const parse = (last: boolean): void => {
    const suspect = rest.includes('\uFFFD');
    const { data, errors, meta } = parser!(rest, last);
    // An error beyond the whole rows is about a row of which only a part is here.
    const bad = errors.find((error) => (error.row ?? 0) < data.length)?.row ?? Infinity;
    data.forEach((cells, i) => {
      row++;
      if (i === bad) refuse(row, 'quotes');
      if (suspect && cells.some((cell) => cell.includes('\uFFFD'))) refuse(row, 'encoding');
      if (cells.some((cell) => cell.trim() !== '')) onRecord(cells, row, dialect!);
    });
    rest = last ? '' : rest.slice(meta.cursor);
    if (rest.length > longestRecord) refuse(row + 1, 'too-long');
  };

  const read = (text: string, begins: boolean, last: boolean): void => {
    rest += text;
    // The second half of a line break may still be to come.
    const cut = !last && rest.endsWith('\r') ? 1 : 0;
    const tail = cut ? '\r' : '';
    if (rest.includes('\r')) rest = rest.slice(0, rest.length - cut).replaceAll(/\r\n?/g, '\n');
    if (parser === undefined && (begins || rest.length >= sniffed)) begin();
    if (parser !== undefined && rest !== '') parse(last);
    rest += tail;
  };

  return { push: (text) => read(text, false, false), end: (whole) => read('', true, whole) };
};

const parserBy = (delimiter: string): Parse => {
  if (delimiter === blanks)
    return (text, last) => {
      const { rows, end } = rowsByBlanks(text, last);
      return { data: rows, errors: [], meta: { cursor: end } };
    };
  const parser = new Papa.Parser({ delimiter, newline: '\n' });
  return (text, last) => parser.parse(text, 0, !last) as Parsed;
};
