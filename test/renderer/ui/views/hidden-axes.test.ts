import { expect, test } from 'vitest';
import { principalOf } from '#core/math/principal.ts';
import { alongAxis } from '#renderer/ui/views/hidden-axes.ts';

test('along a component rows stand as far apart as they are; along a unit, where its numbers are', () => {
  /** On the line through (5, -2) along (3, 4) / 5, from -3 to 3. */
  const line = {
    rows: 7,
    cols: 2,
    data: Float64Array.from({ length: 14 }, (_, i) => [5, -2][i % 2]! + [0.6, 0.8][i % 2]! * ((i >> 1) - 3)),
  };
  const found = principalOf(line, 2);
  const x = alongAxis(line, 'pc0', found);
  x.forEach((place, r) => expect(Math.abs(place)).toBeCloseTo(Math.abs(r - 3), 9));
  alongAxis(line, 'pc1', found).forEach((place) => expect(place).toBeCloseTo(0, 9));
  expect([...alongAxis(line, 1, found)]).toEqual([...line.data.filter((_, i) => i % 2 === 1)]);
});
