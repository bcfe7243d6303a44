/** Delimiters that are looked for, the most telling first: a decimal comma may stand in every cell of a file of semicolons. */
export const delimiters: readonly string[] = ['\t', ';', ',', '|'];

export interface Dialect {
  readonly delimiter: string;
  /** Characters in front of the first row: a spreadsheet's `sep=;` line. */
  readonly skip: number;
}

/** What separates the cells, from the first rows of a text with `\n` line breaks. */
export const dialectOf = (text: string): Dialect => {
  const named = /^sep=(.)\n/.exec(text);
  if (named) return { delimiter: named[1]!, skip: named[0].length };
  const lines = linesOf(text, 20);
  const counts = delimiters.map((delimiter) => lines.map((line) => countOutsideQuotes(line, delimiter)));
  const regular = counts.findIndex(([first, ...others]) => first! > 0 && others.every((count) => count === first));
  if (regular >= 0) return { delimiter: delimiters[regular]!, skip: 0 };
  const inHeader = counts.map(([first = 0]) => first);
  const most = Math.max(...inHeader);
  return { delimiter: most === 0 ? ',' : delimiters[inHeader.indexOf(most)]!, skip: 0 };
};

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
