import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type * as Electron from 'electron';
import type { BrowserContext, Page, TestInfo } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { startInStandIn, type OnStandIn } from './hosts.ts';
import { screen } from './screen.ts';

/** What people expect of a window of their desktop: on the stand-in, which behaves as a real Electron was seen to. */
test.use({ viewport: { width: 1280, height: 720 } });
test.skip(({ hostKind }) => hostKind !== 'electron-host');

const folder = (info: TestInfo): string => info.outputPath('desk');
const kept = (info: TestInfo, name: string): unknown => JSON.parse(readFileSync(path.join(folder(info), 'user-data', name), 'utf8'));
const start = async (context: BrowserContext, info: TestInfo): Promise<OnStandIn> => {
  const app = await startInStandIn(context, folder(info), () => undefined);
  await app.page.locator('[aria-busy="false"]').first().waitFor();
  return app;
};
const windowOf = (app: OnStandIn) => app.standIn.windows[0]!;
const presents = (page: Page) => expect(page.locator('html[data-presenting]'));

test('full screen that the system ends is left for the page too, and its key fills the screen again at once', async ({ context }, info) => {
  const app = await start(context, info);
  const { page } = app;
  await page.keyboard.press('F5');
  await presents(page).toHaveCount(1);
  await expect.poll(() => windowOf(app).fullScreen).toBe(true);
  windowOf(app).leaveBySystem();
  await presents(page).toHaveCount(0);
  await page.keyboard.press('F11');
  await expect.poll(() => windowOf(app).fullScreen).toBe(true);
  // A page that is loaded again while the window fills the screen knows of it.
  await page.reload();
  await page.locator('[aria-busy="false"]').first().waitFor();
  await page.keyboard.press('F11');
  await expect.poll(() => windowOf(app).fullScreen).toBe(false);
  await app.close();
});

test('a window that is closed in full screen comes back maximised, over the place that it had', async ({ context }, info) => {
  const app = await start(context, info);
  const window = windowOf(app);
  const asked = { x: window.options.x, y: window.options.y, width: window.options.width, height: window.options.height };
  await page(app, 500);
  window.maximize();
  await page(app, 500);
  window.setFullScreen(true);
  await expect.poll(() => window.fullScreen).toBe(true);
  await page(app, 500);
  window.close();
  await expect.poll(() => app.standIn.life.quit).toBe(true);
  expect(kept(info, 'window.json')).toEqual({ bounds: asked, maximized: true });
});
const page = (app: OnStandIn, wait: number): Promise<void> => app.page.waitForTimeout(wait);

test('a window stands where it stood, start after start, and where it was moved to', async ({ context }, info) => {
  const places: unknown[] = [];
  for (let time = 0; time < 2; time++) {
    const app = await start(context, info);
    const { x, y, width, height } = windowOf(app).options;
    places.push({ x, y, width, height });
    await page(app, 500);
    if (time === 1) windowOf(app).move({ x: 101, y: 120, width: 1000, height: 700 });
    windowOf(app).close();
    await expect.poll(() => app.standIn.life.quit).toBe(true);
  }
  expect(places[1]).toEqual(places[0]);
  // The frame that the system adds to a place is taken off.
  expect(kept(info, 'window.json')).toMatchObject({ bounds: { x: 100, y: 100, width: 1000, height: 700 } });
});

