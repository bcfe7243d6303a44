import { readFile } from 'node:fs/promises';
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

const check = async (run: object, step = 0) => {
  const { code, err, lines } = await retrograd(['check', 'r', '--step', String(step)], { r: run });
  return { code, err, ...(lines()[0] as { passed: boolean; parameters: { analytic: number }[] }) };
};
const example = async (name: string) => JSON.parse(await readFile(`assets/examples/${name}.json`, 'utf8')) as object;

test('the check of inputs as large as incomes, and of a real table that nobody scaled', async () => {
  const incomes = {
    data: { kind: 'inline', x: [[30000, 5], [45000, 2], [52000, 9]], y: [[0], [1], [1]] }, // prettier-ignore
    network: { layers: [{ units: 1, activation: 'sigmoid' }] },
    loss: 'binary-cross-entropy',
    parameters: [{ W: [[2e-5], [0.1]], b: [-0.5] }],
  };
  const { code, err, passed, parameters } = await check(incomes);
  expect([code, err, passed]).toEqual([0, '', true]);
  expect(Math.abs(parameters[0]!.analytic / -2178.7117194205 - 1)).toBeLessThan(1e-13);
  const table = {
    seed: 1,
    data: { kind: 'dataset', name: 'breast-cancer' },
    network: { layers: [{ units: 4, activation: 'tanh' }, { units: 1, activation: 'sigmoid' }] }, // prettier-ignore
    loss: 'binary-cross-entropy',
  };
  expect((await check(table)).code).toBe(0);
});

test.each([
  ['overfitting', 500],
  ['overfitting', 3000],
  ['article', 3000],
])('the check of %s, trained for %d steps to a loss near 0', async (name, step) => {
  const { code, parameters } = await check(await example(name), step);
  expect(code).toBe(0);
  expect(parameters.some(({ analytic }) => analytic !== 0)).toBe(true);
});
