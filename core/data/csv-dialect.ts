import type { Delimiter } from '#core/contract/table.ts';
import { blanks, cellsByBlanks } from './csv-blanks.ts';

/** Delimiters that are looked for, the most telling first: a decimal comma may stand in every cell of a file of semicolons. */
const single = ['\t', ';', ',', '|'] as const;

export interface Dialect {
  /** One of `delimiters`, or whatever a spreadsheet's `sep=` line names. */
  readonly delimiter: string;
  /** Characters in front of the first row: a spreadsheet's `sep=;` line. */
  readonly skip: number;
}

/** What separates the cells: `asked` where it is known, else by the first rows of a text with `\n` line breaks. */
export const dialectOf = (text: string, asked?: Delimiter): Dialect => {
  const named = /^sep=(.)\n/.exec(text);
  const skip = named?.[0].length ?? 0;
  return { delimiter: asked ?? named?.[1] ?? delimiterOf(linesOf(text, 20)), skip };
};

/**
 * A delimiter that every line has alike is the one. Blanks are it only where they set all cells apart: before all others where they
 * align columns, before commas and bars where every cell is then a number, else last. A header may be a cell longer or shorter.
 */
const delimiterOf = (lines: readonly string[]): string => {
  const byBlanks = lines.map(cellsByBlanks);
  const blank = isTable(byBlanks);
  if (blank && lines.every((line) => aligned.test(line.trim()))) return blanks;
  const counts = single.map((delimiter) => lines.map((line) => countOutsideQuotes(line, delimiter)));
  const found = single.filter((_, i) => counts[i]![0]! > 0);
  const regular = found.find((delimiter) => isRegular(counts[single.indexOf(delimiter)]!, 0));
  const strong = regular === '\t' || regular === ';';
  if (!strong && blank && byBlanks.slice(1).every((cells) => cells.every((cell) => bareNumber.test(cell) || quoted.test(cell))))
    return blanks;
  const near = regular ?? found.find((delimiter) => isRegular(counts[single.indexOf(delimiter)]!, 1));
  if (near) return near;
  if (blank) return blanks;
  const inHeader = counts.map(([first = 0]) => first);
  const most = Math.max(...inHeader);
  return most === 0 ? ',' : single[inHeader.indexOf(most)]!;
};

/** Two blanks or more between two cells. */
const aligned = /[^ \t]["']?[ \t]*[ ]{2}[ \t]*[^ \t]/;
const bareNumber = /^[-+\u2212]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d+)?$/;
const quoted = /^".*"$/;

/** Whether all lines but the first have the same count, and the first differs from it by `slack` at most. */
const isRegular = ([first, ...others]: readonly number[], slack: number): boolean =>
  others.every((count) => count === others[0]) && Math.abs(first! - (others[0] ?? first!)) <= slack;

/** Whether blanks alone part these lines. A cell that begins or ends with another delimiter says that they do not. */
const isTable = (lines: readonly (readonly string[])[]): boolean =>
  lines.length > 1 &&
  lines[0]!.length > 1 &&
  isRegular(
    lines.map((cells) => cells.length),
    1,
  ) &&
  lines.every((cells) => cells.every((cell) => quoted.test(cell) || !/^[;,|]|[;,|]$/.test(cell)));

/** The first lines that hold something and are whole, without cutting quoted line breaks. */
const linesOf = (text: string, most: number): string[] => {
  const lines: string[] = [];
  let from = 0;
  let quoted = false;
  for (let i = 0; i < text.length && lines.length < most; i++) {
    const char = text[i];
    if (char === '"') quoted = !quoted;
    else if (char === '\n' && !quoted) {
      if (text.slice(from, i).trim() !== '') lines.push(text.slice(from, i));
      from = i + 1;
    }
  }
  if (lines.length === 0) lines.push(text);
  return lines;
};

const countOutsideQuotes = (line: string, delimiter: string): number => {
  let count = 0;
  let quoted = false;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    else if (char === delimiter && !quoted) count++;
  }
  return count;
};
