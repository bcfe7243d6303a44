import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import type { Failure } from '#core/contract/failure.ts';
import type { TablePiece } from '#core/protocol/tables.ts';
import type { Message, Request } from '#core/protocol/trainer.ts';
import { step } from '#core/contract/units.ts';
import { startTrainer } from '#core/worker/trainer.ts';
import { Trainer } from '#renderer/link/trainer.ts';
import { bytesOfDataset } from '#test/core/data/tables.ts';
import { FakeThread } from './fake-thread.ts';
import { nodePort } from './node-port.ts';

const open: MessagePort[] = [];
afterEach(() => open.splice(0).forEach((port) => port.close()));

const start = (): Trainer => {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  startTrainer(nodePort<Request, Message>(port1), new FakeThread());
  return new Trainer(nodePort<Message, Request>(port2));
};
const failureOf = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.fail('answered'),
    (reason: unknown) => (reason as { failure: Failure }).failure,
  );
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const whole = (table: string, text: string | Uint8Array): TablePiece => ({
  table,
  at: 0,
  bytes: typeof text === 'string' ? utf8(text) : text,
  last: true,
});
const iris = {
  data: { kind: 'dataset', name: 'iris' },
  preprocess: 'standardize',
  network: { layers: [{ units: 3, activation: 'softmax' }] },
  loss: 'categorical-cross-entropy',
};
const own = { data: { kind: 'csv', file: 'own.csv', target: ['y'] }, network: { layers: [{ units: 1 }] } };
const text = 'x,y\n0.5,1.5\n1.5,2.5\n2.5,3.25\n';

