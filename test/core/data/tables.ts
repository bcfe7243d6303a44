import { readFileSync } from 'node:fs';
import { readCsv } from '#core/data/read-csv.ts';
import type { Table } from '#core/data/table.ts';

/** A table of a text. */
export const tableOf = async (text: string | Uint8Array, file = 'own.csv'): Promise<Table> => {
  const result = await readCsv(file, [typeof text === 'string' ? new TextEncoder().encode(text) : text]);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

export const bytesOfDataset = (name: string): Uint8Array => readFileSync(`assets/datasets/${name}.csv`);
export const datasetTableOf = (name: string): Promise<Table> => tableOf(bytesOfDataset(name), `${name}.csv`);
