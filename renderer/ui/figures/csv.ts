export type Cell = string | number | undefined;

/** Programs of tables take what begins so for a formula, and would work it out. */
const formula = /^[=+\-@\t\r]/u;

/** Text that begins as a formula stands behind an apostrophe; what separates is quoted; a number has all its digits and a point. */
const written = (cell: Cell): string => {
  if (cell === undefined) return '';
  const text = typeof cell === 'string' && formula.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** RFC 4180. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string => rows.map((row) => `${row.map(written).join(',')}\r\n`).join('');
