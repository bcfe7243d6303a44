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

test('batch normalisation of single samples is told, and what helps', async () => {
  const lonely = {
    seed: 5,
    data: { kind: 'generator', name: 'moons', samples: 17, noise: 0.1 },
    network: {
      layers: [
        { units: 4, activation: 'relu', normalization: 'batch' },
        { units: 1, activation: 'sigmoid' },
      ],
    },
    loss: 'binary-cross-entropy',
    batch: 1,
    optimizer: { kind: 'sgd', learningRate: 0.1 },
  };
  const told = async (run: object) => (await retrograd(['train', 'r', '--steps', '2', '--lang', 'en'], { r: run })).err;
  expect(await told(lonely)).toContain('r: Batch normalisation with a batch of 1. Of a single sample');
  // 17 samples leave one by itself.
  expect(await told({ ...lonely, batch: 4 })).toContain('Batch normalisation with a batch of 1');
  expect(await told({ ...lonely, batch: 5 })).toBe('');
  expect(await told({ ...lonely, batch: 'full' })).toBe('');
});

test('thirds written with six decimals are taken as they stand, and that is said', async () => {
  const thirds = (third: number) => ({
    data: { kind: 'inline', x: [[1]], y: [[third, third, third]] },
    network: { layers: [{ units: 3, activation: 'softmax', initializer: 'zeros' }] },
    loss: 'categorical-cross-entropy',
  });
  const trace = (third: number) => retrograd(['trace', 'r', '--step', '0', '--lang', 'en'], { r: thirds(third) });
  const { code, err, lines } = await trace(0.333333);
  expect(code).toBe(0);
  expect(err).toContain('r: Rounded targets. ');
  // 0.999999 ln 3, not ln 3.
  expect(Math.abs((lines()[0]!.loss as { total: number }).total - 1.0986111900563)).toBeLessThan(1e-12);
  expect((await trace(1 / 3)).err).toBe('');
  expect((await trace(0.33333)).code).toBe(2);
});

test('a target with a single value is told as that', async () => {
  const run = (loss: string, task = 'auto') => ({
    data: { kind: 'csv', file: 'one.csv', target: ['y'], task },
    network: { layers: [{ units: 1, activation: 'sigmoid', initializer: 'zeros' }] },
    loss,
  });
  const trace = (r: object, table: string) => retrograd(['trace', 'r', '--lang', 'en'], { r, 'one.csv': table });
  const same = 'a,b,y\n1,2,1\n2,3,1\n3,4,1\n';
  const refused = await trace(run('binary-cross-entropy'), same);
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('holds a single value');
  expect(refused.err).toContain('data.task');
  expect((await trace(run('mse', 'classes'), same)).err).toContain('holds a single value');
  expect((await trace(run('mse'), same)).code).toBe(0);
  const measured = await trace(run('binary-cross-entropy'), 'a,b,y\n1,2,1\n2,3,2\n3,4,3\n');
  expect(measured.err).toContain('was taken for a regression');
  expect(measured.err).toContain('data.task');
});
