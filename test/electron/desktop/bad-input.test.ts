import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Failure } from '#core/contract/failure.ts';
import { channels } from '#core/protocol/bridge.ts';
import { sayFailure } from '#core/words/say-failure.ts';
import type { BlankPage } from '#test/electron-host/blank-context.ts';
import { display } from '#test/electron-host/stand-in-window.ts';
import { desktop, until } from './start.ts';

/** Whatever lies in the settings' folder and stands in the command line: a window with its page, and a sentence where something is missing. */
const { start, folder, newUserData } = desktop();

const nonsense = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '{"bounds":{"x":1e300,"y":0,"width":900,"height":700},"maximized":"yes"}',
  '{"bounds":{"x":-5,"y":-5,"width":-900,"height":-700}}',
  '{"bounds":{"x":9007199254740991,"y":9007199254740991,"width":9007199254740991,"height":9007199254740991}}',
  '{"bounds":{"x":10,"y":10,"width":1,"height":1}}',
  '{"bounds":{"x":-9007199254740991,"y":0,"width":9007199254740991,"height":2}}',
  '[{"token":"a","file":"relative"},{"token":7,"file":"/x"},null,7]',
  '{"zoom":1e9,"theme":"plaid","folder":"\\u0000"}',
];
const within = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }): boolean => {
  const { workArea } = display;
  return width >= 800 && height >= 560 && x >= 0 && y >= 0 && x + width <= workArea.width && y + height <= workArea.height;
};

test.each(nonsense)('kept files of nonsense, %#: the usual ones', async (text) => {
  const userData = newUserData();
  for (const name of ['window.json', 'recent.json', 'settings.json']) writeFileSync(path.join(userData, name), text);
  const { standIn, page, boxes } = await start({ userData });
  const blank = await page();
  const { x = -1, y = -1, width = 0, height = 0 } = standIn.windows[0]!.options;
  expect(within({ x, y, width, height }), JSON.stringify({ x, y, width, height })).toBe(true);
  expect(await blank.invoke(channels.recent, [true])).toEqual([]);
  expect(boxes).toEqual([]);
});

test('folders in the places of kept files, and a file in the place of the backups', async () => {
  const userData = newUserData();
  for (const name of ['window.json', 'recent.json', 'settings.json']) mkdirSync(path.join(userData, name));
  writeFileSync(path.join(userData, 'backups'), 'no folder');
  const { page, boxes } = await start({ userData });
  const blank = await page();
  expect(await blank.invoke(channels.recent, [true])).toEqual([]);
  expect(await blank.invoke(channels.readBackup, [true])).toEqual({});
  expect(await blank.invoke(channels.writeBackup, [{ run: 'x' }])).toMatchObject({ ok: false });
  expect(boxes).toEqual([]);
});

/** The page says that it is there, and what the main process gave it is said as its notice says it. */
const told = async (blank: BlankPage): Promise<readonly string[]> => {
  blank.send(channels.work, [{ language: 'es', edited: false, wouldLose: false, blank: true }]);
  blank.send(channels.awaitGiven, [true]);
  await until(() => blank.heard.some(([channel]) => channel === channels.given));
  const results = blank.heard.flatMap(([channel, result]) =>
    channel === channels.given ? [result as { ok: boolean; failure: Failure }] : [],
  );
  return results.map(({ ok, failure }) => (ok ? 'opened' : sayFailure(failure, 'es')));
};

test('a folder that is called as a file is', async () => {
  mkdirSync(path.join(folder, 'carpeta.csv'));
  const { page } = await start({ argv: [path.join(folder, 'carpeta.csv')] });
  expect(await told(await page())).toEqual(['No se puede leer «carpeta.csv»: es una carpeta; indica un archivo.']);
});

test('a second start with a file that is missing: the first says so, in the window that nobody uses', async () => {
  const userData = newUserData();
  const first = await start({ userData });
  const blank = await first.page();
  const second = await start({ userData, argv: [path.join(folder, 'falta.retrograd')] });
  expect(second.standIn.windows.length).toBe(0);
  expect(await told(blank)).toEqual(['No se puede leer «falta.retrograd»: no existe; comprueba el nombre y la carpeta.']);
  expect(first.standIn.windows.length).toBe(1);
});

test('arguments of nonsense are nobody’s files', async () => {
  const { standIn, page, boxes } = await start({ argv: ['', '--', '-x.csv', '--lang=💥', 'app://x', '..', 'nota.exe', '?'] });
  const blank = await page();
  blank.send(channels.work, [{ language: 'es', edited: false, wouldLose: false, blank: true }]);
  blank.send(channels.awaitGiven, [true]);
  expect(await blank.invoke(channels.recent, [true])).toEqual([]);
  expect(blank.heard.filter(([channel]) => channel === channels.given)).toEqual([]);
  expect([standIn.windows.length, boxes.length]).toEqual([1, 0]);
});

test('a page in a language that nobody knows: its menu stands as it is, keys without a name are left out, and questions are asked', async () => {
  const { standIn, page, boxes } = await start({ press: [0] });
  const blank = await page();
  blank.send(channels.work, [{ language: 'xx-💥', edited: false, wouldLose: false, blank: true }]);
  const items = [
    { command: 'open', label: '', enabled: true, accelerator: 'Mod+Ñ' },
    { separator: true },
    { command: 'save', label: 'undefined &&& 💥', enabled: true, accelerator: '💥' },
  ];
  blank.send(channels.setMenu, [
    [
      { label: '', items },
      { label: '💥', items: [] },
    ],
  ]);
  const [window] = standIn.windows;
  await until(() => window!.menu);
  const entries = window!.menu!.flatMap(({ submenu }) => submenu as Electron.MenuItemConstructorOptions[]);
  expect(entries.map(({ id, accelerator }) => [id, accelerator])).toEqual([
    ['open', undefined],
    [undefined, undefined],
    ['save', undefined],
  ]);
  window!.emit('unresponsive');
  await until(() => boxes.length);
  expect(boxes[0]!.message).toBe('La ventana no responde');
});
