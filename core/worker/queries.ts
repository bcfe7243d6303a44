import type { ParameterRef } from '#core/contract/explanation.ts';
import { FailureError, type Result, type ValueKind } from '#core/contract/failure.ts';
import { limits } from '#core/spec/methods.ts';
import { readTableReading } from '#core/spec/table-reading.ts';
import { tensors, type DistributionQuery, type LayerQuery, type ParameterHistoryQuery } from '#core/protocol/probes.ts';
import type { LossAlongQuery, PlaceQuery, RatesQuery } from '#core/protocol/probes.ts';
import type { CheckQuery } from '#core/protocol/gradient-check.ts';
import type { SeriesQuery, SurfaceQuery, TraceQuery } from '#core/protocol/trainer.ts';
import type { PreviewQuery, TablePiece } from '#core/protocol/tables.ts';
import { step, type Step } from '#core/contract/units.ts';

/**
 * Requests come from another process: what they carry is checked here, once, before any work. Each function answers with a
 * query of the right shape and range, or throws a FailureError that names the place.
 */

export const maxStep = step(limits.steps);
export const largestGrid = 1024;
const mostBuckets = 100_000;
/** Of the picture of a distribution, along either side. */
const mostPoints = 500;
const mostSteps = 10_000;
/** Bytes of a file that are looked at at once. */
const mostPreviewed = 1 << 21;

export const wrongType = (place: string, expected: ValueKind, found: unknown): FailureError =>
  new FailureError({ code: 'wrong-type', place, expected, found: found === null ? 'null' : typeof found });

export const fields = (query: unknown): Readonly<Record<string, unknown>> => {
  if (typeof query !== 'object' || query === null) throw wrongType('query', 'object', query);
  return query as Readonly<Record<string, unknown>>;
};

export const whole = (place: string, value: unknown, min: number, max: number): number => {
  if (typeof value !== 'number') throw wrongType(place, 'integer', value);
  if (!Number.isInteger(value) || value < min || value > max)
    throw new FailureError({ code: 'out-of-range', place, found: String(value), min, max, integer: true });
  return value;
};

export const between = (place: string, value: unknown, min: number, max: number): number => {
  if (typeof value !== 'number') throw wrongType(place, 'number', value);
  if (!(value >= min && value <= max))
    throw new FailureError({ code: 'out-of-range', place, found: String(value), min, max, integer: false });
  return value;
};

export const oneOf = <T extends string>(place: string, value: unknown, allowed: readonly T[]): T => {
  if (!allowed.includes(value as T)) throw new FailureError({ code: 'not-one-of', place, found: String(value), allowed });
  return value as T;
};

export const range = (place: string, value: unknown): readonly [number, number] => {
  if (!Array.isArray(value) || value.length !== 2) throw wrongType(place, 'list', value);
  const ends = value.map((end, i) => between(`${place}[${i}]`, end, -Number.MAX_VALUE, Number.MAX_VALUE));
  return [ends[0]!, ends[1]!];
};

export const readStep = (value: unknown): Step => {
  if (typeof value !== 'number') throw wrongType('step', 'integer', value);
  if (!Number.isInteger(value) || value < 0 || value > maxStep)
    throw new FailureError({ code: 'step-out-of-range', step: value, min: 0, max: maxStep });
  return step(value);
};

export const readTraceQuery = (query: unknown, samples: number): Omit<TraceQuery, 'branch'> => {
  const { step, follow } = fields(query);
  return { step: readStep(step), follow: follow === 'batch' ? follow : whole('follow', follow, 0, samples - 1) };
};

/** The numbers of a state of so many. */
export const readLentState = (lent: unknown, length: number): Float64Array => {
  const { state } = fields(lent);
  if (!(state instanceof Float64Array)) throw wrongType('state', 'list', state);
  if (state.length === length) return state;
  throw new FailureError({ code: 'wrong-shape', place: 'state', expected: String(length), found: String(state.length) });
};

export const readSeriesQuery = (query: unknown): Omit<SeriesQuery, 'branch'> => {
  const { from, to, buckets } = fields(query);
  return { from: readStep(from), to: readStep(to), buckets: whole('buckets', buckets, 1, mostBuckets) };
};

export const readRatesQuery = (query: unknown): RatesQuery => {
  const { to, points } = fields(query);
  return { to: readStep(to), points: whole('points', points, 2, mostBuckets) };
};

/** A surface query with its axes filled in. */
export type ReadSurfaceQuery = Omit<SurfaceQuery, 'branch'> & Required<Pick<SurfaceQuery, 'axes'>>;

