import { describe, expect, test } from 'vitest';
import { datasets, type DatasetName } from '#core/spec/methods.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { CsvData, RunSpec } from '#core/spec/run-spec.ts';
import type { TableShape, TableShapes } from '#core/contract/table.ts';
import { setColumnRole, setData, setDataset, setDataValue, setTable } from '#renderer/model/run/data-edits.ts';
import { guessData, roleOf } from '#renderer/model/run/table-guess.ts';
import { put } from '#renderer/model/run/edits.ts';
import { examples, exampleSpec, type ExampleName } from '#renderer/model/run/examples.ts';
import { setClassWeights } from '#renderer/model/run/learning-edits.ts';
import { tableOf } from '#test/core/data/tables.ts';

const valid = (input: unknown, tables?: TableShapes): RunSpec => {
  const read = readRunSpec(input, tables);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
};
const start = (name: ExampleName = 'articleStandard'): RunSpec => valid(exampleSpec(name));
const outputOf = ({ network }: RunSpec) => network.layers.at(-1)!;

describe.each(Object.keys(examples) as ExampleName[])('from the example %s', (example) => {
  test.each(Object.keys(datasets) as DatasetName[])('%s gives a valid run, and back', (name) => {
    const run = valid(setDataset(name)(start(example)));
    expect(run).toMatchObject({ data: { kind: 'dataset', name }, preprocess: 'standardize' });
    expect([run.network.inputs, typeof run.batch]).toEqual([datasets[name].inputs, 'number']);
    expect(outputOf(run).units).toBe(
      'classes' in datasets[name] ? (datasets[name].classes === 2 ? outputOf(run).units : datasets[name].classes) : 1,
    );
    expect(valid(setData('moons')(run))).toMatchObject({ preprocess: 'none', network: { inputs: 2 } });
  });
});

test('a regression on raw numbers gets steps of their size, which go with it', () => {
  const diabetes = valid(setDataset('diabetes')(start()));
  expect(diabetes).toMatchObject({ loss: 'mse', optimizer: { kind: 'adam', learningRate: 0.1 } });
  expect(outputOf(diabetes).activation).toBe('linear');
  expect(setDataset('iris')(diabetes).optimizer).toMatchObject({ kind: 'adam', learningRate: 0.01 });
});

test('two classes after a regression are learned by the loss of classes, as in a run that begins with them', () => {
  const after = valid(setDataset('breast-cancer')(setDataset('diabetes')(start('moons'))));
  const fresh = valid(setDataset('breast-cancer')(start('moons')));
  expect([after.loss, outputOf(after).activation]).toEqual(['binary-cross-entropy', 'sigmoid']);
  expect([fresh.loss, outputOf(fresh).activation]).toEqual(['binary-cross-entropy', 'sigmoid']);
});

test('what was chosen for one data set stays with the next', () => {
  const chosen = put(['preprocess'], 'min-max')(put(['batch'], 8)(put(['optimizer', 'learningRate'], 0.02)(setDataset('iris')(start()))));
  expect(valid(setDataset('wine')(chosen))).toMatchObject({ preprocess: 'min-max', batch: 8, optimizer: { learningRate: 0.02 } });
});

test('what another target forbids goes: noisy labels, weights of classes', () => {
  const noisy = put(['labelNoise'], 0.2)(setClassWeights(true)(setDataset('wine')(start())));
  expect(valid(noisy)).toMatchObject({ labelNoise: 0.2, classWeights: [1, 1, 1] });
  expect(valid(setDataset('digits')(noisy))).toMatchObject({ labelNoise: 0.2, classWeights: null });
  expect(valid(setDataset('diabetes')(noisy))).toMatchObject({ labelNoise: 0, classWeights: null });
});

describe('a table of one’s own', () => {
  const rows = Array.from({ length: 30 }, (_, i) => `row ${i},${i / 4},${i % 7},${['red', 'blue', 'green'][i % 3]},${(3 * i) / 8}`);
  const shapes = async (text = ['id,width,count,colour,price', ...rows].join('\n')) => ({ 'own.csv': (await tableOf(text)) as TableShape });
  const dataOf = (spec: RunSpec) => spec.data as CsvData;

  test('learns its last column from the others, but for names that stand once each', async () => {
    const tables = await shapes();
    const run = valid(setTable(guessData(tables['own.csv']))(start(), tables), tables);
    expect(run.data).toEqual({ kind: 'csv', file: 'own.csv', target: ['price'], ignore: ['id'], missing: 'refuse', task: 'auto' });
    expect(run).toMatchObject({ preprocess: 'standardize', batch: 'full', network: { inputs: 5 }, optimizer: { kind: 'adam' } });
    expect(['id', 'width', 'price'].map((name) => roleOf(dataOf(run), name))).toEqual(['ignore', 'input', 'target']);
  });

  test('a new target takes the place of the old one, and the output follows', async () => {
    const tables = await shapes();
    const colour = valid(setColumnRole('colour', 'target')(setTable(guessData(tables['own.csv']))(start('xor'), tables), tables), tables);
    expect(dataOf(colour).target).toEqual(['colour']);
    expect(outputOf(colour)).toMatchObject({ units: 3, activation: 'softmax' });
    expect(colour.network.inputs).toBe(3);
    const weighed = setClassWeights(true)(colour);
    const regression = valid(setDataValue('task', 'regression')(setColumnRole('count', 'target')(weighed, tables), tables), tables);
    expect(outputOf(regression)).toMatchObject({ units: 1, activation: 'linear' });
  });

  test('numbers are learned together', async () => {
    const tables = await shapes();
    const one = setTable(guessData(tables['own.csv']))(start(), tables);
    const both = valid(setColumnRole('width', 'target')(one, tables), tables);
    expect([dataOf(both).target, outputOf(both).units, both.network.inputs]).toEqual([['price', 'width'], 2, 4]);
    expect(valid(setColumnRole('width', 'ignore')(both, tables), tables).data).toMatchObject({
      target: ['price'],
      ignore: ['id', 'width'],
    });
  });

  test('empty cells get the mean, and without a target the validator says so', async () => {
    const tables = await shapes('a,b,c\n1,2,x\n2,,y\n3,4,x\n5,1,y\n');
    const run = valid(setTable(guessData(tables['own.csv']))(start(), tables), tables);
    expect(run.data).toMatchObject({ target: ['c'], missing: 'mean' });
    expect(readRunSpec(setColumnRole('c', 'input')(run, tables), tables)).toMatchObject({
      ok: false,
      failure: { place: 'data.target[0]' },
    });
  });

  test('categories that make more inputs than a run can hold are refused at the data', async () => {
    const shape = (await shapes())['own.csv'];
    const tables = { 'own.csv': { ...shape, rows: 3_000_000, rowsRead: 3_000_000 } };
    const run = setTable({ ...guessData(shape), target: ['price'], ignore: [] })(start(), tables);
    expect(readRunSpec(run, tables)).toMatchObject({ failure: { code: 'too-large', what: 'cells', place: 'data', found: 105_000_000 } });
  });

  test('where the last column cannot be learned, another one is', async () => {
    const tables = await shapes(['kind,size,note', ...Array.from({ length: 120 }, (_, i) => `${'ab'[i % 2]},${i},note ${i}`)].join('\n'));
    const run = valid(setTable(guessData(tables['own.csv']))(start(), tables), tables);
    expect([dataOf(run).target, run.network.inputs]).toEqual([['size'], 2]);
  });
});
