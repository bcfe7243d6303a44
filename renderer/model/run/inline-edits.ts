import { limits } from '#core/spec/methods.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Edit } from './edit.ts';
import { isCount, refitted, type Cell } from './start-edits.ts';

/** What is done to data that are written in the run; all other data are left alone. */

type Rows = readonly (readonly number[])[];

/** Rows of so many numbers: cut, or filled with zeros. */
const ofWidth = (rows: Rows, width: number): number[][] => rows.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? 0));

/** Targets that are probabilities of classes go on to be: a row that no longer adds up to 1 is all of its most probable class. */
const asClasses = (rows: Rows): number[][] =>
  rows.map((row) => {
    if (Math.abs(row.reduce((sum, value) => sum + value, 0) - 1) <= 1e-6) return [...row];
    const most = row.indexOf(Math.max(...row));
    return row.map((_, index) => (index === most ? 1 : 0));
  });

const withTable = (spec: RunSpec, x: Rows, y: Rows): RunSpec => ({ ...spec, data: { kind: 'inline', x, y } as RunSpec['data'] });

/** Samples with as many inputs and targets as the network has: cut, or filled with zeros. */
export const fitInline: Edit = (spec) => {
  const { data, network, loss } = spec;
  const outputs = network.layers.at(-1)!.units;
  if (data.kind !== 'inline' || !isCount(network.inputs, limits.units) || !isCount(outputs, limits.units)) return spec;
  const fits = (rows: Rows, width: number): boolean => rows.every((row) => row.length === width);
  if (fits(data.x, network.inputs) && fits(data.y, outputs)) return spec;
  const y = fits(data.y, outputs) ? data.y : ofWidth(data.y, outputs);
  return withTable(spec, ofWidth(data.x, network.inputs), loss === 'categorical-cross-entropy' ? asClasses(y) : y);
};

/** So many inputs, with samples and weights for them. */
export const setInputs =
  (inputs: number): Edit =>
  (spec) =>
    spec.data.kind === 'inline' ? refitted(fitInline({ ...spec, network: { ...spec.network, inputs } })) : spec;

/** So many samples: the last ones go, or zeros come. */
export const setSamples =
  (count: number): Edit =>
  (spec) => {
    const { data, loss } = spec;
    if (data.kind !== 'inline' || !isCount(count, limits.samples)) return spec;
    const ofLength = (rows: Rows): number[][] => Array.from({ length: count }, (_, i) => [...(rows[i] ?? rows[0]!.map(() => 0))]);
    const y = ofLength(data.y);
    return withTable(spec, ofLength(data.x), loss === 'categorical-cross-entropy' ? asClasses(y) : y);
  };

/** The samples as one table: inputs, then targets. */
export const sampleRows = ({ data }: RunSpec): Rows => (data.kind === 'inline' ? data.x.map((row, i) => [...row, ...data.y[i]!]) : []);

export const setSampleRows =
  (rows: readonly (readonly Cell[])[]): Edit =>
  (spec) => {
    const { inputs } = spec.network;
    const of = (from: number, to?: number): Rows => rows.map((row) => row.slice(from, to)) as unknown as Rows;
    return spec.data.kind === 'inline' ? withTable(spec, of(0, inputs), of(inputs)) : spec;
  };
