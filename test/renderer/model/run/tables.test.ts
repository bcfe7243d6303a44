import { describe, expect, test } from 'vitest';
import { FailureError, type Failure } from '#core/contract/failure.ts';
import { datasets, type DatasetName } from '#core/spec/methods.ts';
import { Run } from '#renderer/model/run/run.svelte.ts';
import { plainName, Tables } from '#renderer/model/run/tables.svelte.ts';
import { bytesOfDataset } from '#test/core/data/tables.ts';
import { fakeTrainer } from '#test/renderer/model/fake-trainer.ts';

const start = () => {
  const fake = fakeTrainer();
  const fetched: DatasetName[] = [];
  const tables = new Tables(fake.trainer, async (name) => (fetched.push(name), new Uint8Array(bytesOfDataset(name))));
  return { ...fake, fetched, tables, run: new Run(fake.trainer, tables) };
};
const failureOf = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.fail('answered'),
    (reason: unknown) => (reason as FailureError).failure,
  );
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const over = (data: object, units: number) => ({ data, network: { layers: [{ units }] } });
const iris = over({ kind: 'dataset', name: 'iris' }, 3);
const own = over({ kind: 'csv', file: 'own.csv', target: ['y'] }, 1);
const text = bytes('x,y\n0.5,1.5\n1.5,2.5\n2.5,3.25\n');
const needed: Failure = { code: 'needs-table', place: 'data.file', table: 'own.csv' };

describe('a run over one of the program’s own data sets', () => {
  test('opens once its file was fetched, and is not fetched again', async () => {
    const { run, fetched, tables } = start();
    expect(await run.open(iris, 10)).toBeUndefined();
    expect(run.spec?.network.inputs).toBe(4);
    expect(tables.shapes['dataset:iris']).toMatchObject({ file: 'iris.csv', rows: 150 });
    expect(await run.open(iris, 10)).toBeUndefined();
    expect(fetched).toEqual(['iris']);
  });

  test.each(Object.keys(datasets) as DatasetName[])('%s is as large as the editor takes it to be', async (name) => {
    const { tables } = start();
    await tables.supply({ code: 'needs-table', place: 'data.name', table: `dataset:${name}` });
    const { rows, columns } = tables.shapes[`dataset:${name}`]!;
    expect([rows, columns.length, columns.at(-1)!.name]).toEqual([
      datasets[name].samples,
      datasets[name].inputs + 1,
      datasets[name].target,
    ]);
  });

  test('a file that cannot be fetched is a failure, and the open run stays', async () => {
    const { trainer } = fakeTrainer();
    const gone: Failure = { code: 'file-unreadable', file: 'iris.csv', reason: '404' };
    const run = new Run(trainer, new Tables(trainer, () => Promise.reject(new FailureError(gone))));
    expect(await run.open(iris, 10)).toEqual(gone);
    expect(run.spec).toBeUndefined();
  });
});

describe('a run over a file', () => {
  test('asks for the file, and opens once it is here', async () => {
    const { run, tables } = start();
    expect(await run.open(own, 10)).toEqual(needed);
    await tables.add('own.csv', text);
    expect(await run.open(own, 10)).toBeUndefined();
    expect(run.spec?.network.inputs).toBe(1);
  });

  test('a trainer that was lost gets the file again', async () => {
    const { run, tables, lose } = start();
    await tables.add('own.csv', text);
    lose();
    expect(await run.open(own, 10)).toBeUndefined();
  });

  test('a file that was the wrong one is forgotten', async () => {
    const { run, tables, lose } = start();
    await tables.add('own.csv', text);
    tables.forget('own.csv');
    lose();
    expect(tables.shapes).toEqual({});
    expect(await run.open(own, 10)).toEqual(needed);
  });

  test('a bad file is refused by its row, and what was known stays', async () => {
    const { tables } = start();
    await tables.add('own.csv', text);
    const before = tables.shapes;
    expect(await failureOf(tables.add('own.csv', bytes('x,y\n1,2\n3\n')))).toMatchObject({ code: 'bad-row', file: 'own.csv', row: 3 });
    expect([tables.shapes, tables.reading]).toEqual([before, undefined]);
  });
});

describe('a long file', () => {
  const long = bytes(`x,y\n${'0.125,1\n'.repeat(400_000)}`);

  test('travels in pieces of a megabyte, each awaited, and says how far it is', async () => {
    const { tables, trainer } = start();
    const shares: number[] = [];
    const sizes: number[] = [];
    const latest = trainer.latest.bind(trainer);
    Object.assign(trainer, {
      latest: (slot: string, call: 'supply', piece: { bytes: Uint8Array }) => {
        shares.push(tables.reading!.share);
        sizes.push(piece.bytes.buffer.byteLength);
        return latest(slot, call, piece as never);
      },
    });
    await tables.add('long.csv', long);
    expect(sizes).toEqual([1 << 20, 1 << 20, 1 << 20, long.byteLength - 3 * (1 << 20)]);
    expect(shares).toEqual([0, 1, 2, 3].map((n) => (n * (1 << 20)) / long.byteLength));
    expect([tables.reading, tables.shapes['long.csv']!.rows]).toEqual([undefined, 400_000]);
  });

  test('can be cancelled', async () => {
    const { tables, hold } = start();
    hold();
    const adding = failureOf(tables.add('long.csv', long));
    await expect.poll(() => tables.reading).toEqual({ file: 'long.csv', share: 0 });
    tables.cancel();
    expect(await adding).toEqual({ code: 'cancelled' });
    expect([tables.reading, tables.shapes]).toEqual([undefined, {}]);
  });

  test('gives way to a run that comes meanwhile', async () => {
    const { run, hold } = start();
    const release = hold();
    const first = run.open(iris, 10);
    const second = run.open(over({ kind: 'generator', name: 'xor' }, 1), 10);
    expect(await second).toBeUndefined();
    release();
    expect(await first).toEqual({ code: 'cancelled' });
    expect(run.spec?.data).toMatchObject({ name: 'xor' });
  });
});

test('a file is known by a name that a run may write', () => {
  expect(plainName('C:\\data/my table.csv')).toBe('C__data_my table.csv');
  expect(plainName(`${'x'.repeat(300)}.csv`)).toHaveLength(255);
});
