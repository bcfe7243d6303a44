import { describe, expect, test } from 'vitest';
import { exp, expm1, log, log1p, power, sigmoid, softplus, tanh } from '#core/math/elementary.ts';
import { uniformAt } from '#core/math/random.ts';

/** Error of `found` in units of the last place of `wanted`. */
const ulps = (found: number, wanted: number): number => Math.abs(found - wanted) / (Math.abs(wanted) * Number.EPSILON);
const points = (from: number, to: number, count = 20_000): number[] =>
  Array.from({ length: count }, (_, i) => from + (to - from) * uniformAt(1, 50, i));

describe('agree with the engine to the last digits', () => {
  test.each([
    ['exp', exp, Math.exp, -700, 700],
    ['exp near 0', exp, Math.exp, -1, 1],
    ['expm1', expm1, Math.expm1, -50, 700],
    ['expm1 near 0', expm1, Math.expm1, -1e-3, 1e-3],
    ['log', log, Math.log, 0, 1000],
    ['log far out', log, Math.log, 0, 1e300],
    ['log1p', log1p, Math.log1p, 0, 1000],
    ['log1p near 0', log1p, Math.log1p, 0, 1e-3],
    ['log1p far out', log1p, Math.log1p, 0, 1e300],
    ['tanh', tanh, Math.tanh, -25, 25],
    ['tanh near 0', tanh, Math.tanh, -1e-3, 1e-3],
  ] as const)('%s', (_, own, engine, from, to) => {
    const worst = Math.max(...points(from, to).map((x) => ulps(own(x), engine(x))));
    expect(worst).toBeLessThan(4);
  });

  test('sigmoid keeps its lower tail', () => {
    const reference = (x: number): number => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));
    expect(Math.max(...points(-700, 40).map((x) => ulps(sigmoid(x), reference(x))))).toBeLessThan(4);
    expect(sigmoid(0)).toBe(0.5);
  });

  test('softplus', () => {
    const reference = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    expect(Math.max(...points(-700, 700).map((x) => ulps(softplus(x), reference(x))))).toBeLessThan(4);
  });
});

test('ends and what is not a number', () => {
  for (const f of [exp, expm1, log, log1p, tanh, sigmoid, softplus]) expect(f(NaN)).toBeNaN();
  expect([exp(Infinity), exp(-Infinity), exp(710), exp(-746), exp(0)]).toEqual([Infinity, 0, Infinity, 0, 1]);
  expect(exp(709.7)).toBeLessThan(Infinity);
  expect(exp(-744)).toBeGreaterThan(0);
  expect([expm1(Infinity), expm1(-Infinity), expm1(0)]).toEqual([Infinity, -1, 0]);
  expect([tanh(Infinity), tanh(-Infinity), tanh(0)]).toEqual([1, -1, 0]);
  expect([sigmoid(Infinity), sigmoid(-Infinity)]).toEqual([1, 0]);
  expect([softplus(Infinity), softplus(-Infinity)]).toEqual([Infinity, 0]);
  expect([log1p(Infinity), log1p(0)]).toEqual([Infinity, 0]);
  expect([log(Infinity), log(1), log(0), log(-0), log(-1)]).toEqual([Infinity, 0, -Infinity, -Infinity, NaN]);
  for (const f of [tanh, expm1]) expect(Object.is(f(-0), -0)).toBe(true);
});

test('power multiplies, with the fewest roundings', () => {
  expect(power(2, 10)).toBe(1024);
  expect(power(0.9, 0)).toBe(1);
  expect(power(0.9, 1)).toBe(0.9);
  expect(ulps(power(0.999, 1000), Math.exp(1000 * Math.log(0.999)))).toBeLessThan(1000);
  expect(power(0.9, 1_000_000_000)).toBe(0);
});
