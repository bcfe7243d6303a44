/** How a cell is read: what means "nothing here" and what is a number. */

import type { DecimalMark } from '#core/contract/table.ts';

/** Tells whether a trimmed cell holds nothing. */
export type IsMissing = (cell: string) => boolean;

export const missingBy = (marks: readonly string[]): IsMissing => {
  const known = new Set(marks.map((mark) => mark.trim().toLowerCase()));
  const longest = [...known].reduce((most, mark) => Math.max(most, mark.length), 0);
  return (cell) => cell === '' || (cell.length <= longest && known.has(cell.toLowerCase()));
};

const plain = /^[-+\u2212]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
/** Digits in threes, the groups set apart by a space, an apostrophe or the mark that is not the decimal one. No group follows a lone 0. */
const grouped: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^[-+\u2212]?[1-9]\d{0,2}(?:([ \u00a0\u2009\u202f'\u2019,])\d{3})(?:\1\d{3})*(?:\.\d*)?$/,
  ',': /^[-+\u2212]?[1-9]\d{0,2}(?:([ \u00a0\u2009\u202f'\u2019.])\d{3})(?:\1\d{3})*(?:,\d*)?$/,
};
const unitBefore = /^([-+\u2212]?)[$\u20ac\u00a3\u00a5][ \u00a0\u202f]?/;
const unitBehind = /[ \u00a0\u202f]?[%\u2030$\u20ac\u00a3\u00a5]$/;

/** A currency or a per cent sign is no part of the number: 12 % is 12. */
const withoutUnit = (cell: string): string => {
  const bare = cell.replace(unitBefore, '$1');
  return bare === cell ? cell.replace(unitBehind, '') : bare;
};

/** The number that a trimmed cell stands for; NaN where it is none, or none that is finite. */
export const numberOf = (cell: string, mark: DecimalMark): number => {
  const value = bareNumber(cell, mark);
  if (!Number.isNaN(value)) return value;
  const bare = withoutUnit(cell);
  return bare === cell ? NaN : bareNumber(bare, mark);
};

const bareNumber = (cell: string, mark: DecimalMark): number => {
  const pointed = mark === '.' ? cell : cell.includes('.') ? '' : cell.replace(',', '.');
  if (plain.test(pointed)) return finite(pointed);
  if (!grouped[mark].test(cell)) return NaN;
  const whole = cell.replace(mark === ',' ? /[^\d,+\-\u2212]/g : /[^\d.+\-\u2212]/g, '');
  return finite(mark === ',' ? whole.replace(',', '.') : whole);
};

const finite = (text: string): number => {
  const value = Number(text.startsWith('\u2212') ? `-${text.slice(1)}` : text);
  return Number.isFinite(value) ? value : NaN;
};

/** Whether a cell is a number in whichever way of writing. */
export const looksNumeric = (cell: string): boolean => !Number.isNaN(numberOf(cell, '.')) || !Number.isNaN(numberOf(cell, ','));

/**
 * The decimal mark that the cells speak for; undefined where none of them has any. A cell that has both marks, or one that is not in
 * front of exactly three digits or stands behind a lone 0, leaves no doubt; one such as 1.234 or 1,234 decides only where nothing else
 * does, and not against `otherwise`.
 */
export const decimalMarkOf = (cells: Iterable<string>, otherwise?: DecimalMark): DecimalMark | undefined => {
  const sure = { '.': 0, ',': 0 };
  const unsure = { '.': 0, ',': 0 };
  for (const each of cells) {
    const cell = withoutUnit(each);
    const point = cell.lastIndexOf('.');
    const comma = cell.lastIndexOf(',');
    if (point < 0 && comma < 0) continue;
    if (!looksNumeric(cell)) continue;
    const mark = point > comma ? '.' : ',';
    const grouping = point >= 0 && comma >= 0 ? false : /^\D?[1-9]\d{0,2}[.,]\d{3}$/.test(cell);
    const repeated = cell.indexOf(mark) !== cell.lastIndexOf(mark);
    // 1.234.567 has no decimals at all: its mark is the other one.
    if (repeated) sure[mark === '.' ? ',' : '.']++;
    else (grouping ? unsure : sure)[mark]++;
  }
  const isSure = sure['.'] + sure[','] > 0;
  const votes = isSure ? sure : unsure;
  if (votes['.'] + votes[','] === 0) return undefined;
  if (!isSure && otherwise) return otherwise;
  return votes[','] > votes['.'] ? ',' : '.';
};
