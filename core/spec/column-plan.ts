import { fail, ok, type Failure, type IncompatibleReason, type Result } from '#core/contract/failure.ts';
import { limits } from './methods.ts';
import { foundOf, nearestOf, specPath } from './spec-path.ts';
import type { CsvData } from './run-spec.ts';
import type { ColumnShape, TableShape } from '#core/contract/table.ts';

/** What each column of a table is for in a run: indices into the table's columns, in the table's order for inputs. */
export interface ColumnPlan {
  readonly inputs: readonly number[];
  /** Inputs that the network sees: one per number, one per category of a column of categories. */
  readonly width: number;
  readonly targets: readonly number[];
  readonly task: 'classes' | 'regression';
  /** Names of the classes, in the order of their outputs; undefined for a regression. */
  readonly classes?: readonly string[];
  /** The only target has the same number in every row. */
  readonly constant?: true;
}

/** A column of whole numbers is taken for classes up to this many distinct values, each standing for two rows or more. */
const mostNumericClasses = 20;

/** Which columns feed the network and which ones it learns. A column of text feeds nothing. */
export const planColumns = (data: CsvData, table: TableShape): Result<ColumnPlan> => {
  const names = table.columns.map(({ name }) => name);
  if (data.target.length === 0) return fail({ code: 'missing', place: 'data.target[0]', expected: 'text' });
  const targets = indicesOf('data.target', data.target, names);
  if (!targets.ok) return targets;
  const ignored = indicesOf('data.ignore', data.ignore, names);
  if (!ignored.ok) return ignored;
  const typed = indicesOf('data.types', Object.keys(data.types ?? {}), names);
  if (!typed.ok) return typed;
  const column = (index: number): ColumnShape => table.columns[index]!;
  const inputs = [...names.keys()].filter(
    (index) => !targets.value.includes(index) && !ignored.value.includes(index) && column(index).kind !== 'text',
  );
  const mixed = [...inputs, ...targets.value].sort((a, b) => a - b).find((index) => column(index).fault);
  if (mixed !== undefined) {
    const { name, fault } = column(mixed);
    return fail({ code: 'bad-cell', file: table.file, column: name, ...fault! });
  }
  if (inputs.length === 0) return refuse('data', 'no-inputs-left', table.file);
  const width = inputs.reduce((sum, index) => sum + inputsOf(column(index)), 0);
  if (width > limits.columns) return fail({ code: 'too-large', what: 'columns', place: 'data', found: width, limit: limits.columns });
  // The table itself is bounded; its categories, one input each, are not.
  const cells = table.rows * width;
  if (cells > limits.cells) return fail({ code: 'too-large', what: 'cells', place: 'data', found: cells, limit: limits.cells });
  const goal = goalOf(data, targets.value.map(column), table.rows);
  return goal.ok ? ok({ inputs, width, targets: targets.value, ...goal.value }) : goal;
};

/** How many inputs a column makes. */
export const inputsOf = ({ kind, categories }: ColumnShape): number => (kind === 'category' ? categories.length : 1);

const goalOf = (
  data: CsvData,
  targets: readonly ColumnShape[],
  rows: number,
): Result<Pick<ColumnPlan, 'task' | 'classes' | 'constant'>> => {
  const areNumbers = targets.every(({ kind }) => kind === 'number');
  if (targets.length > 1) {
    if (areNumbers && data.task !== 'classes') return ok({ task: 'regression' });
    return refuse('data.target', 'several-targets-need-numbers');
  }
  const [target] = targets as [ColumnShape];
  const classes = target.kind === 'category' ? target.categories : target.levels?.map(String);
  const few = areNumbers && classes !== undefined && classes.length <= mostNumericClasses && 2 * classes.length <= rows;
  const task = data.task === 'auto' ? (areNumbers && !(few && classes.length >= 2) ? 'regression' : 'classes') : data.task;
  if (task === 'regression')
    return areNumbers
      ? ok({ task, ...(classes?.length === 1 && { constant: true }) })
      : refuse('data.target', 'target-needs-numbers', target.name);
  if (classes?.length === 1) return refuse('data.target', 'target-has-one-value', target.name);
  if (!classes || classes.length < 2) return refuse('data.target', 'target-has-no-classes', target.name);
  return ok({ task, classes });
};

/** Where the named columns are, each named once. */
const indicesOf = (place: string, wanted: readonly string[], names: readonly string[]): Result<number[]> => {
  const indices: number[] = [];
  for (const [i, name] of wanted.entries()) {
    const index = names.indexOf(name);
    if (index < 0) return fail(noColumn(place === 'data.types' ? specPath(['data', 'types', name]) : `${place}[${i}]`, name, names));
    if (indices.includes(index)) return refuse(`${place}[${i}]`, 'column-named-twice', name);
    indices.push(index);
  }
  return ok(indices);
};

/** Names as many columns as a sentence can hold. */
const noColumn = (place: string, name: string, names: readonly string[]): Failure => {
  const nearest = nearestOf(name, names);
  const allowed = names.slice(0, 8).map((each) => (each.length > 40 ? `${each.slice(0, 39)}…` : each));
  if (names.length > allowed.length) allowed.push('…');
  return { code: 'not-one-of', place, found: foundOf(name), allowed, ...(nearest === undefined ? {} : { nearest }) };
};

const refuse = (place: string, reason: IncompatibleReason, found?: string) =>
  fail({ code: 'incompatible', place, reason, ...(found === undefined ? {} : { found: foundOf(found) }) });
