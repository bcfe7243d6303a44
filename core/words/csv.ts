/** A cell of a CSV file: a number as it is, text quoted where it must be and kept from being taken for a formula by a spreadsheet. */
export const cell = (value: number | string): string => {
  if (typeof value === 'number') return String(value);
  const guarded = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
};

/** A row of a CSV file, its end included (RFC 4180). */
export const csvRow = (cells: readonly (number | string)[]): string => `${cells.map(cell).join(',')}\r\n`;