export const readSurfaceQuery = (query: unknown, inputs: number, layers: number): ReadSurfaceQuery => {
  const { step, grid, x, y, axes = [0, Math.min(1, inputs - 1)], layer } = fields(query);
  if (!Array.isArray(axes) || axes.length !== 2) throw wrongType('axes', 'list', axes);
  const [across, up] = axes.map((axis, i) => whole(`axes[${i}]`, axis, 0, inputs - 1)) as [number, number];
  return {
    step: readStep(step),
    grid: whole('grid', grid, 2, largestGrid),
    x: range('x', x),
    y: range('y', y),
    axes: [across, up],
    ...(layer === undefined ? {} : { layer: whole('layer', layer, 1, layers) }),
  };
};

export const readCheckQuery = (query: unknown): CheckQuery => {
  const { step, h } = fields(query);
  return { step: readStep(step), ...(h === undefined ? {} : { h: between('h', h, 1e-12, 1) }) };
};

export const readLayerQuery = (query: unknown, layers: number): LayerQuery => {
  const { step, layer } = fields(query);
  return { step: readStep(step), layer: whole('layer', layer, 1, layers) };
};

export const readDistributionQuery = (query: unknown, layers: number): DistributionQuery => {
  const { layer, tensor, to, points, bins } = fields(query);
  return {
    layer: whole('layer', layer, 1, layers),
    tensor: oneOf('tensor', tensor, tensors),
    to: readStep(to),
    points: whole('points', points, 1, mostPoints),
    bins: whole('bins', bins, 1, mostPoints),
  };
};

/** How many units the open run's layers have and take. */
export type LayerSizes = readonly { readonly inputs: number; readonly units: number }[];

export const readPlaceQuery = (query: unknown, layers: LayerSizes): PlaceQuery => {
  const { step, place } = fields(query);
  return { step: readStep(step), place: readPlace(place, layers) };
};

const mostValues = 1000;

export const readLossAlongQuery = (query: unknown, layers: LayerSizes): LossAlongQuery => {
  const { values } = fields(query);
  if (!(values instanceof Float64Array)) throw wrongType('values', 'list', values);
  whole('values.length', values.length, 1, mostValues);
  values.forEach((value, i) => between(`values[${i}]`, value, -Number.MAX_VALUE, Number.MAX_VALUE));
  return { ...readPlaceQuery(query, layers), values };
};

export const readPlace = (place: unknown, layers: LayerSizes): ParameterRef => {
  const { layer, kind, row, col } = fields(place);
  if (kind !== 'W' && kind !== 'b') throw wrongType('place.kind', 'text', kind);
  const { inputs, units } = layers[whole('place.layer', layer, 1, layers.length) - 1]!;
  return {
    layer: layer as number,
    kind,
    row: whole('place.row', row, 0, kind === 'b' ? 0 : inputs - 1),
    col: whole('place.col', col, 0, units - 1),
  };
};

export const readParameterHistoryQuery = (
  query: unknown,
  layers: readonly { readonly inputs: number; readonly units: number }[],
): ParameterHistoryQuery => ({ ...readPlaceQuery(query, layers), steps: whole('steps', fields(query)['steps'], 1, mostSteps) });

export const readTablePiece = (piece: unknown): TablePiece => {
  const { table, reading, at, bytes, last } = fields(piece);
  if (typeof table !== 'string') throw wrongType('table', 'text', table);
  if (!(bytes instanceof Uint8Array)) throw wrongType('bytes', 'list', bytes);
  if (typeof last !== 'boolean') throw wrongType('last', 'boolean', last);
  return { table, reading: valid(readTableReading(reading)), at: whole('at', at, 0, limits.tableBytes), bytes, last };
};

export const readPreviewQuery = (query: unknown): PreviewQuery => {
  const { file, bytes, whole: isWhole, reading } = fields(query);
  if (typeof file !== 'string') throw wrongType('file', 'text', file);
  if (!(bytes instanceof Uint8Array)) throw wrongType('bytes', 'list', bytes);
  if (typeof isWhole !== 'boolean') throw wrongType('whole', 'boolean', isWhole);
  whole('bytes', bytes.length, 0, mostPreviewed);
  return { file, bytes, whole: isWhole, reading: valid(readTableReading(reading)) };
};

const valid = <T>(read: Result<T>): T => {
  if (!read.ok) throw new FailureError(read.failure);
  return read.value;
};
