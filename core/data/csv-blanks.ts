/** The delimiter of tables whose columns are set apart by spaces and tabs, as many as it takes. */
export const blanks = ' ';

/** The cells of such a line, quotation marks left on. */
export const cellsByBlanks = (line: string): string[] => line.match(/"(?:[^"]|"")*"(?![^ \t])|[^ \t]+/g) ?? [];

const unquoted = (cell: string): string =>
  cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;

/** Rows of a text with `\n` line breaks, a line each, and where in it the first line that is not whole begins. */
export const rowsByBlanks = (text: string, last: boolean): { readonly rows: string[][]; readonly end: number } => {
  const end = last ? text.length : text.lastIndexOf('\n') + 1;
  const lines = text.slice(0, end).split('\n');
  // Behind the last line break there is no line.
  if (lines.at(-1) === '') lines.pop();
  return { rows: lines.map((line) => cellsByBlanks(line).map(unquoted)), end };
};
