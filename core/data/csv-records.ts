import Papa from 'papaparse';
import { FailureError, type TextProblem } from '#core/contract/failure.ts';
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

/** Takes the rows of a file one by one. `row` counts from 1. */
export type OnRecord = (cells: string[], row: number, dialect: Dialect) => void;

export interface RecordReader {
  readonly push: (text: string) => void;
  readonly end: () => void;
}

/**
 * Rows of a text that comes in pieces. Rows that hold nothing are counted and passed over. Throws a FailureError where the text is not
 * a table.
 */
export const createRecordReader = (file: string, onRecord: OnRecord): RecordReader => {
  let rest = '';
  let row = 0;
  let dialect: Dialect | undefined;
  let parser: InstanceType<typeof Papa.Parser> | undefined;

  const refuse = (at: number, problem: TextProblem): never => {
    throw new FailureError({ code: 'bad-text', file, row: at, problem });
  };

  const begin = (): void => {
    dialect = dialectOf(rest);
    parser = new Papa.Parser({ delimiter: dialect.delimiter, newline: '\n' });
    if (dialect.skip > 0) row = 1;
    rest = rest.slice(dialect.skip);
  };

  const parse = (last: boolean): void => {
    const suspect = rest.includes('\uFFFD');
    const { data, errors, meta } = parser!.parse(rest, 0, !last) as Parsed;
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

  const read = (text: string, last: boolean): void => {
    rest += text;
    // The second half of a line break may still be to come.
    const cut = !last && rest.endsWith('\r') ? 1 : 0;
    const tail = cut ? '\r' : '';
    if (rest.includes('\r')) rest = rest.slice(0, rest.length - cut).replaceAll(/\r\n?/g, '\n');
    if (parser === undefined && (last || rest.length >= sniffed)) begin();
    if (parser !== undefined && rest !== '') parse(last);
    rest += tail;
  };

  return { push: (text) => read(text, false), end: () => read('', true) };
};
