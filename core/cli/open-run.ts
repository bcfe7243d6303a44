import { datasetTable } from '#core/spec/data-facts.ts';
import type { TableReading } from '#core/contract/table.ts';
import { tableKey } from '#core/spec/table-reading.ts';
import { isRunText, tableExtensions } from '#core/spec/table-names.ts';
import { fail, FailureError, ok, type Failure, type Result } from '#core/contract/failure.ts';
import { readRunText } from '#core/spec/read-run-spec.ts';
import { productsOf } from '#core/compile/products.ts';
import { readCsv } from '#core/data/read-csv.ts';
import type { Table, Tables } from '#core/data/table.ts';
import { prepareRun, type Run } from '#core/net/run.ts';
import { reasonOf } from '#core/disk/save-whole.ts';
import type { Io } from './io.ts';
import { compiling } from './training.ts';

/** What stands in the place of a run, where it is something else: that says more than where it stops being JSON. */
export const notARun = (file: string, text: Result<string>): Failure | undefined => {
  const extension = file.slice(file.lastIndexOf('.') + 1).toLowerCase();
  const table = tableExtensions.includes(extension);
  const { code } = text.ok ? { code: undefined } : text.failure;
  if (code === 'not-text') return { code: 'no-run-file', file, table: false };
  return table && (text.ok ? !isRunText(file, text.value) : code === 'too-large') ? { code: 'no-run-file', file, table } : undefined;
};

/** A run made ready from its text, with the table that it names. `file` is where the text came from. */
export const openRun = async (text: string, file: string, io: Io): Promise<Result<Run>> => {
  const bare = readRunText(text);
  if (!bare.ok && bare.failure.code === 'needs-table') {
    const { table: name, reading = {} } = bare.failure;
    const table = await readTable(name, io.table({ file: name, run: file }), reading);
    if (!table.ok) return table;
    const tables = { [tableKey(name, reading)]: table.value };
    return prepared(readRunText(text, tables), tables);
  }
  if (bare.ok && bare.value.data.kind === 'dataset') {
    const { name } = bare.value.data;
    const table = await readTable(`${name}.csv`, io.table({ dataset: name }));
    return table.ok ? prepared(bare, { [datasetTable(name)]: table.value }) : table;
  }
  return prepared(bare, {});
};

/** A table from the bytes of its file, which fail as a stream does. */
export const readTable = async (name: string, bytes: AsyncIterable<Uint8Array>, reading?: TableReading): Promise<Result<Table>> => {
  try {
    return await readCsv(name, bytes, undefined, undefined, reading);
  } catch (error) {
    return fail({ code: 'file-unreadable', file: name, reason: reasonOf(error) });
  }
};

const prepared = (spec: ReturnType<typeof readRunText>, tables: Tables): Result<Run> => {
  if (!spec.ok) return spec;
  try {
    const run = prepareRun(spec.value, tables);
    return ok({ ...run, products: productsOf(run, compiling) });
  } catch (error) {
    if (error instanceof FailureError) return fail(error.failure);
    throw error;
  }
};
