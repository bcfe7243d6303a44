import { describe, expect, test } from 'vitest';
import { factsOf } from '#core/spec/data-facts.ts';
import { FailureError, type Failure } from '#core/contract/failure.ts';
import { datasets, type DatasetName } from '#core/spec/methods.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { CsvData, RunSpec, RunSpecInput } from '#core/spec/run-spec.ts';
import { prepareData } from '#core/data/prepare.ts';
import type { Tables } from '#core/data/table.ts';
import { createWorkspace, loadBatch } from '#core/net/advance.ts';
import { prepareRun } from '#core/net/run.ts';
import { datasetTableOf, tableOf } from './tables.ts';

const read = (input: unknown, tables: Tables = {}): RunSpec => {
  const result = readRunSpec(input, tables);
  return result.ok ? result.value : expect.fail(JSON.stringify(result.failure));
};
const refusal = (input: unknown, tables: Tables = {}): Failure => {
  try {
    const result = readRunSpec(input, tables);
    if (!result.ok) return result.failure;
    prepareData(result.value, tables);
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  return expect.fail('this run was accepted');
};
const layers = (units: number, activation = 'linear') => ({ layers: [{ units, activation }] }) as RunSpecInput['network'];

describe.each(Object.keys(datasets) as DatasetName[])('the set %s', (name) => {
  const { task, samples, inputs, target } = datasets[name];
  test('is what the contract says of it', async () => {
    const table = await datasetTableOf(name);
    expect(table).toMatchObject({ rows: samples, rowsRead: samples });
    expect(table.columns.at(-1)!.name).toBe(target);
    expect(table.columns.every(({ missing }) => missing === 0)).toBe(true);
    const data: CsvData = { kind: 'csv', file: 'own.csv', target: [target], ignore: [], missing: 'refuse', task: 'auto' };
    expect(factsOf(data, { 'own.csv': table })).toEqual(factsOf({ kind: 'dataset', name }));
  });
  test('is made with its columns and its classes', async () => {
    const tables = { [`dataset:${name}`]: await datasetTableOf(name) };
    const { classes = 1 } = datasets[name] as { classes?: number };
    const { train } = prepareData(read({ data: { kind: 'dataset', name }, network: layers(classes) }, tables), tables);
    expect(train).toMatchObject({ samples, inputs, task, outputs: classes });
    expect(train.columns).toEqual(tables[`dataset:${name}`]!.columns.slice(0, -1).map((column) => column.name));
    expect(train.targets).toHaveLength(classes);
    if (task === 'classes')
      for (let n = 0; n < samples; n++) expect(train.y.subarray(n * classes, (n + 1) * classes).reduce((s, v) => s + v)).toBe(1);
  });
  test('asks for its table where that is not there', () => {
    const { classes = 1 } = datasets[name] as { classes?: number };
    expect(refusal({ data: { kind: 'dataset', name }, network: layers(classes) })).toEqual({
      code: 'needs-table',
      place: 'data.name',
      table: `dataset:${name}`,
    });
  });
});

describe('own tables', () => {
  const text =
    'width,colour,grade,weight,kind\n1,red,1,10,a\n2,blue,2,20,b\n3,red,1,,a\n,green,2,40,b\n5,,1,50,a\n6,red,2,60,b\n7,red,1,70,\n';
  const own = async (data: object, units = 1, more: object = {}) => {
    const tables = { 'own.csv': await tableOf(text) };
    const input = { data: { kind: 'csv', file: 'own.csv', ...data }, network: layers(units, units > 1 ? 'softmax' : 'linear'), ...more };
    return { tables, input, made: () => prepareData(read(input, tables), tables).train };
  };

  test('need their table', () => {
    expect(refusal({ data: { kind: 'csv', file: 'own.csv', target: ['kind'] }, network: layers(1) })).toEqual({
      code: 'needs-table',
      place: 'data.file',
      table: 'own.csv',
    });
  });

  test('drop: rows that lack a used value are left out; categories become one input each', async () => {
    const { made } = await own({ target: ['kind'], missing: 'drop' });
    const train = made();
    expect(train.columns).toEqual(['width', 'colour=blue', 'colour=green', 'colour=red', 'grade', 'weight']);
    expect(train.targets).toEqual(['a', 'b']);
    expect([...train.x]).toEqual([1, 0, 0, 1, 1, 10, 2, 1, 0, 0, 2, 20, 6, 0, 0, 1, 2, 60]);
    expect([...train.y]).toEqual([0, 1, 1]);
  });

  test('a column that is ignored may lack values', async () => {
    const { made } = await own({ target: ['kind'], missing: 'drop', ignore: ['width', 'colour'] });
    expect(made().samples).toBe(5);
  });

  test('mean: holes take the mean of the training set, categories their shares; a row without its target goes', async () => {
    const { made } = await own({ target: ['kind'], missing: 'mean' });
    const train = made();
    expect(train.samples).toBe(6);
    const row = (n: number) => [...train.x.subarray(6 * n, 6 * n + 6)];
    expect(row(2)).toEqual([3, 0, 0, 1, 1, 36]);
    expect(row(3)).toEqual([17 / 5, 0, 1, 0, 2, 40]);
    expect(row(4)).toEqual([5, 1 / 5, 1 / 5, 3 / 5, 1, 50]);
  });

  test('refuse: the first hole is named by its row and column', async () => {
    const { input, tables } = await own({ target: ['kind'] });
    expect(refusal(input, tables)).toEqual({ code: 'missing-cell', file: 'own.csv', row: 4, column: 'weight' });
  });

  test('few whole numbers are classes, unless the run says otherwise; other numbers are a regression', async () => {
    expect((await own({ target: ['grade'], missing: 'drop' })).made()).toMatchObject({ task: 'classes', targets: ['1', '2'] });
    expect((await own({ target: ['grade'], missing: 'drop', task: 'regression' })).made()).toMatchObject({
      task: 'regression',
      targets: ['grade'],
    });
    expect((await own({ target: ['weight'], missing: 'drop' })).made()).toMatchObject({ task: 'regression', outputs: 1 });
    const both = (await own({ target: ['weight', 'width'], missing: 'drop' }, 2)).made;
    expect(() => both()).not.toThrow();
    expect(both()).toMatchObject({ task: 'regression', outputs: 2, targets: ['weight', 'width'] });
    expect([...both().y.subarray(0, 2)]).toEqual([10, 1]);
  });

  test('classes are one-hot where the network has an output for each', async () => {
    expect([
      ...(await own({ target: ['colour'], missing: 'drop' }, 3, { loss: 'categorical-cross-entropy' })).made().y.subarray(0, 6),
    ]).toEqual([0, 0, 1, 1, 0, 0]);
  });

  test.each([
    [{ target: ['species'] }, { code: 'not-one-of', place: 'data.target[0]', found: '"species"' }],
    [{ target: ['knid'] }, { code: 'not-one-of', nearest: 'kind' }],
    [{ target: [] }, { code: 'missing', place: 'data.target[0]', expected: 'text' }],
    [{ target: ['kind', 'kind'] }, { reason: 'column-named-twice', place: 'data.target[1]' }],
    [{ target: ['kind', 'width'] }, { reason: 'several-targets-need-numbers' }],
    [{ target: ['kind'], task: 'regression' }, { reason: 'target-needs-numbers' }],
    [{ target: ['kind'], ignore: ['width', 'colour', 'grade', 'weight'] }, { reason: 'no-inputs-left' }],
    [
      { target: ['kind'], ignore: ['hue'] },
      { code: 'not-one-of', place: 'data.ignore[0]' },
    ],
    [
      { target: ['kind'], missing: 'keep' },
      { code: 'not-one-of', place: 'data.missing' },
    ],
    [{ target: ['colour'] }, { reason: 'classes-need-outputs', expected: '3' }],
    [{ target: ['weight', 'width'] }, { code: 'wrong-shape', expected: '2', found: '1' }],
    [{ file: '../own.csv', target: ['kind'] }, { reason: 'file-needs-plain-name' }],
    [{ file: 'dataset:iris', target: ['kind'] }, { reason: 'file-needs-plain-name' }],
    [{ file: '..', target: ['kind'] }, { reason: 'file-needs-plain-name' }],
    [{ target: 'kind' }, { code: 'wrong-type', place: 'data.target', expected: 'list' }],
    [{ target: [3] }, { code: 'wrong-type', place: 'data.target[0]', expected: 'text' }],
  ])('%j is refused', async (data, failure) => {
    const { input, tables } = await own(data);
    expect(refusal(input, tables)).toMatchObject(failure);
  });

  test('a table without a row that can be used', async () => {
    const tables = { 'own.csv': await tableOf('a,b,c\n1,,x\n,2,y\n') };
    expect(refusal({ data: { kind: 'csv', file: 'own.csv', target: ['c'], missing: 'drop' }, network: layers(1) }, tables)).toEqual({
      code: 'no-rows',
      file: 'own.csv',
    });
  });
});

describe('scaling is fitted to the training set only', () => {
  test('so that its columns are standard and those of the others are not quite', () => {
    const spec = read({
      data: { kind: 'generator', name: 'friedman1' },
      split: { train: 0.5, test: 0.5 },
      preprocess: 'standardize',
      network: layers(1),
    });
    const { train, test: held, scaling } = prepareData(spec);
    const mean = (x: Float64Array, i: number) => x.filter((_, at) => at % 5 === i).reduce((s, v) => s + v, 0) / (x.length / 5);
    for (let i = 0; i < 5; i++) {
      expect(mean(train.x, i)).toBeCloseTo(0, 12);
      expect(Math.abs(mean(held.x, i))).toBeGreaterThan(1e-4);
    }
    const plain = prepareData({ ...spec, preprocess: 'none' });
    held.x.forEach((value, at) => expect(value * scaling.scale[at % 5]! + scaling.offset[at % 5]!).toBeCloseTo(plain.test.x[at]!, 12));
  });
});

describe('label noise', () => {
  const input = {
    data: { kind: 'generator', name: 'blobs', samples: 400, classes: 4 },
    split: { train: 0.75, test: 0.25 },
    network: layers(4),
  };
  const made = (labelNoise: number, more: object = {}) => prepareData(read({ ...input, labelNoise, ...more }));
  const classOf = (y: Float64Array, n: number) => y.subarray(4 * n, 4 * n + 4).indexOf(1);
  test('exchanges that share of the training labels for others, and no other label', () => {
    const [clean, noisy] = [made(0), made(0.3)];
    const changed = Array.from({ length: 300 }, (_, n) => n).filter((n) => classOf(clean.train.y, n) !== classOf(noisy.train.y, n));
    expect(changed).toHaveLength(90);
    expect(noisy.train.y.reduce((s, v) => s + v, 0)).toBe(300);
    expect(noisy.test.y).toEqual(clean.test.y);
    expect(noisy.train.x).toEqual(clean.train.x);
    // To every other class about as often.
    const steps = changed.map((n) => (classOf(noisy.train.y, n) - classOf(clean.train.y, n) + 4) % 4);
    for (const step of [1, 2, 3]) expect(steps.filter((each) => each === step).length).toBeGreaterThan(15);
  });
  test('more of it exchanges the same labels and others', () => {
    const [clean, some, more] = [made(0), made(0.1), made(0.2)];
    for (let n = 0; n < 300; n++)
      if (classOf(some.train.y, n) !== classOf(clean.train.y, n)) expect(classOf(more.train.y, n)).toBe(classOf(some.train.y, n));
  });
  test('turns a single output over', () => {
    const single = { data: { kind: 'generator', name: 'moons', samples: 100 }, network: layers(1) };
    const [clean, noisy] = [prepareData(read(single)), prepareData(read({ ...single, labelNoise: 1 }))];
    expect([...noisy.train.y]).toEqual([...clean.train.y].map((y) => 1 - y));
  });
  test('is refused for a regression', () => {
    const failure = refusal({ data: { kind: 'generator', name: 'sine' }, network: layers(1), labelNoise: 0.1 });
    expect(failure).toMatchObject({ code: 'incompatible', place: 'labelNoise', reason: 'label-noise-needs-classes' });
    expect(refusal({ network: layers(1), labelNoise: 1.5 })).toMatchObject({ code: 'out-of-range', place: 'labelNoise' });
  });
});

describe('noise on the training inputs', () => {
  const spec = (noise: number) =>
    read({
      data: { kind: 'generator', name: 'moons', samples: 4000 },
      batch: 4000,
      shuffle: false,
      augment: { noise },
      network: layers(1),
    });
  const batchAt = (noise: number, step: number) => {
    const run = prepareRun(spec(noise));
    const ws = createWorkspace(run);
    loadBatch(run, step, ws);
    return ws.x.slice();
  };
  test('is drawn anew at each step, the same at each visit, with the deviation asked for', () => {
    const clean = batchAt(0, 3);
    const moved = batchAt(0.2, 3).map((x, i) => x - clean[i]!);
    expect(batchAt(0.2, 3).map((x, i) => x - clean[i]!)).toEqual(moved);
    expect(batchAt(0.2, 4).map((x, i) => x - clean[i]!)).not.toEqual(moved);
    expect(Math.sqrt(moved.reduce((s, v) => s + v * v, 0) / moved.length)).toBeCloseTo(0.2, 2);
    expect(moved.reduce((s, v) => s + v, 0) / moved.length).toBeCloseTo(0, 2);
  });
  test('leaves the data themselves alone', () => {
    expect(prepareRun(spec(0.2)).train.x).toEqual(prepareRun(spec(0)).train.x);
  });
});

describe('an input that is too large to be scaled', () => {
  const run = { network: layers(1), loss: 'mse' as const };
  const large = (preprocess: string) => ({ ...run, preprocess, data: { kind: 'inline', x: [[1, 2], [3, 1.7e308], [1, -1.7e308]], y: [[1], [2], [3]] } }); // prettier-ignore

  test.each(['standardize', 'min-max'])('is refused with its sample and its input: %s', (preprocess) => {
    expect(refusal(large(preprocess))).toEqual({ code: 'scaling-overflow', row: 2, column: 'x2', found: '1.7e+308' });
  });

  test('is taken where nothing is scaled', () => {
    const { train } = prepareData(read(large('none')));
    expect([...train.x]).toEqual([1, 2, 3, 1.7e308, 1, -1.7e308]);
  });

  test('of a table is told by its row, rows that are left out counted', async () => {
    const table = await tableOf('a,b,out\n1,2,1\n,3,1\n2,-1.7e308,2\n3,1.7e308,3\n');
    const csv = { ...run, preprocess: 'standardize', data: { kind: 'csv', file: 'own.csv', target: ['out'], missing: 'drop' } };
    expect(refusal(csv, { 'own.csv': table })).toEqual({
      code: 'scaling-overflow',
      file: 'own.csv',
      row: 4,
      column: 'b',
      found: '-1.7e+308',
    });
  });

  test('is refused in the part that is held back too, which others were scaled by', () => {
    const x = [[1e-300], [2e-300], [3e-300], [4e-300], [1e300]];
    const y = [[1], [2], [3], [4], [5]];
    const spec = { ...run, preprocess: 'min-max', split: { train: 0.8, validation: 0.2 }, data: { kind: 'inline', x, y } };
    const seeds = Array.from({ length: 20 }, (_, seed) => {
      try {
        prepareData(read({ ...spec, seed }));
        return undefined;
      } catch (error) {
        return error instanceof FailureError ? error.failure : error;
      }
    }).filter((failure) => failure !== undefined);
    expect(seeds.length).toBeGreaterThan(0);
    for (const failure of seeds) expect(failure).toEqual({ code: 'scaling-overflow', row: 5, column: 'x', found: '1e+300' });
  });
});
