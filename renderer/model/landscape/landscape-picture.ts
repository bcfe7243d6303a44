import type { LandscapeQuery, Plane, PlaneQuery } from '#core/protocol/landscape.ts';

/** What a picture is of: a plane of one run, from near or far. */
export interface PictureQuestion {
  readonly run: number;
  readonly plane: PlaneQuery;
  readonly zoom: number;
}

/** Losses over a square of a plane, as far as they are computed. A value. */
export interface Picture {
  readonly question: PictureQuestion;
  readonly plane: Plane;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** Points a side. */
  readonly grid: number;
  /** Training samples behind the losses. */
  readonly samples: number;
  /** (grid, grid), row 0 at the lowest y. Points of the level at hand that are not computed yet are interpolated. */
  readonly values: Float64Array;
  /** The level that is being computed, and its next row. */
  readonly level: number;
  readonly row: number;
}

export const beginPicture = (question: PictureQuestion, plane: Plane): Picture => {
  const nearer = ([from, to]: readonly [number, number]): readonly [number, number] => {
    const [middle, half] = [(from + to) / 2, (to - from) / 2 / question.zoom];
    return [middle - half, middle + half];
  };
  const { grid, samples } = plane.levels[0]!;
  const values = new Float64Array(grid * grid).fill(NaN);
  return { question, plane, x: nearer(plane.x), y: nearer(plane.y), grid, samples, values, level: 0, row: 0 };
};

/** How many points of a level lie between two that the level before computed over the same samples; 0 where it has none of them. */
const knownIn = ({ levels }: Plane, level: number): number => {
  const [before, at] = [levels[level - 1], levels[level]!];
  return before && before.samples === at.samples ? (at.grid - 1) / (before.grid - 1) : 0;
};

/** What to ask for next; undefined for a picture that is done. */
export const nextBand = ({ question, plane, x, y, level, row }: Picture): LandscapeQuery | undefined => {
  const at = plane.levels[level];
  if (!at) return undefined;
  const { grid, samples, rows } = at;
  return {
    plane: question.plane,
    x,
    y,
    grid,
    samples,
    rows: [row, Math.min(grid, row + rows)],
    known: knownIn(plane, level),
  };
};

/** The picture with the answer to `nextBand`. */
export const takeBand = (picture: Picture, band: Float64Array): Picture => {
  const { plane, level, row } = picture;
  const { grid, samples } = plane.levels[level]!;
  const known = knownIn(plane, level);
  const values = picture.grid === grid ? picture.values.slice() : finer(picture.values, picture.grid, grid);
  const rows = band.length / grid;
  for (let r = 0; r < rows; r++)
    for (let col = 0; col < grid; col++)
      if (known === 0 || (row + r) % known !== 0 || col % known !== 0) values[(row + r) * grid + col] = band[r * grid + col]!;
  const ended = row + rows >= grid;
  return { ...picture, grid, samples, values, level: ended ? level + 1 : level, row: ended ? 0 : row + rows };
};

/** A field on a finer grid that holds every point of the old one; between them straight. */
const finer = (values: Float64Array, from: number, to: number): Float64Array => {
  const every = (to - 1) / (from - 1);
  const result = new Float64Array(to * to);
  for (let row = 0; row < to; row++)
    for (let col = 0; col < to; col++) result[row * to + col] = fieldAt(values, from, col / every, row / every);
  return result;
};

/** A field between its grid's points, straight along both sides; `col` and `row` in grid steps. */
export const fieldAt = (values: Float64Array, grid: number, col: number, row: number): number => {
  const c = Math.min(grid - 2, Math.max(0, Math.floor(col)));
  const r = Math.min(grid - 2, Math.max(0, Math.floor(row)));
  const [p, q] = [col - c, row - r];
  const at = r * grid + c;
  return (
    part((1 - p) * (1 - q), values[at]!) +
    part(p * (1 - q), values[at + 1]!) +
    part((1 - p) * q, values[at + grid]!) +
    part(p * q, values[at + grid + 1]!)
  );
};

/** A point of the grid that has no part in a value does not spoil it, were it not finite. */
const part = (weight: number, value: number): number => (weight === 0 ? 0 : weight * value);

/** How much of the work on a picture is done, 0 to 1. */
export const shareDone = ({ plane: { levels }, level, row }: Picture): number => {
  const work = levels.map(({ grid, samples }) => grid * grid * samples);
  const total = work.reduce((sum, part) => sum + part, 0);
  const done = work.slice(0, level).reduce((sum, part) => sum + part, 0);
  const at = levels[level];
  return (done + (at ? (work[level]! * row) / at.grid : 0)) / total;
};
