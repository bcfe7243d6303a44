import { inputsOf, planColumns, type ColumnPlan } from '#core/spec/column-plan.ts';
import { FailureError } from '#core/contract/failure.ts';
import type { CsvData } from '#core/spec/run-spec.ts';
import type { Dataset } from './samples.ts';
import type { Table } from './table.ts';

/**
 * The samples of a table: categories become one input each (one-hot), classes one output each, or a single one for two classes where the
 * network has one output unit. Under `mean` the inputs of a missing cell are NaN, all of them for a category, and are filled in once
 * the training set is known; a row that lacks a target is then left out, for a target is never made up.
 */
export const tableDataset = (data: CsvData, table: Table, outputUnits: number): Dataset => {
  const planned = planColumns(data, table);
  if (!planned.ok) throw new FailureError(planned.failure);
  const plan = planned.value;
  const rows = usableRows(data, table, plan);
  const classes = plan.classes?.length ?? 0;
  const outputs = plan.task === 'regression' ? plan.targets.length : classes === 2 && outputUnits === 1 ? 1 : classes;
  const x = new Float64Array(rows.length * plan.width);
  const y = new Float64Array(rows.length * outputs);
  rows.forEach((row, n) => {
    writeInputs(table, plan, row, x, n * plan.width);
    writeTargets(table, plan, row, y, n * outputs, outputs);
  });
  return {
    samples: rows.length,
    inputs: plan.width,
    outputs,
    task: plan.task,
    x,
    y,
    columns: plan.inputs.flatMap((index) => inputNames(table, index)),
    targets: plan.classes ?? plan.targets.map((index) => table.columns[index]!.name),
  };
};

/** The row of a table that a sample came from, as a spreadsheet counts. */
export const rowOf = (data: CsvData, table: Table, sample: number): number => {
  const planned = planColumns(data, table);
  if (!planned.ok) throw new FailureError(planned.failure);
  return table.rowNumber(usableRows(data, table, planned.value)[sample]!);
};

/** Rows that have what the policy asks for. */
const usableRows = ({ missing }: CsvData, table: Table, { inputs, targets }: ColumnPlan): Int32Array => {
  const needed = missing === 'mean' ? targets : [...inputs, ...targets].sort((a, b) => a - b);
  const columns = needed.filter((index) => table.columns[index]!.missing > 0);
  const rows: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    const empty = columns.find((index) => Number.isNaN(table.cell(row, index)));
    if (empty === undefined) rows.push(row);
    else if (missing === 'refuse')
      throw new FailureError({
        code: 'missing-cell',
        file: table.file,
        row: table.rowNumber(row),
        column: table.columns[empty]!.name,
      });
  }
  if (rows.length === 0) throw new FailureError({ code: 'no-rows', file: table.file });
  return Int32Array.from(rows);
};

const writeInputs = (table: Table, { inputs }: ColumnPlan, row: number, x: Float64Array, start: number): void => {
  let to = start;
  for (const index of inputs) {
    const value = table.cell(row, index);
    const count = inputsOf(table.columns[index]!);
    if (table.columns[index]!.kind === 'number') x[to] = value;
    else if (Number.isNaN(value)) x.fill(NaN, to, to + count);
    else x[to + value] = 1;
    to += count;
  }
};

const writeTargets = (table: Table, { targets, task }: ColumnPlan, row: number, y: Float64Array, start: number, outputs: number): void => {
  if (task === 'regression') {
    targets.forEach((index, o) => (y[start + o] = table.cell(row, index)));
    return;
  }
  const { kind, levels } = table.columns[targets[0]!]!;
  const value = table.cell(row, targets[0]!);
  const c = kind === 'category' ? value : levels!.indexOf(value);
  if (outputs === 1) y[start] = c;
  else y[start + c] = 1;
};

const inputNames = (table: Table, index: number): string[] => {
  const { name, kind, categories } = table.columns[index]!;
  return kind === 'category' ? categories.map((category) => `${name}=${category}`) : [name];
};
