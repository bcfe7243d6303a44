import type { Matrix } from '#core/contract/matrix.ts';
import type { LayerTrace } from '#core/contract/step-trace.ts';
import type { LayerBatch } from '#core/protocol/probes.ts';
import type { DataSummary } from '#core/protocol/trainer.ts';
import { niceCeiling } from '#renderer/picture/scales.ts';
import { classOf } from '#renderer/ui/plots/plane.ts';

type Reading = (z: number) => number;

/** Below this slope nearly no gradient passes. */
export const flatSlope = 0.01;
/** More points than this lie on each other, and slow the page down. */
const mostDots = 4000;

/** What the activation takes: z, or what normalisation made of it. */
export const argumentOf = ({ z, normalization }: LayerTrace): Matrix => normalization?.normalized ?? z;

/** Half the width of the horizontal axis: all arguments, and whatever they are the curve's own bend with where it becomes flat, for a sigmoid at 4.6. */
export const reachOf = ({ data }: Matrix): number =>
  niceCeiling(data.reduce((most, z) => (Number.isFinite(z) ? Math.max(most, Math.abs(z)) : most), 5));

/** A curve at even places over [-reach, reach], as (z, value) pairs. */
export const pointsOf = (curve: Reading, reach: number, count = 401): readonly (readonly [number, number])[] =>
  Array.from({ length: count }, (_, i) => {
    const z = ((2 * i) / (count - 1) - 1) * reach;
    return [z, curve(z)] as const;
  });

/** Where the slope is nearly zero, as intervals of z, in pieces of a two-hundredth of the axis. */
export const flatRegions = (slope: Reading, reach: number, pieces = 400): readonly (readonly [number, number])[] => {
  const regions: [number, number][] = [];
  const size = (2 * reach) / pieces;
  for (let i = 0; i < pieces; i++) {
    const from = -reach + i * size;
    // A slope of exactly the limit, as leaky ReLU has, must not flicker by rounding.
    if (!(Math.abs(slope(from + size / 2)) < flatSlope * (1 - 1e-6))) continue;
    const last = regions.at(-1);
    if (last && last[1] > from - size / 2) last[1] = from + size;
    else regions.push([from, from + size]);
  }
  return regions;
};

export interface Dot {
  /** Index into the training set. */
  readonly sample: number;
  readonly unit: number;
  readonly z: number;
  /** What the layer gives. */
  readonly a: number;
  /** f'(z), as the core has it. */
  readonly slope: number;
  /** Of the sample's class; 0 in a regression. */
  readonly kind: number;
}

/** One dot for every sample and unit, or those of one unit; of very many an even choice, with all of sample `followed`. */
export const dotsOf = (
  { samples, layer }: LayerBatch,
  data: DataSummary,
  unit: number | undefined,
  followed: number | undefined,
): { readonly dots: readonly Dot[]; readonly all: number; readonly flat: number } => {
  const from = argumentOf(layer);
  const units = unit === undefined ? Array.from({ length: from.cols }, (_, o) => o) : [unit];
  const all = samples.length * units.length;
  const every = Math.max(1, Math.ceil(samples.length / Math.max(1, Math.floor(mostDots / units.length))));
  const dots: Dot[] = [];
  let flat = 0;
  samples.forEach((sample, n) => {
    for (const o of units) {
      const at = n * from.cols + o;
      const slope = layer.slope?.data[at] ?? NaN;
      if (Math.abs(slope) < flatSlope) flat++;
      if (n % every !== 0 && sample !== followed) continue;
      const kind = data.task === 'classes' ? classOf(data, sample) : 0;
      dots.push({ sample, unit: o, z: from.data[at]!, a: layer.a.data[at]!, slope, kind });
    }
  });
  return { dots, all, flat };
};
