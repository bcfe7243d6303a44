import { planColumns } from '#core/spec/column-plan.ts';
import type { CsvData } from '#core/spec/run-spec.ts';
import type { ColumnShape, TableReading, TableShape } from '#core/contract/table.ts';

/** What people call the column to learn, in the languages that the program speaks. */
const targetName =
  /^(y|target|class|label|output|outcome|clase|etiqueta|objetivo|salida|diagnosis|diagn[oó]stico|species|especie|survived)$/i;
/** What they call a number that only tells rows apart; the last are a nameless first column's. */
const rowName = /^(index|idx|unnamed: 0|n[ºo°]\.?|#|column 1)$|(^|[ _.-])id$|.Id$/i;

/** What a table is most likely for: one column to learn from all others that can teach something. */
export const guessData = (shape: TableShape, reading: TableReading = {}): CsvData => {
  const { columns } = shape;
  const useless = columns.filter(
    (column, i) => teachesNothing(column, shape) || (i === 0 && reading.header !== false && rowName.test(column.name)),
  );
  const data = (target: string): CsvData => ({
    kind: 'csv',
    file: shape.file,
    target: [target],
    ignore: useless.map(({ name }) => name).filter((name) => name !== target),
    missing: hasGaps(shape) ? 'mean' : 'refuse',
    task: 'auto',
    ...reading,
  });
  const names = columns.map(({ name }) => name);
  const can = (name: string): boolean => planColumns(data(name), shape).ok;
  const useful = names.filter((name) => !useless.some((column) => column.name === name));
  const target = names.find((name) => targetName.test(name) && can(name)) ?? useful.findLast(can) ?? names.findLast(can) ?? names.at(-1)!;
  return data(target);
};

/** A column of numbers that holds something else, and names of which each stands once: they tell rows apart, not what the next is like. */
const teachesNothing = ({ kind, categories, missing, fault }: ColumnShape, { rows }: TableShape): boolean =>
  fault !== undefined || (kind === 'category' && categories.length === rows - missing);

export const hasGaps = ({ columns }: TableShape): boolean => columns.some(({ kind, missing }) => kind !== 'text' && missing > 0);

export type ColumnRole = 'input' | 'target' | 'ignore';
export const roleOf = ({ target, ignore }: CsvData, column: string): ColumnRole =>
  target.includes(column) ? 'target' : ignore.includes(column) ? 'ignore' : 'input';

/** What a column of the file is for. A new target takes the place of the old one, but in a regression a number joins the others. */
export const withRole = (data: CsvData, table: TableShape | undefined, column: string, role: ColumnRole): CsvData => {
  const others = (names: readonly string[]): string[] => names.filter((name) => name !== column);
  const target = role === 'target' ? [...(table && joins(data, table, column) ? others(data.target) : []), column] : others(data.target);
  const ignore = role === 'ignore' ? [...others(data.ignore), column] : others(data.ignore);
  return { ...data, target, ignore };
};

const joins = (data: CsvData, table: TableShape, column: string): boolean => {
  const plan = planColumns({ ...data, ignore: data.ignore.filter((name) => name !== column) }, table);
  return plan.ok && plan.value.task === 'regression' && table.columns.some(({ name, kind }) => name === column && kind === 'number');
};
