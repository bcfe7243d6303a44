import type { LandscapeQuery } from '#core/protocol/landscape.ts';
import { moveTo } from './directions.ts';
import type { LossAt } from './loss-over.ts';
import type { PlaneAt } from './plane.ts';
import type { Work } from './work.ts';

/** Place i of n from one end to the other, both exactly. */
const placeAt = ([from, to]: readonly [number, number], i: number, n: number): number => from * (1 - i / (n - 1)) + to * (i / (n - 1));

/** What is asked of a grid: some of its rows, without the points that are known. */
export type GridRows = Omit<LandscapeQuery, 'plane' | 'samples'>;

/** Points of the rows that a query asks for. */
export const pointsOf = ({ grid, rows: [from, to] }: GridRows): number => (to - from) * grid;

/**
 * Losses of points [first, last) of the rows that a query asks for, all of them unless said: point (row - rows[0])·grid + col, row 0 at the lowest y;
 * NaN for points that were left out as known. What a network with such parameters makes of the data may be infinite or no number: that is an answer
 * like any other. Pauses after every `atOnce` losses.
 */
export function* lossRows(
  { centre, directions }: Pick<PlaneAt, 'centre' | 'directions'>,
  query: GridRows,
  lossAt: LossAt,
  atOnce = 1,
  [first, last]: readonly [number, number] = [0, pointsOf(query)],
): Work<Float64Array> {
  const { grid, known, x, y, rows } = query;
  const values = new Float64Array(last - first).fill(NaN);
  const trial = centre.slice();
  let made = 0;
  for (let point = first; point < last; point++) {
    const [row, col] = [rows[0] + Math.floor(point / grid), point % grid];
    if (known > 0 && row % known === 0 && col % known === 0) continue;
    moveTo(trial, centre, directions, placeAt(x, col, grid), placeAt(y, row, grid));
    values[point - first] = yield* lossAt(trial);
    if (++made % atOnce === 0) yield;
  }
  return values;
}
