import type { LandscapeQuery } from '#core/protocol/landscape.ts';
import { moveTo } from './directions.ts';
import type { LossAt } from './loss-over.ts';
import type { PlaneAt } from './plane.ts';
import type { Work } from './work.ts';

/** Place i of n from one end to the other, both exactly. */
const placeAt = ([from, to]: readonly [number, number], i: number, n: number): number => from * (1 - i / (n - 1)) + to * (i / (n - 1));

/**
 * Losses of the rows that a query asks for, values[(row - rows[0])·grid + col], row 0 at the lowest y; NaN for points that were left out as
 * known. What a network with such parameters makes of the data may be infinite or no number: that is an answer like any other. Pauses after
 * every `atOnce` losses.
 */
export function* lossRows(
  { centre, directions }: PlaneAt,
  query: Omit<LandscapeQuery, 'plane' | 'samples'>,
  lossAt: LossAt,
  atOnce = 1,
): Work<Float64Array> {
  const { grid, known, x, y } = query;
  const [from, to] = query.rows;
  const values = new Float64Array((to - from) * grid).fill(NaN);
  const trial = centre.slice();
  let made = 0;
  for (let row = from, i = 0; row < to; row++) {
    for (let col = 0; col < grid; col++, i++) {
      if (known > 0 && row % known === 0 && col % known === 0) continue;
      moveTo(trial, centre, directions, placeAt(x, col, grid), placeAt(y, row, grid));
      values[i] = yield* lossAt(trial);
      if (++made % atOnce === 0) yield;
    }
  }
  return values;
}
