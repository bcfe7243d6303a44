import * as v from 'valibot';
import { fail, ok, type Result } from '#core/contract/failure.ts';
import type { TableReading } from '#core/contract/table.ts';
import { tableReading, type CsvData } from './run-spec.ts';
import { failureOf, type SchemaIssue, type SchemaNode } from './schema-fault.ts';

const schema = v.strictObject(tableReading);
const keys = Object.keys(tableReading) as (keyof TableReading)[];

/** What the data of a run say of how their file is read. */
export const readingOf = (data: CsvData): TableReading =>
  Object.fromEntries(keys.filter((key) => data[key] !== undefined).map((key) => [key, data[key]]));

/** A reading that came from another thread. */
export const readTableReading = (input: unknown): Result<TableReading> => {
  const parsed = v.safeParse(schema, input ?? {}, { abortEarly: true });
  if (parsed.success) return ok(parsed.output);
  return fail(failureOf(schema as unknown as SchemaNode, input, parsed.issues[0] as SchemaIssue));
};

/** What a file's table is known by: its name, and how it is read where that is said. No name of a file has a line break. */
export const tableKey = (file: string, reading: TableReading): string => {
  const said = keys.flatMap((key) => {
    const value = reading[key];
    if (value === undefined) return [];
    return [[key, key === 'types' ? Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1)) : value]];
  });
  return said.length === 0 ? file : `${file}\n${JSON.stringify(said)}`;
};

/** The file of a table that is known by this. */
export const fileOfKey = (key: string): string => key.split('\n', 1)[0]!;
