import type { SampleGradients } from '#core/contract/explanation.ts';

/** More points than this lie on each other, and slow the page down. */
const most = 1500;

export interface StripPoint {
  /** Index into the training set. */
  readonly sample: number;
  readonly value: number;
  /** 0 to 1 across the strip's width, the zero line at a half, and down its height. */
  readonly x: number;
  readonly y: number;
}

export interface Strip {
  readonly points: readonly StripPoint[];
  /** The value at either end of the strip. */
  readonly reach: number;
  readonly positive: { readonly count: number; readonly sum: number };
  readonly negative: { readonly count: number; readonly sum: number };
}

/** A dot per sample by what it adds; of very many, evenly many of every size. Heights only keep dots apart. */
export const stripOf = ({ samples, values }: SampleGradients): Strip => {
  const order = Array.from(values, (_, n) => n).sort((a, b) => values[a]! - values[b]!);
  const reach = Math.max(Math.abs(values[order[0]!]!), Math.abs(values[order.at(-1)!]!)) || 1;
  const drawn = Math.min(order.length, most);
  const points = Array.from({ length: drawn }, (_, i): StripPoint => {
    const n = order[drawn === 1 ? 0 : Math.round((i * (order.length - 1)) / (drawn - 1))]!;
    // The golden ratio's multiples spread neighbours as far apart as can be.
    return { sample: samples[n]!, value: values[n]!, x: 0.5 + values[n]! / reach / 2, y: (i * 0.6180339887498949) % 1 };
  });
  const share = (wanted: (value: number) => boolean) => {
    const kept = values.filter(wanted);
    return { count: kept.length, sum: kept.reduce((sum, value) => sum + value, 0) };
  };
  return { points, reach, positive: share((value) => value > 0), negative: share((value) => value < 0) };
};

/** The dot nearest to a place of the strip; undefined where none is near. Widths and distances in pixels. */
export const pointAt = (
  points: readonly StripPoint[],
  x: number,
  y: number,
  width: number,
  height: number,
  within = 12,
): StripPoint | undefined => {
  let best: StripPoint | undefined;
  let least = within;
  for (const point of points) {
    const distance = Math.hypot(point.x * width - x, point.y * height - y);
    if (distance <= least) [best, least] = [point, distance];
  }
  return best;
};