test('dialogs open where the last file was chosen, in the documents at first or when that folder is gone', async ({ context }, info) => {
  const app = await start(context, info);
  const asked: (Electron.OpenDialogOptions | Electron.SaveDialogOptions)[] = [];
  const { dialog } = app.standIn.electron as unknown as { dialog: Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog'> };
  const files = path.join(folder(info), 'mis redes');
  mkdirSync(files);
  dialog.showSaveDialog = (async (_window: unknown, options: Electron.SaveDialogOptions) => {
    asked.push(options);
    return { canceled: false, filePath: path.join(files, 'mi red') };
  }) as unknown as typeof dialog.showSaveDialog;
  dialog.showOpenDialog = (async (_window: unknown, options: Electron.OpenDialogOptions) => {
    asked.push(options);
    return { canceled: true, filePaths: [] };
  }) as unknown as typeof dialog.showOpenDialog;
  await screen(app.page).button('Guardar').click();
  // The name had no extension: it has one now, and the page says so.
  await expect(app.page).toHaveTitle(/^mi red — /);
  expect(readFileSync(path.join(files, 'mi red.retrograd')).length).toBeGreaterThan(100);
  await app.page.keyboard.press('Control+O');
  await expect.poll(() => asked.length).toBe(2);
  expect(asked[0]).toMatchObject({ properties: ['createDirectory', 'showOverwriteConfirmation'] });
  expect(path.dirname(asked[0]!.defaultPath!)).toBe(path.join(folder(info), 'user-data', 'documents'));
  expect(asked[1]!.defaultPath).toBe(files);
  expect(kept(info, 'settings.json')).toMatchObject({ folder: files });
  // With the extension it is the name of a file that is there: the dialog did not ask about that one.
  app.willPress(1);
  app.willPress(0);
  await app.page.keyboard.press('Control+Shift+S');
  await expect.poll(() => app.boxes.length).toBe(2);
  expect(app.boxes[0]).toMatchObject({
    message: 'Ya hay un archivo «mi red.retrograd»',
    buttons: ['Sustituirlo', 'Cancelar'],
    defaultId: 1,
  });
  await expect.poll(() => asked.length).toBe(4);
  await app.close();
});

test('bars, dialogs and the first ground look as the page was left', async ({ context }, info) => {
  const app = await start(context, info);
  const { nativeTheme } = app.standIn.electron;
  expect(windowOf(app).options.backgroundColor).toBe('#f7f7f7');
  await screen(app.page).button('Tema oscuro').click();
  await expect.poll(() => nativeTheme.themeSource).toBe('dark');
  await app.close();
  expect(kept(info, 'settings.json')).toMatchObject({ theme: 'dark' });
  const again = await start(context, info);
  expect(windowOf(again).options.backgroundColor).toBe('#1b1d21');
  expect(again.standIn.electron.nativeTheme.themeSource).toBe('dark');
  expect(path.basename(windowOf(again).options.icon as string)).toBe('icon-512.png');
  await again.close();
});

test('the page is drawn larger and smaller by its keys, and stays so', async ({ context }, info) => {
  const app = await start(context, info);
  const zoom = () => expect.poll(() => windowOf(app).contents.zoom);
  await app.page.keyboard.press('Control++');
  await zoom().toBe(1.1);
  await app.page.keyboard.press('Control++');
  await zoom().toBe(1.25);
  await app.page.keyboard.press('Control+-');
  await zoom().toBe(1.1);
  await app.close();
  const again = await start(context, info);
  await expect.poll(() => windowOf(again).contents.zoom).toBe(1.1);
  await again.page.keyboard.press('Control+0');
  await expect.poll(() => windowOf(again).contents.zoom).toBe(1);
  await again.close();
});

test('a text has its menu, in the page’s language', async ({ context }, info) => {
  const app = await start(context, info);
  const flags = { canCut: false, canCopy: false, canPaste: true, canUndo: false, canRedo: false, canSelectAll: true };
  const ask = (over: object) =>
    windowOf(app).contents.emit(
      'context-menu',
      {},
      { isEditable: true, selectionText: '', misspelledWord: '', dictionarySuggestions: [], editFlags: flags, ...over },
    );
  const offered = () => app.standIn.seen.popups.map((menu) => menu.map(({ label, enabled }) => [label, enabled]));
  ask({});
  ask({ isEditable: false });
  expect(offered()).toEqual([[['Deshacer', false], ['Rehacer', false], ['Cortar', false], ['Copiar', false], ['Pegar', true], ['Seleccionar todo', true]]]); // prettier-ignore
  await app.page.getByText('EN', { exact: true }).click();
  await expect.poll(() => (ask({}), offered().at(-1)?.[3]?.[0])).toBe('Copy');
  await app.close();
});

test('what was open lately is in the menu and the system’s lists; one that is gone says so', async ({ context }, info) => {
  const run = { network: { layers: [{ units: 1 }] }, data: { kind: 'inline', x: [[0.1]], y: [[1]] } };
  const file = info.outputPath('una.json');
  writeFileSync(file, JSON.stringify(run));
  const app = await start(context, info);
  app.standIn.tell('open-file', { preventDefault: () => undefined }, file);
  await expect(app.page).toHaveTitle(/^una/);
  const recent = () =>
    windowOf(app)
      .menu?.flatMap(({ submenu }) => submenu as Electron.MenuItemConstructorOptions[])
      .find(({ label }) => label === 'Abrir reciente')?.submenu as Electron.MenuItemConstructorOptions[] | undefined;
  await expect.poll(() => recent()?.map(({ label }) => label)).toEqual(['una.json']);
  expect(app.standIn.life.recent).toEqual([file]);
  const missing = info.outputPath('perdida.json');
  app.standIn.tell('second-instance', {}, ['retrograd', missing], '/');
  await expect((await app.standIn.page(1)).getByText(/perdida\.json.*no existe/)).toBeVisible();
  await app.close();
});
