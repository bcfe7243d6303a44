import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { datasets, type DatasetName } from '#core/spec/methods.ts';
import { retrograd } from './terminal.ts';

const english = { LANG: 'en_US.UTF-8' };
const run = { data: { kind: 'csv', file: 'own.csv', target: ['y'] }, network: { layers: [{ units: 1 }] } };

describe('a run over a table', () => {
  test.each(Object.keys(datasets) as DatasetName[])('trains on %s', async (name) => {
    const { classes = 1 } = datasets[name] as { classes?: number };
    const input = {
      data: { kind: 'dataset', name },
      preprocess: 'standardize',
      network: { layers: [{ units: classes }] },
      optimizer: { kind: 'sgd', learningRate: 0.01 },
    };
    const { code, lines, err } = await retrograd(['train', 'run.json', '--steps', '20', '--every', '20'], { 'run.json': input });
    expect([code, err]).toEqual([0, '']);
    const [before, after] = lines() as { loss: number }[];
    expect(after!.loss).toBeLessThan(before!.loss);
  });

  test('reads the file beside the run', async () => {
    const { code, lines } = await retrograd(['trace', 'run.json'], { 'run.json': run, 'own.csv': 'x;y\n1,5;2,5\n2;3,5\n' });
    expect(code).toBe(0);
    expect(lines()[0]).toMatchObject({ batch: { x: [[1.5], [2]], y: [[2.5], [3.5]] } });
  });

  test('says what is wrong with the file, and where', async () => {
    const said = async (csv?: string) =>
      retrograd(['trace', 'run.json'], { 'run.json': run, ...(csv === undefined ? {} : { 'own.csv': csv }) }, english);
    expect(await said('x,y\n1,2\n2,3\n3,x\n')).toMatchObject({
      code: 2,
      out: '',
      err: 'run.json: Row 4 of “own.csv” has "x" in the column “y”, which is of numbers; correct that cell or leave it empty, or say that the column is of categories, or leave it out.\n',
    });
    expect(await said('x,y\n1,2.5\n,3\n')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Row 3 of “own.csv” has no value in the column “x”') as string,
    });
    expect(await said('x,z\n1,2\n')).toMatchObject({ code: 2, err: expect.stringContaining('data.target[0]') as string });
    expect(await said()).toMatchObject({ code: 2, err: '“own.csv” cannot be read: it does not exist; check the name and the folder.\n' });
  });
});

describe('a table in the place of a run', () => {
  const said = async (name: string, content: unknown): Promise<{ code: number; err: string }> =>
    retrograd(['trace', name], { [name]: content }, english);

  test.each(['own.csv', 'folder/own.TSV', 'housing.data'])('%s is told as a table, with what to do', async (name) => {
    const { code, err } = await said(name, 'x;y\n1,5;2,5\n');
    expect(code).toBe(2);
    expect(err).toContain(`“${name}” is a table and not a run`);
    expect(err).toContain(`"file":"${name.slice(name.indexOf('/') + 1)}"`);
    expect(err).not.toContain('JSON');
  });

  test('a spreadsheet is to be saved as CSV', async () => {
    const { code, err } = await said('datos.xlsx', readFileSync('test/cases/datos.xlsx'));
    expect(code).toBe(2);
    expect(err).toMatch(/^“datos\.xlsx” is another program’s file and not a run; .*CSV/);
  });

  test('a run is a run by its first brace, whatever it is called; a broken one is told where', async () => {
    expect(await said('run.txt', '{"data":')).toMatchObject({ code: 2, err: expect.stringContaining('line 1') as string });
    expect(await said('run.json', 'x,y')).toMatchObject({ code: 2, err: expect.stringContaining('JSON') as string });
  });
});
