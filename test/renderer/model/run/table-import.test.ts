import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FileToSave, HostCalls } from '#core/protocol/host.ts';
import type { CsvData } from '#core/spec/run-spec.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { appOver } from '#test/renderer/model/app-over.ts';
import { Preferences } from '#renderer/model/preferences.svelte.ts';
import { roleOf } from '#renderer/model/run/table-guess.ts';
import { fakeTrainer } from '#test/renderer/model/fake-trainer.ts';

const store = { getItem: () => null, setItem: () => undefined } as unknown as Storage;
const port = { post: () => undefined, listen: () => undefined, close: () => undefined };
let saved: FileToSave | undefined;
let app: App;

beforeEach(async () => {
  saved = undefined;
  const host = {
    kind: 'browser',
    saveFile: async (file: FileToSave) => ((saved = file), { name: file.suggestedName }),
  } as unknown as HostCalls;
  app = appOver(fakeTrainer().trainer, host, new Preferences(store, ['es-ES']), () => port);
  await app.start();
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const look = async (text: string, name = 'own.csv') => {
  await app.files.take({ name, bytes: bytes(text) });
  return app.tableImport;
};
const roles = (): Record<string, string> =>
  Object.fromEntries(app.tableImport.preview!.shape.columns.map(({ name }) => [name, roleOf(app.tableImport.data!, name)]));

const excel =
  '\uFEFFid;ciudad;precio;vendida\r\n1;León;1.234,50 €;sí\r\n2;Cádiz;987,25 €;no\r\n3;León;2.000,00 €;sí\r\n4;Cádiz;850,00 €;no\r\n';

describe('a table that is all right', () => {
  test('is shown as it is read and taken as it is, with all that was seen in the run', async () => {
    const table = await look(excel);
    expect(app.dialog).toBe('table');
    expect(table.preview).toMatchObject({
      whole: true,
      reading: { header: true, delimiter: ';', decimal: ',' },
      rows: [[1, 'León', 1234.5, 'sí'], [2, 'Cádiz', 987.25, 'no'], [3, 'León', 2000, 'sí'], [4, 'Cádiz', 850, 'no']], // prettier-ignore
    });
    expect(roles()).toEqual({ id: 'ignore', ciudad: 'input', precio: 'input', vendida: 'target' });
    expect(table.plan).toMatchObject({ ok: true, value: { width: 3, classes: ['no', 'sí'] } });
    expect(await table.take()).toBe(true);
    expect(app.run.spec?.data).toEqual({
      kind: 'csv',
      file: 'own.csv',
      target: ['vendida'],
      ignore: ['id'],
      missing: 'refuse',
      task: 'auto',
      header: true,
      delimiter: ';',
      decimal: ',',
    });
  });

  test('leaves the run alone until it is taken', async () => {
    const { spec } = app.run;
    const table = await look(excel);
    table.close();
    expect([app.run.spec, app.draft.spec, table.file, await table.take()]).toEqual([spec, spec, undefined, false]);
  });
});

describe('choices', () => {
  test('no header: the columns are named anew, and the run reads alike once it is opened again', async () => {
    const table = await look('place,kind\nLeón,old\nCádiz,new\nLeón,new\nCádiz,old\n');
    await table.read({ header: false });
    expect(Object.keys(roles())).toEqual(['column 1', 'column 2']);
    expect(table.preview?.rows[0]).toEqual(['place', 'kind']);
    await table.take();
    expect(app.run.spec?.data).toMatchObject({ header: false, target: ['column 2'] });
    await app.files.save();
    await app.files.openRun(saved!.bytes);
    expect(app.run.spec?.data).toMatchObject({ header: false, target: ['column 2'] });
    expect(app.notices.current).toBeUndefined();
  });

  test('a column that is not all numbers is left aside, and used as categories', async () => {
    const table = await look('survived,age,ticket\n0,22,A/5 21171\n1,38,113803\n1,26,373450\n0,35,113803\n');
    expect(roles()).toEqual({ survived: 'target', age: 'input', ticket: 'ignore' });
    expect(table.preview?.rows[0]).toEqual([0, 22, 'A/5 21171']);
    table.setRole('ticket', 'input');
    expect(table.plan).toMatchObject({ failure: { code: 'bad-cell', row: 2, column: 'ticket', found: '"A/5 21171"' } });
    table.setRole('ticket', 'ignore');
    await table.setKind('ticket', 'category');
    expect(roles()['ticket']).toBe('input');
    expect(table.plan).toMatchObject({ ok: true, value: { width: 4 } });
    await table.take();
    expect([app.run.spec?.network.inputs, (app.run.spec?.data as CsvData).types]).toEqual([4, { ticket: 'category' }]);
  });

  test('a mark of nothing is a category where the person says so, and a number is a mark', async () => {
    const table = await look('alley,front,y\nNA,65,1\nGrvl,-999,2.5\nNone,80,3\nGrvl,70,4\n');
    expect(table.marks).toEqual([
      { mark: 'NA', count: 1, on: true },
      { mark: 'None', count: 1, on: true },
    ]);
    await table.setMark('NA', false);
    expect(table.preview?.rows.map(([alley]) => alley)).toEqual(['NA', 'Grvl', null, 'Grvl']);
    await table.setMark('-999', true);
    expect(table.preview?.rows[1]).toEqual(['Grvl', null, 2.5]);
    expect(table.marks.map(({ mark, on }) => [mark, on])).toEqual([['NA', false], ['-999', true], ['None', true]]); // prettier-ignore
  });

  test('a delimiter that makes no table of it is said, and another one is tried', async () => {
    const table = await look('a;b\n1,5;2,5\n3,25;4,5\n');
    await table.read({ delimiter: ',' });
    expect(table.failure).toMatchObject({ code: 'bad-row', row: 2 });
    await table.read({ delimiter: ';' });
    expect([table.failure, table.preview?.rows[0]]).toEqual([undefined, [1.5, 2.5]]);
  });

  test('are there again when the run’s table is looked at once more, roles included', async () => {
    const table = await look(excel);
    table.setRole('ciudad', 'ignore');
    await table.take();
    expect(await table.reopen(app.run.spec!.data as CsvData)).toBe(true);
    expect(roles()).toEqual({ id: 'ignore', ciudad: 'ignore', precio: 'input', vendida: 'target' });
    await table.setKind('precio', 'category');
    expect(roles()).toMatchObject({ ciudad: 'ignore', precio: 'input' });
    await table.take();
    expect(app.run.spec?.network.inputs).toBe(4);
    await app.draft.undo();
    expect(app.run.spec?.network.inputs).toBe(1);
  });
});

describe('what is no table', () => {
  test.each(['datos.xlsx', 'datos', 'datos.numbers'])('%s is to be saved as CSV', async (name) => {
    await app.files.take({ name, bytes: readFileSync('test/cases/datos.xlsx') });
    expect(app.notices.current).toMatchObject({ kind: 'failure', failure: { code: 'not-text', file: name } });
    expect([app.dialog, app.tableImport.file]).toEqual([undefined, undefined]);
  });
  test('a table by whatever name is one, and a run by its first brace', async () => {
    await look(' 0.1  18.0  2.5  24\n 0.2   0.0  7.5  21\n 0.3   0.0  7.5  34\n', 'housing.data');
    expect(app.tableImport.preview?.reading).toMatchObject({ header: false, delimiter: ' ', decimal: '.' });
    app.tableImport.close();
    const run = { data: { kind: 'generator', name: 'xor' }, network: { layers: [{ units: 1 }] } };
    await look(JSON.stringify(run), 'copy');
    expect([app.tableImport.file, app.run.spec?.network.layers.length]).toEqual([undefined, 1]);
  });
});

test('a file that breaks behind what was looked at is told where it was to be taken', async () => {
  const table = await look(`x,y\n${'0.125,1.5\n'.repeat(120_000)}3\n`);
  expect([table.preview?.whole, table.plan?.ok]).toEqual([false, true]);
  const { spec } = app.run;
  expect(await table.take()).toBe(false);
  expect([table.failure?.code, app.run.spec]).toEqual(['bad-row', spec]);
});
