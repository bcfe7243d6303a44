import type { DataSummary } from '#core/protocol/trainer.ts';

export type Extent = readonly [number, number];
export interface Domain {
  readonly x: Extent;
  readonly y: Extent;
}

/** Room around the outermost points, as a fraction of the span. */
const room = 0.08;
/** Spans that differ less than this share one scale, so that circles stay round. */
const similar = 2.5;

/** What the plane shows: the first two inputs, or the input and the target of a one-input run. */
export const domainOf = (data: DataSummary): Domain => {
  const x = padded(extentOf(data.x, data.inputs, 0));
  if (data.inputs === 1) return { x, y: padded(extentOf(data.y, data.outputs), 0.15) };
  const y = padded(extentOf(data.x, data.inputs, 1));
  const [width, height] = [x[1] - x[0], y[1] - y[0]];
  const ratio = width / height;
  return ratio < similar && ratio > 1 / similar
    ? { x: widened(x, Math.max(width, height)), y: widened(y, Math.max(width, height)) }
    : { x, y };
};

/** Least and greatest of one column of a row-major table; of all of them without a column. */
const extentOf = (values: Float64Array, columns: number, column?: number): Extent => {
  let low = Infinity;
  let high = -Infinity;
  for (let i = column ?? 0; i < values.length; i += column === undefined ? 1 : columns) {
    low = Math.min(low, values[i]!);
    high = Math.max(high, values[i]!);
  }
  return [low, high];
};

const padded = ([low, high]: Extent, by = room): Extent => {
  // A single point, or a constant column, still needs a plane around it.
  const span = high - low || Math.max(1, Math.abs(high));
  return [low - span * by, high + span * by].map((value, end) =>
    high === low ? value + (end === 0 ? -0.5 : 0.5) * span : value,
  ) as unknown as Extent;
};

const widened = ([low, high]: Extent, span: number): Extent => {
  const middle = (low + high) / 2;
  return [middle - span / 2, middle + span / 2];
};
