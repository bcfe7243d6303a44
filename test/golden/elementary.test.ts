import { expect, test } from 'vitest';
import { exp, expm1, log, log1p, sigmoid, softplus, tanh } from '#core/math/elementary.ts';
import { nearDistribution, normalDensity, normalDistribution } from '#core/math/gaussian.ts';
import { cosTurn, sinTurn } from '#core/math/turn.ts';
import { golden } from './golden.ts';

/** x, the value as a double, and what rounding took from it in units of its last place. */
type Row = readonly [number, number, number];
const file = golden<Readonly<Record<string, readonly Row[]>>>('elementary.json');

/** The last place of a double: 2^(e - 52), 2^-1074 for what is not normal. */
const lastPlace = (value: number): number => {
  let unit = 5e-324;
  // An exact doubling until the value needs no more than 53 bits of it.
  while (Math.abs(value) / unit >= 9007199254740992) unit *= 2;
  return unit;
};

/** The largest errors seen over 100,000 points of each range, in units of the last place; what a module in WebAssembly makes has the same bits. */
const bounds = [
  ['exp', exp, 0.95],
  ['expm1', expm1, 1.6],
  ['tanh', tanh, 1.4],
  ['sigmoid', sigmoid, 1.8],
  ['softplus', softplus, 1.6],
  ['log', log, 0.85],
  ['log1p', log1p, 1.6],
  ['density', normalDensity, 1.1],
  ['distribution', normalDistribution, 1.95],
  ['nearDistribution', nearDistribution, 1.8],
  ['sine', sinTurn, 1.6],
  ['cosine', cosTurn, 1.6],
] as const;

test.each(bounds)('mpmath: %s', (name, f, bound) => {
  const rows = file[name]!;
  expect(rows.length).toBeGreaterThan(80);
  for (const [x, value, rest] of rows) {
    const error = Math.abs((f(x) - value) / lastPlace(value) - rest);
    expect(error, `${name} of ${x}: ${f(x)} for ${value}`).toBeLessThan(bound);
  }
});
