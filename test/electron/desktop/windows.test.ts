import { expect, test } from 'vitest';
import { aWhile, desktop, event, until } from './start.ts';

/** What every window is confined to, and what becomes of a page that crashes and of a second start. */
const { start, newUserData } = desktop();

test('a window is made sandboxed, isolated, without Node and with the web kept apart', async () => {
  const { standIn } = await start();
  const { webPreferences } = (await until(() => standIn.windows[0])).options;
  const { preload, ...wanted } = webPreferences!;
  expect(preload).toMatch(/out.preload.preload\.cjs$/);
  expect(wanted).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    // Elsewhere than on a Mac it fetches dictionaries.
    spellcheck: process.platform === 'darwin',
  });
});

test('every process of a page is sandboxed, and the program has no menu of Electron', async () => {
  const { standIn, page } = await start();
  await page();
  expect(standIn.life.sandboxed).toBe(true);
  expect(standIn.seen.appMenu).toBeNull();
});

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])('%s is prevented', async (name) => {
  const { standIn, page } = await start();
  await page();
  const asked = event({ url: 'app://retrograd/index.html' });
  standIn.windows[0]!.contents.emit(name, asked);
  expect(asked.prevented).toBe(true);
});

test('neither the page nor a frame within it goes anywhere', async () => {
  const { page } = await start();
  const blank = await page();
  expect(await blank.ask('https://example.com/', { frame: blank.main })).toBe('refused');
  expect(await blank.ask('https://retrograd.test/index.html', { frame: blank.child('about:blank') })).toBe('refused');
});

test('no window of the page opens', async () => {
  const { page } = await start();
  const blank = await page();
  const popup = { closed: false, url: () => 'https://example.com/', close: async () => void (popup.closed = true) };
  blank.emit('popup', popup);
  await until(() => popup.closed);
});

test('a second start over the same settings shows nothing of its own: the first hears what it was given', async () => {
  const userData = newUserData();
  const first = await start({ userData });
  await first.page();
  const second = await start({ userData, argv: ['--lang=es'] });
  expect(second.standIn.life.quit).toBe(true);
  await aWhile();
  expect([first.standIn.windows.length, second.standIn.windows.length]).toEqual([1, 0]);
});

test('a page that crashes is loaded again, three times in a minute; then it is asked', async () => {
  const { standIn, page, boxes } = await start({ press: [0] });
  for (let time = 0; time < 4; time++) {
    const before = await page(time);
    before.emit('crash');
    await page(time + 1);
    expect(boxes.length, `crash ${time + 1}`).toBe(time < 3 ? 0 : 1);
  }
  expect(standIn.windows.length).toBe(1);
});
