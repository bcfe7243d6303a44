import { planColumns } from './column-plan.ts';
import { fail, ok, type Failure, type Result } from '#core/contract/failure.ts';
import { datasets, generators } from './methods.ts';
import type { DataSpec } from './run-spec.ts';
import { readingOf, tableKey } from './table-reading.ts';
import type { TableShapes } from '#core/contract/table.ts';

/** What a run's data are, known without making them. */
export interface DataFacts {
  /** At most: rows that lack a value may still be dropped. */
  readonly samples: number;
  readonly inputs: number;
  readonly task: 'classes' | 'regression';
  /** Classes of data that say how many they have: all but those written in the run, whose targets are given as they are. */
  readonly classes?: number;
  /** Target columns, where the data do not leave it to the network how classes are told apart. */
  readonly outputs?: number;
  /** The target is one number throughout. */
  readonly constant?: true;
}

/** The name under which the table of these data is supplied; undefined for data that need none. */
export const tableNameOf = (data: DataSpec): string | undefined =>
  data.kind === 'csv' ? tableKey(data.file, readingOf(data)) : data.kind === 'dataset' ? datasetTable(data.name) : undefined;

/** A colon keeps the program's own tables apart from files, whose names have none. */
export const datasetTable = (name: string): string => `dataset:${name}`;

/** The failure of data whose table is not there. */
export const needsTable = (data: Extract<DataSpec, { kind: 'csv' | 'dataset' }>): Failure => {
  if (data.kind === 'dataset') return { code: 'needs-table', place: 'data.name', table: datasetTable(data.name) };
  const reading = readingOf(data);
  const said = Object.keys(reading).length > 0 ? { reading } : {};
  return { code: 'needs-table', place: 'data.file', table: data.file, ...said };
};

/** The facts of any data. A file's are read off its table, which `tables` has to hold. */
export const factsOf = (data: DataSpec, tables: TableShapes = {}): Result<DataFacts> => {
  switch (data.kind) {
    case 'inline':
      return ok({
        samples: data.x.length,
        inputs: data.x[0]!.length,
        task: data.y.every(isClassRow) ? 'classes' : 'regression',
        outputs: data.y[0]!.length,
      });
    case 'generator': {
      const { task, inputs } = generators[data.name];
      const classes = 'classes' in data ? data.classes : 2;
      return ok({ samples: data.samples, inputs, task, ...(task === 'classes' ? { classes } : { outputs: 1 }) });
    }
    case 'dataset': {
      const { samples, inputs, task, ...rest } = datasets[data.name];
      return ok({ samples, inputs, task, ...('classes' in rest ? { classes: rest.classes } : { outputs: 1 }) });
    }
    case 'csv': {
      const name = tableNameOf(data)!;
      if (!Object.hasOwn(tables, name)) return fail(needsTable(data));
      const table = tables[name]!;
      const plan = planColumns(data, table);
      if (!plan.ok) return plan;
      const { width, task, classes, targets, constant } = plan.value;
      return ok({
        samples: table.rows,
        inputs: width,
        task,
        ...(constant && { constant }),
        ...(classes ? { classes: classes.length } : { outputs: targets.length }),
      });
    }
  }
};

/** One target: 0 or 1. Several: exactly one 1 among zeros. */
export const isClassRow = (row: readonly number[]): boolean =>
  row.every((value) => value === 0 || value === 1) && (row.length === 1 || row.reduce<number>((sum, value) => sum + value, 0) === 1);