describe('supplying a table', () => {
  test('a run asks for it, takes it in pieces and opens', async () => {
    const trainer = start();
    expect(await failureOf(trainer.call('open', iris))).toEqual({ code: 'needs-table', place: 'data.name', table: 'dataset:iris' });
    const bytes = bytesOfDataset('iris');
    const first = await trainer.call('supply', { table: 'dataset:iris', at: 0, bytes: bytes.slice(0, 1000), last: false });
    expect(first).not.toHaveProperty('shape');
    const { shape, rowsRead } = await trainer.call('supply', { table: 'dataset:iris', at: 1000, bytes: bytes.slice(1000), last: true });
    expect(rowsRead).toBe(150);
    expect(shape).toMatchObject({ file: 'iris.csv', rows: 150 });
    expect(shape!.columns.at(-1)).toMatchObject({ kind: 'category', categories: ['setosa', 'versicolor', 'virginica'] });
    const { data } = await trainer.call('open', iris);
    expect(data).toMatchObject({ samples: 150, inputs: 4, outputs: 3, targets: ['setosa', 'versicolor', 'virginica'] });
    expect(data.columns[0]).toBe('sepal_length_cm');
    expect(data.x[0]! * data.scaling!.scale[0]! + data.scaling!.offset[0]!).toBeCloseTo(5.1, 12);
    expect((await trainer.call('trace', { step: step(0), follow: 0 })).layers).toHaveLength(1);
  });

  test('an own file serves every later run; a new one of the same name takes its place', async () => {
    const trainer = start();
    expect(await failureOf(trainer.call('open', own))).toMatchObject({ code: 'needs-table', table: 'own.csv' });
    await trainer.call('supply', whole('own.csv', text));
    expect((await trainer.call('open', own)).data).toMatchObject({ samples: 3, task: 'regression' });
    expect((await trainer.call('open', own)).data.y).toEqual(Float64Array.of(1.5, 2.5, 3.25));
    await trainer.call('supply', whole('own.csv', `${text}9,9.5\n`));
    expect((await trainer.call('open', own)).data.samples).toBe(4);
  });

  test('a bad row is named, and the table that was there stays', async () => {
    const trainer = start();
    await trainer.call('supply', whole('own.csv', text));
    expect(await failureOf(trainer.call('supply', whole('own.csv', `${text}9\n`)))).toMatchObject({
      code: 'bad-row',
      row: 5,
    });
    expect((await trainer.call('open', own)).data.samples).toBe(3);
  });

  test('a table is known by how it is read, and a new reading of its file takes the place of the old', async () => {
    const trainer = start();
    const bytes = utf8('1;2,5\n2;3,5\n3;4,25\n');
    const target = ['column 2'];
    const said = { ...own, data: { ...own.data, target, header: false, decimal: ',' } };
    const reading = { header: false, decimal: ',' } as const;
    expect(await failureOf(trainer.call('open', said))).toEqual({ code: 'needs-table', place: 'data.file', table: 'own.csv', reading });
    await trainer.call('supply', { ...whole('own.csv', bytes), reading });
    expect((await trainer.call('open', said)).data.y).toEqual(Float64Array.of(2.5, 3.5, 4.25));
    await trainer.call('supply', whole('own.csv', bytes));
    expect((await trainer.call('open', { ...own, data: { ...own.data, target } })).data.samples).toBe(3);
    expect(await failureOf(trainer.call('open', said))).toMatchObject({ code: 'needs-table' });
  });

  test('the beginning of a file shows how it would be read, without its last, unfinished row', async () => {
    const trainer = start();
    const query = { file: 'own.csv', bytes: utf8('a;b\n1,5;x\nNA;y\n2'), whole: false, reading: {} };
    expect(await trainer.call('preview', query)).toMatchObject({
      whole: false,
      reading: { header: true, delimiter: ';', decimal: ',' },
      marks: { NA: 1 },
      rows: [[1.5, 'x'], [null, 'y']], // prettier-ignore
    });
    for (const change of [{ file: 3 }, { bytes: 'x' }, { whole: 1 }, { reading: { delimiter: '#' } }, { reading: { header: 'yes' } }])
      expect(await failureOf(trainer.call('preview', { ...query, ...change } as never))).toHaveProperty('place');
    expect(await failureOf(trainer.call('open', own))).toMatchObject({ code: 'needs-table' });
  });

  test('pieces out of place, or of nothing that was begun, are refused', async () => {
    const trainer = start();
    const piece = (change: object) => ({ table: 'own.csv', at: 0, bytes: utf8('x,y\n'), last: false, ...change }) as TablePiece;
    expect(await failureOf(trainer.call('supply', piece({ at: 4 })))).toMatchObject({ code: 'out-of-range', place: 'at' });
    await trainer.call('supply', piece({}));
    expect(await failureOf(trainer.call('supply', piece({ at: 3 })))).toMatchObject({
      code: 'out-of-range',
      place: 'at',
      found: '3',
      min: 4,
    });
    await trainer.call('supply', piece({}));
    expect(await failureOf(trainer.call('supply', piece({ table: 'other.csv', at: 4 })))).toMatchObject({
      code: 'out-of-range',
      place: 'at',
    });
    for (const change of [{ table: 3 }, { bytes: 'x' }, { last: 1 }, { at: -1 }, { at: 0.5 }])
      expect(await failureOf(trainer.call('supply', piece(change)))).toHaveProperty('place', Object.keys(change)[0]);
  });

  test('a piece that is cancelled ends its import', async () => {
    const trainer = start();
    const bytes = utf8(`x,y\n${'1.5,2.5\n'.repeat(200_000)}`);
    const going = failureOf(trainer.latest('import', 'supply', { table: 'own.csv', at: 0, bytes, last: false }));
    trainer.cancel('import');
    expect(await going).toEqual({ code: 'cancelled' });
    expect(await failureOf(trainer.call('supply', { table: 'own.csv', at: bytes.length, bytes: utf8('1,2\n'), last: true }))).toMatchObject(
      {
        code: 'out-of-range',
      },
    );
    expect(await failureOf(trainer.call('open', own))).toMatchObject({ code: 'needs-table' });
  });
});
