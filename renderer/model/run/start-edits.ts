import type { ParameterRef } from '#core/contract/explanation.ts';
import { drawnValues, type StartingValues } from '#core/math/starting-values.ts';
import { limits } from '#core/spec/methods.ts';
import { parameterCount } from '#core/spec/parameter-count.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Edit } from './edit.ts';

/** What a cell of a table holds: text where what was typed is no number, for the validator to say. */
export type Cell = number | string;

/** Weights and biases of one layer that fit a table of fields. */
const mostTyped = 400;

/** The run with its starting values written in it, if it can be and those of this layer fit a table of fields. */
export const typeable = (spec: RunSpec, layer: number): RunSpec | undefined => {
  const { inputs, layers } = spec.network;
  const [rows, units] = [(layers[layer - 2]?.units ?? inputs) + 1, layers[layer - 1]?.units];
  return canBe(spec) && units !== undefined && rows * units <= mostTyped ? withValues(spec) : undefined;
};

/** The run with its starting values written in it: where it has none, those that its initialisers draw. */
export const withValues: Edit = (spec) => (spec.parameters ? spec : { ...spec, parameters: drawnValues(spec) });

/** The run draws its starting values, whatever was written. */
export const redrawn: Edit = ({ parameters: _, ...spec }) => spec;

/** Among numbers that a person has written, drawn ones are written alike: two digits. */
const short = (value: number): number => Number(value.toPrecision(2));

/**
 * Written starting values after a change of shape: what fits stays, and the rest is what the initialisers draw, in short. `from` are the values by the
 * layer that they are now for. A network that cannot be is left to the validator.
 */
export const refitted = (spec: RunSpec, from: readonly (StartingValues[number] | undefined)[] | undefined = spec.parameters): RunSpec => {
  if (!from) return redrawn(spec);
  if (!canBe(spec)) return spec;
  const parameters = drawnValues(spec).map(({ W, b }, l) => ({
    W: W.map((row, i) => row.map((value, o) => from[l]?.W[i]?.[o] ?? short(value))),
    b: b.map((value, o) => from[l]?.b[o] ?? short(value)),
  }));
  return { ...spec, parameters };
};

export const isCount = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most;
const canBe = ({ network, seed }: RunSpec): boolean =>
  Number.isFinite(seed) &&
  [network.inputs, ...network.layers.map(({ units }) => units)].every((units) => isCount(units, limits.units)) &&
  parameterCount(network) <= limits.parameters;

/** One weight or bias at step 0. */
export const setStart =
  ({ layer, kind, row, col }: ParameterRef, value: Cell): Edit =>
  (spec) => {
    const rows = layerRows(withValues(spec), layer);
    return setLayerRows(layer, replaced(rows, kind === 'W' ? row : rows.length - 1, col, value))(spec);
  };

/** A layer's starting values as one table (I+1,O): a row for each input, and the biases last. */
export const layerRows = ({ parameters }: RunSpec, layer: number): readonly (readonly number[])[] => {
  const { W, b } = parameters![layer - 1]!;
  return [...W, b];
};

export const setLayerRows =
  (layer: number, rows: readonly (readonly Cell[])[]): Edit =>
  (spec) => {
    const parameters = withValues(spec).parameters!.map((own, l) => (l === layer - 1 ? { W: rows.slice(0, -1), b: rows.at(-1)! } : own));
    return { ...spec, parameters: parameters as StartingValues };
  };

/** A table with one cell replaced. */
export const replaced = <Value>(
  rows: readonly (readonly Value[])[],
  row: number,
  col: number,
  value: Value,
): readonly (readonly Value[])[] => rows.map((cells, r) => (r === row ? cells.map((cell, c) => (c === col ? value : cell)) : cells));
