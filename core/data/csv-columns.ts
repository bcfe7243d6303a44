import { usualMissingMarks, type ColumnKind, type ColumnShape } from '#core/contract/table.ts';
import { limits } from '#core/spec/methods.ts';
import { foundOf } from '#core/spec/spec-path.ts';
import { looksNumeric, missingBy, type IsMissing } from './csv-number.ts';
import type { RowStore } from './row-store.ts';

/** A column while its table is being read. */
export interface GrowingColumn {
  readonly name: string;
  /** `undecided` until a cell holds something. */
  kind: ColumnKind | 'undecided';
  /** Category names in the order in which they came. */
  readonly codes: Map<string, number>;
  fault?: ColumnShape['fault'];
}

/** How trimmed cells are read. */
export interface CellRules {
  /** Holds nothing among names. */
  readonly isMissing: IsMissing;
  /** Holds nothing among numbers: there the usual marks stand for nothing in any case. */
  readonly isNoNumber: IsMissing;
  readonly number: (cell: string) => number;
}

export const missingRules = (marks: readonly string[] = usualMissingMarks): Pick<CellRules, 'isMissing' | 'isNoNumber'> => ({
  isMissing: missingBy(marks),
  isNoNumber: missingBy([...marks, ...usualMissingMarks]),
});

/** What a column holds, by its first cells: numbers where more than half of the filled ones are, names otherwise. */
export const kindOf = (cells: Iterable<string>, rules: Pick<CellRules, 'isMissing' | 'isNoNumber'>): GrowingColumn['kind'] => {
  let filled = 0;
  let numbers = 0;
  let named = false;
  for (const cell of cells) {
    named ||= !rules.isMissing(cell);
    if (rules.isNoNumber(cell)) continue;
    filled++;
    if (looksNumeric(cell)) numbers++;
  }
  if (filled === 0) return named ? 'category' : 'undecided';
  return numbers * 2 > filled ? 'number' : 'category';
};

/** Unique names: an empty one is numbered, a repeated one counted. */
export const columnNames = (cells: readonly string[]): string[] => {
  const taken = new Set<string>();
  return cells.map((cell, i) => {
    const plain = cell.trim() || `column ${i + 1}`;
    let name = plain;
    for (let n = 2; taken.has(name); n++) name = `${plain} ${n}`;
    taken.add(name);
    return name;
  });
};

/** What the store keeps of a trimmed cell: a number, a category's code, NaN for nothing. The first that is no number is remembered. */
export const valueOf = (column: GrowingColumn, cell: string, rules: CellRules, row: number): number => {
  if (column.kind === 'undecided') column.kind = kindOf([cell], rules);
  if (column.kind === 'number') {
    if (rules.isNoNumber(cell)) return NaN;
    const value = rules.number(cell);
    if (Number.isNaN(value)) column.fault ??= { row, found: foundOf(cell) };
    return value;
  }
  if (column.kind !== 'category' || rules.isMissing(cell)) return NaN;
  const known = column.codes.get(cell);
  if (known !== undefined) return known;
  if (column.codes.size === limits.categories) {
    column.kind = 'text';
    column.codes.clear();
    return NaN;
  }
  const code = column.codes.size;
  // A copy of its own: engines keep a whole text alive for a piece cut from it.
  column.codes.set([...cell].join(''), code);
  return code;
};

/** The finished shape. Codes in the store become indices into the names in ascending order, without those that no row has. */
export const shapeOfColumn = (column: GrowingColumn, index: number, store: RowStore): ColumnShape => {
  const kind = column.kind === 'undecided' ? 'text' : column.kind;
  const { missing, distinct } = surveyOf(index, store);
  const base = { name: column.name, kind, missing: kind === 'text' ? store.rows() : missing };
  if (kind === 'number')
    return {
      ...base,
      categories: [],
      ...(distinct && { levels: [...distinct].sort((a, b) => a - b) }),
      ...(column.fault && { fault: column.fault }),
    };
  if (kind === 'text') return { ...base, categories: [] };
  const kept = [...column.codes].filter(([, code]) => distinct?.has(code)).sort(([a], [b]) => (a < b ? -1 : 1));
  const place = new Map(kept.map(([, code], i) => [code, i]));
  for (let row = 0; row < store.rows(); row++) {
    const code = store.cell(row, index);
    if (!Number.isNaN(code)) store.setCell(row, index, place.get(code)!);
  }
  return { ...base, categories: kept.map(([name]) => name) };
};

/** Missing cells, and the distinct values where they are whole and few. */
const surveyOf = (index: number, store: RowStore): { missing: number; distinct: Set<number> | undefined } => {
  let distinct: Set<number> | undefined = new Set();
  let missing = 0;
  for (let row = 0; row < store.rows(); row++) {
    const value = store.cell(row, index);
    if (Number.isNaN(value)) missing++;
    else if (distinct && !distinct.has(value)) {
      distinct.add(value);
      if (!Number.isInteger(value) || distinct.size > limits.categories) distinct = undefined;
    }
  }
  return { missing, distinct };
};
