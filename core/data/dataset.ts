import { isClassRow, needsTable, tableNameOf } from '#core/spec/data-facts.ts';
import { FailureError } from '#core/contract/failure.ts';
import { datasets } from '#core/spec/methods.ts';
import type { CsvData, DataSpec, GeneratorData, RunSpec } from '#core/spec/run-spec.ts';
import { permutation, streams } from '#core/math/random.ts';
import { classesOf, generate } from './generators.ts';
import type { Dataset } from './samples.ts';
import { rowOf, tableDataset } from './table-dataset.ts';
import type { Tables } from './table.ts';

export type { Dataset } from './samples.ts';

/**
 * The data that a valid run names: its own, as written; a generator's, in an order drawn from the run's seed; a table's, in the table's
 * order, a value that is to be filled in being NaN. Throws a FailureError for a table that is not there or lacks a value.
 */
export const makeDataset = (spec: RunSpec, tables: Tables = {}): Dataset => {
  const { data } = spec;
  switch (data.kind) {
    case 'inline':
      return ownDataset(data.x, data.y);
    case 'generator':
      return generatedDataset(spec, data);
    case 'dataset':
      return tableDataset(targetOf(data.name), tableOf(data, tables), lastUnits(spec));
    case 'csv':
      return tableDataset(data, tableOf(data, tables), lastUnits(spec));
  }
};

/** Where a sample of a run's data stands, for people: the row of its table, or else its number, from 1. */
export const sourceOf = ({ data }: RunSpec, tables: Tables, sample: number): { readonly file?: string; readonly row: number } => {
  if (data.kind !== 'csv' && data.kind !== 'dataset') return { row: sample + 1 };
  const table = tableOf(data, tables);
  return { file: table.file, row: rowOf(data.kind === 'csv' ? data : targetOf(data.name), table, sample) };
};

const lastUnits = ({ network }: RunSpec): number => network.layers.at(-1)!.units;

const tableOf = (data: Extract<DataSpec, { kind: 'csv' | 'dataset' }>, tables: Tables) => {
  const name = tableNameOf(data)!;
  if (!Object.hasOwn(tables, name)) throw new FailureError(needsTable(data));
  return tables[name]!;
};

/** How one of the program's own tables is to be read. */
const targetOf = (name: keyof typeof datasets): CsvData => {
  const { target, task } = datasets[name];
  return { kind: 'csv', file: `${name}.csv`, target: [target], ignore: [], missing: 'refuse', task };
};

const ownDataset = (x: readonly (readonly number[])[], y: readonly (readonly number[])[]): Dataset => {
  const inputs = x[0]!.length;
  const outputs = y[0]!.length;
  const task = y.every(isClassRow) ? 'classes' : 'regression';
  return {
    samples: x.length,
    inputs,
    outputs,
    task,
    x: flat(x),
    y: flat(y),
    columns: numbered('x', inputs),
    targets: task === 'classes' ? classNumbers(Math.max(2, outputs)) : numbered('y', outputs),
  };
};

const numbered = (name: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${name}${count === 1 ? '' : i + 1}`);
const classNumbers = (count: number): string[] => Array.from({ length: count }, (_, c) => String(c));

const flat = (rows: readonly (readonly number[])[]): Float64Array => {
  const cols = rows[0]!.length;
  const data = new Float64Array(rows.length * cols);
  rows.forEach((row, r) => data.set(row, r * cols));
  return data;
};

const generatedDataset = (spec: RunSpec, data: GeneratorData): Dataset => {
  const drawn = generate(data, spec.seed);
  const order = permutation(spec.seed, streams.data, data.samples);
  const classes = classesOf(data);
  // Two classes fit in one output unit; more take an output unit each.
  const outputs = classes === undefined ? 1 : lastUnits(spec) === 1 ? 1 : classes;
  const { inputs } = drawn;
  const x = new Float64Array(data.samples * inputs);
  const y = new Float64Array(data.samples * outputs);
  order.forEach((from, to) => {
    for (let i = 0; i < inputs; i++) x[to * inputs + i] = drawn.x[from * inputs + i]!;
    const target = drawn.target[from]!;
    if (outputs === 1) y[to] = target;
    else y[to * outputs + target] = 1;
  });
  return {
    samples: data.samples,
    inputs,
    outputs,
    task: classes === undefined ? 'regression' : 'classes',
    x,
    y,
    columns: numbered('x', inputs),
    targets: classes === undefined ? numbered('y', outputs) : classNumbers(classes),
  };
};
