import { readFileSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';
import type { FileToSave, HostCalls, OpenedFile } from '#core/protocol/host.ts';
import { step } from '#core/contract/units.ts';
import type { CsvData } from '#core/spec/run-spec.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { appOver } from '#test/renderer/model/app-over.ts';
import { commandIds, isEnabled, runCommand } from '#renderer/model/commands.ts';
import { setTable } from '#renderer/model/run/data-edits.ts';
import { put, setLayer } from '#renderer/model/run/edits.ts';
import { menuOf } from '#renderer/model/menu.ts';
import { Preferences } from '#renderer/model/preferences.svelte.ts';
import { version } from '#renderer/model/version.ts';
import { fakeTrainer, smallRun } from './fake-trainer.ts';

const store = { getItem: () => null, setItem: () => undefined } as unknown as Storage;
let toOpen: OpenedFile | undefined;
let saved: FileToSave | undefined;
let trainer: ReturnType<typeof fakeTrainer>;
let app: App;
const port = { post: () => undefined, listen: () => undefined, close: () => undefined };

beforeEach(async () => {
  trainer = fakeTrainer();
  const host = {
    kind: 'browser',
    openFile: async () => toOpen,
    saveFile: async (file: FileToSave) => ((saved = file), { name: file.suggestedName }),
  } as unknown as HostCalls;
  app = appOver(trainer.trainer, host, new Preferences(store, ['es-ES']), () => port);
  await app.start();
  await app.session.openExample('articleStandard');
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('starts on a network that fits the head, with its doors, until time goes on or another run is opened', async () => {
  expect([app.welcome.on, app.layout.offered]).toEqual([false, true]);
  await app.start();
  expect(app.session.example).toBe('first');
  expect([app.welcome.on, app.layout.offered, app.layout.isOpen('training')]).toEqual([true, false, false]);
  app.playhead.forward('phase');
  app.tick(0, 16);
  app.playhead.home();
  app.tick(16, 16);
  expect(app.welcome.on).toBe(false);
  await app.start();
  expect(app.welcome.on).toBe(true);
  expect(await app.session.edit({ ...app.run.spec!, seed: 7 })).toBeUndefined();
  expect([app.welcome.on, app.layout.offered]).toEqual([false, false]);
});

test('an example is untouched, and trains as soon as its first picture stands', async () => {
  expect(app.session.example).toBe('articleStandard');
  expect(app.run.spec?.network.layers.map(({ units }) => units)).toEqual([4, 8, 1]);
  expect([app.run.training, app.run.goal]).toEqual([false, 5000]);
  app.tick(0, 16);
  await expect.poll(() => app.playhead.shown).toBeDefined();
  expect(app.run.training).toBe(false);
  app.tick(16, 16);
  expect(app.run.training).toBe(true);
  app.run.pause();
  app.tick(32, 16);
  expect(app.run.training).toBe(false);
});

test('a refused file says why and leaves the open run as it was', async () => {
  const { spec, id } = app.run;
  for (const text of ['{', '{"network":{"layers":[{"units":0}]}}', '{"network":{"layers":[{"units":2}]},"colour":1}', '[]']) {
    toOpen = { name: 'bad.json', bytes: bytes(text) };
    await app.files.open();
    expect(app.notices.current?.kind, text).toBe('failure');
    expect([app.run.spec, app.run.id]).toEqual([spec, id]);
  }
});

test('what was saved opens again as the same run', async () => {
  await app.session.openSpec(smallRun, 10);
  const { spec } = app.run;
  await app.files.save();
  expect(app.notices.current).toEqual({ kind: 'saved', name: 'xor-2-3-1.json' });
  await app.session.openExample('sine');
  toOpen = { name: 'run.json', bytes: saved!.bytes };
  await app.files.open();
  expect(app.run.spec).toEqual(spec);
  expect(app.session.example).toBeUndefined();
});

test('nobody finds a new run at the step of the old one', async () => {
  await app.session.openSpec(smallRun, 10);
  app.playhead.seek(7);
  const { id } = app.run;
  const opening = app.session.openExample('xor');
  while (app.run.id === id) await Promise.resolve();
  expect(app.playhead.step).toBe(0);
  await opening;
});

const table = 'x,y\n0.5,1.5\n1.5,2.5\n2.5,3.25\n';
const csvRun = { data: { kind: 'csv', file: 'own.csv', target: ['y'] }, network: { layers: [{ units: 1 }] } };

test('a table becomes the data of the run, which adapts, and undo takes it back', async () => {
  toOpen = { name: 'own.csv', bytes: bytes(table) };
  await app.files.openTable();
  expect([app.dialog, app.run.spec?.data.kind]).toEqual(['table', 'generator']);
  await app.tableImport.take();
  expect(app.run.spec?.data).toMatchObject({ kind: 'csv', file: 'own.csv', target: ['y'] });
  expect([app.run.spec?.network.inputs, app.draft.adapted, app.draft.failure]).toEqual([1, ['output', 'optimizer', 'scale'], undefined]);
  await app.draft.undo();
  expect(app.run.spec?.data.kind).toBe('generator');
});

test('a table among the runs is told by its name', async () => {
  toOpen = { name: 'OWN.CSV', bytes: bytes(table) };
  await app.files.open();
  await app.tableImport.take();
  expect(app.run.spec?.data).toMatchObject({ kind: 'csv', file: 'OWN.CSV' });
});

test('a run whose table is not here says so, finds it, and refuses one that does not go with it', async () => {
  const { spec } = app.run;
  toOpen = { name: 'run.json', bytes: bytes(JSON.stringify(csvRun)) };
  await app.files.open();
  expect(app.notices.current).toMatchObject({ kind: 'failure', failure: { code: 'needs-table', table: 'own.csv' } });
  expect(app.run.spec).toBe(spec);
  const find = () => (app.notices.current as { find: () => Promise<void> }).find();
  toOpen = { name: 'other.csv', bytes: bytes('a,b\n1,2\n') };
  await find();
  expect(app.notices.current).toMatchObject({ kind: 'failure', failure: { code: 'not-one-of', place: 'data.target[0]' } });
  toOpen = { name: 'run.json', bytes: bytes(JSON.stringify(csvRun)) };
  await app.files.open();
  expect(app.notices.current).toMatchObject({ failure: { code: 'needs-table' } });
  toOpen = { name: 'moved.csv', bytes: bytes(table) };
  await find();
  expect(app.run.spec?.data).toMatchObject({ kind: 'csv', file: 'own.csv' });
  expect(app.notices.current).toBeUndefined();
});

test('a trainer that was lost gets its table again', async () => {
  await app.files.take({ name: 'own.csv', bytes: bytes(table) });
  await app.tableImport.take();
  const { spec } = app.run;
  trainer.lose();
  await expect.poll(() => app.notices.current?.kind).toBe('recovered');
  expect(app.run.spec).toEqual(spec);
});

test('a table that is no longer waited for leaves the run as it was', async () => {
  const { spec } = app.run;
  await app.files.take({ name: 'own.csv', bytes: bytes(table) });
  await app.tableImport.take();
  const { data } = app.run.spec!;
  await app.draft.undo();
  trainer.lose();
  await expect.poll(() => app.notices.current?.kind).toBe('recovered');
  trainer.hold();
  app.draft.change(setTable(data as CsvData));
  const flushing = app.draft.flush();
  await expect.poll(() => app.tables.reading).toBeDefined();
  app.tables.cancel();
  await flushing;
  expect([app.draft.spec, app.run.spec, app.draft.failure]).toEqual([spec, spec, undefined]);
});

test('an edit that keeps the shape keeps the place in time; another shape starts at the beginning', async () => {
  app.playhead.seek(40);
  app.draft.change(put(['optimizer', 'learningRate'], 0.25));
  await app.draft.flush();
  expect([app.run.spec?.optimizer.learningRate, app.playhead.step, app.session.example]).toEqual([0.25, 40, undefined]);
  app.selection.choose({ kind: 'unit', layer: 1, unit: 3 });
  app.draft.change(setLayer(0, 'units', 2));
  await app.draft.flush();
  expect([app.playhead.step, app.selection.selected]).toEqual([0, undefined]);
});

test('starting over keeps the seed and the example', async () => {
  app.playhead.seek(40);
  await app.session.restart();
  expect([app.run.spec?.seed, app.playhead.step, app.session.example]).toEqual([4, 0, 'articleStandard']);
});

test('marks are kept by edits and by starting over; another run has none', async () => {
  app.playhead.seek(40);
  app.mark();
  app.playhead.seek(90);
  app.mark();
  expect(app.dialog).toBeUndefined();
  app.mark();
  expect([app.dialog, app.marks.edited?.step]).toEqual(['mark', 90]);
  app.goToMark(-1);
  expect(app.playhead.step).toBe(40);
  app.draft.change(put(['optimizer', 'learningRate'], 0.25));
  await app.draft.flush();
  await app.session.restart();
  expect(app.marks.list.map(({ step }) => step)).toEqual([40, 90]);
  await app.session.openExample('xor');
  expect(app.marks.list).toEqual([]);
});

test('a nearer goal takes the playhead along, a further one trains on', () => {
  trainer.say({ event: 'stopped', branch: 0, trainedTo: step(5000) });
  app.playhead.seek(4000);
  app.session.setGoal(1000);
  expect([app.run.goal, app.playhead.step, app.run.training]).toEqual([1000, 1000, false]);
  app.session.setGoal(9000);
  expect([app.run.goal, app.run.training]).toEqual([9000, true]);
});

test('training that stops by itself says why', () => {
  trainer.say({
    event: 'stopped',
    branch: 0,
    trainedTo: step(7),
    failure: { code: 'non-finite', step: 7, layer: 2, unit: 0, tensor: 'dW', value: 'NaN' },
  });
  expect([app.run.training, app.run.trainedTo, app.run.failure?.code]).toEqual([false, 7, 'non-finite']);
});

test('the menu names every command once, in the chosen language, as it is enabled', () => {
  // What a Mac has in the program's own menu stands elsewhere too, for others: each takes its own.
  const items = () =>
    menuOf(app)
      .filter(({ role }) => role !== 'app')
      .flatMap((group) => group.items.flatMap((item) => ('command' in item ? [item] : [])));
  expect(
    items()
      .map(({ command }) => command)
      .toSorted(),
  ).toEqual([...commandIds].toSorted());
  expect(items().find(({ command }) => command === 'open')?.label).toBe('Abrir…');
  expect(items().find(({ command }) => command === 'release')?.enabled).toBe(false);
  runCommand('language', app);
  expect(items().find(({ command }) => command === 'open')?.label).toBe('Open…');
  app.selection.choose({ kind: 'loss' });
  expect(items().find(({ command }) => command === 'release')?.enabled).toBe(true);
  // A menu bar takes its keys from the whole window: plain ones belong to whatever has the focus.
  for (const { accelerator } of items()) if (accelerator) expect(accelerator).toMatch(/^(Mod\+|F\d)/);
  const roles = menuOf(app).flatMap((group) => group.items.flatMap((item) => ('role' in item ? [item.label] : [])));
  expect(roles).toContain('Select all');
});

test('a command that is not enabled does nothing', () => {
  expect(isEnabled('undo', app)).toBe(false);
  const { id } = app.run;
  runCommand('undo', app);
  expect(app.run.id).toBe(id);
});

test('the version shown is the package’s', () => {
  expect(version).toBe((JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version);
});

test('a lost trainer gives its work to a new one: same run, same step', async () => {
  app.playhead.seek(40);
  const { spec } = app.run;
  trainer.lose();
  await expect.poll(() => app.notices.current?.kind).toBe('recovered');
  expect(trainer.revived).toEqual([port]);
  expect([app.run.spec, app.playhead.step]).toEqual([spec, 40]);
});

test('a trainer that keeps dying is left alone, until a run is opened by hand', async () => {
  for (let time = 1; time <= 3; time++) {
    trainer.lose();
    await expect.poll(() => app.notices.current?.kind).toBe('recovered');
    app.notices.dismiss();
  }
  trainer.lose();
  expect(app.notices.current).toEqual({ kind: 'failure', failure: { code: 'trainer-lost', reason: 'it fell over' } });
  expect(trainer.revived).toHaveLength(3);
  await app.session.openSpec(smallRun, 10);
  expect(trainer.revived).toHaveLength(4);
  expect(app.notices.current).toBeUndefined();
});

test('a defect of the interface is told as such, and the trainer is left as it is', async () => {
  vi.spyOn(app.playhead, 'reset').mockImplementation(() => {
    throw new TypeError('no such place');
  });
  expect(await app.session.openSpec(smallRun, 10)).toBe(false);
  const failure = { code: 'internal-error', part: 'interface', reason: 'TypeError: no such place' };
  expect(app.notices.current).toMatchObject({ kind: 'failure', failure });
  app.notices.dismiss();
  app.report('thrown as text');
  expect(app.notices.current).toMatchObject({ failure: { code: 'internal-error', part: 'interface', reason: 'thrown as text' } });
  expect(trainer.revived).toEqual([]);
});

test('a run that stops early ends where it stopped; what was wished comes back with the next run', async () => {
  await app.session.openSpec(smallRun, 500);
  app.run.train(500);
  const early = { best: 0.2, bestStep: 60, waited: 3, patience: 3, stopped: true };
  trainer.say({ event: 'stopped', branch: 0, trainedTo: step(90), early });
  expect([app.run.goal, app.run.early, app.run.training]).toEqual([90, early, false]);
  expect(isEnabled('train', app)).toBe(false);
  app.session.setGoal(800);
  expect(app.run.goal).toBe(90);
  app.session.setGoal(40);
  expect(app.run.goal).toBe(40);
  app.session.setGoal(800);
  await app.session.restart();
  expect([app.run.goal, app.run.early]).toEqual([800, undefined]);
});
