import { expect, test } from 'vitest';
import { retrograd } from './terminal.ts';

/*
 * Runs made after public reports of other tools' failures. Their right values were computed aside, with 50 digits by mpmath.
 */

const tail = (activation: string, x: number[]) => ({
  data: { kind: 'inline', x: x.map((z) => [z]), y: x.map(() => [0]) },
  network: { layers: [{ units: 1, activation }] },
  loss: 'half-squared-error',
  parameters: [{ W: [[1]], b: [0] }],
});

test.each([
  ['gelu', [-5, -8, -10], [-1.4332578593959731e-6, -4.9767684594174555e-15, -7.619853024160593e-23]],
  ['gelu-tanh', [-3, -5, -8], [-0.003637392081773019, -2.2917961966295044e-7, -3.107782937501113e-21]],
])('the lower tail of %s', async (activation, x, wanted) => {
  const { code, lines } = await retrograd(['trace', 'r', '--step', '0'], { r: tail(activation, x) });
  expect(code).toBe(0);
  const { a } = (lines()[0]!.layers as { a: number[][] }[])[0]!;
  expect(a).toHaveLength(wanted.length);
  a.forEach(([found], n) => expect(Math.abs(found! / wanted[n]! - 1)).toBeLessThan(1e-12));
});
