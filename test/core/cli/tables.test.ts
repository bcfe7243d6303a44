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
