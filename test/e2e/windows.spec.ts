import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Page, TestInfo } from '@playwright/test';
import { command } from './documents.ts';
import { expect, test } from './fixture.ts';
import { startInStandIn, type OnStandIn } from './hosts.ts';

/** What the desktop host does with several windows, with files from outside and with pages that die: on the stand-in alone. */
test.use({ viewport: { width: 1280, height: 720 } });

const run = (seed: number, notes = 1): string =>
  JSON.stringify({
    seed,
    network: { layers: [{ units: 3, activation: 'tanh' }, { units: 1 }] },
    data: { kind: 'inline', x: [[0.1], [0.9]], y: [[1], [0]] },
    steps: 40,
    marks: Array.from({ length: notes }, (_, index) => ({ step: 5 + index, note: `nota ${seed}` })),
  });

const open = async (context: BrowserContext, info: TestInfo, argv: readonly string[] = []): Promise<OnStandIn> => {
  const app = await startInStandIn(context, info.outputPath('desk'), () => undefined, argv);
  await ready(app.page);
  return app;
};
const ready = async (page: Page): Promise<void> => {
  await page.locator('[aria-busy="false"]').first().waitFor();
};
const inFolder = (info: TestInfo, name: string, text: string): string => {
  const file = info.outputPath(name);
  writeFileSync(file, text);
  return file;
};
const backups = (info: TestInfo): string[] => {
  const folder = info.outputPath('desk', 'user-data', 'backups');
  return existsSync(folder) ? readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'index.json'))) : [];
};
/** Something that no file has. */
const edit = async (page: Page): Promise<void> => {
  await command(page, 'Poner una marca');
  await expect(page).toHaveTitle(/^•/);
};
const quiet = (page: Page): Promise<void> => page.waitForTimeout(2200);

test.describe('windows', () => {
  test.skip(({ hostKind }) => hostKind !== 'electron-host');

  test('files named at the start, by a second start and by the system each stand in a window of their own, once', async ({
    context,
  }, info) => {
    const [one, two, three] = [1, 2, 3].map((seed) => inFolder(info, `run-${seed}.json`, run(seed))) as [string, string, string];
    const app = await open(context, info, [one]);
    await expect(app.page).toHaveTitle(/run-1/);
    // Nobody had made anything of the first window.
    expect(app.standIn.windows.length).toBe(1);
    const second = startInStandIn(context, info.outputPath('desk'), () => undefined, [two]);
    void second.catch(() => undefined);
    const page = await app.standIn.page(1);
    await expect(page).toHaveTitle(/run-2/);
    app.standIn.tell('open-file', { preventDefault: () => undefined }, three);
    await expect(await app.standIn.page(2)).toHaveTitle(/run-3/);
    app.standIn.tell('open-file', { preventDefault: () => undefined }, two);
    await expect.poll(() => app.standIn.windows.at(-1)?.contents.page?.title()).toContain('run-2');
    expect(app.standIn.windows.length).toBe(3);
    expect(app.standIn.life.recent.map((file) => path.basename(file))).toEqual(['run-1.json', 'run-2.json', 'run-3.json', 'run-2.json']);
    await app.close();
  });

  test('an edited window asks before it closes beside another, stays where the person wants, and is gone where they do not', async ({
    context,
  }, info) => {
    const app = await open(context, info, [inFolder(info, 'run-1.json', run(1))]);
    await expect(app.page).toHaveTitle(/run-1/);
    await app.page.keyboard.press('Control+Shift+N');
    const other = await app.standIn.page(1);
    await ready(other);
    await edit(app.page);
    await quiet(app.page);
    expect(backups(info).length).toBe(1);
    const [window] = app.standIn.windows.filter(({ contents }) => contents.page === app.page);
    window!.close();
    const asked = app.page.getByRole('dialog', { name: '¿Guardar antes los cambios?' });
    await asked.getByRole('button', { name: 'Cancelar' }).click();
    await expect(asked).toHaveCount(0);
    expect(app.standIn.windows.length).toBe(2);
    window!.close();
    await asked.getByRole('button', { name: 'Cerrar sin guardar' }).click();
    await expect.poll(() => app.standIn.windows.length).toBe(1);
    await expect.poll(() => backups(info)).toEqual([]);
    // Whatever is asked of a window that is gone throws, as in Electron: nothing asks.
    expect(() => window!.focus()).toThrow('Object has been destroyed');
    await app.close();
  });

  test('all windows come back after the program ended, whoever ended it', async ({ context }, info) => {
    const files = [1, 2].map((seed) => inFolder(info, `run-${seed}.json`, run(seed)));
    const app = await open(context, info, files);
    const pages = [app.page, await app.standIn.page(1)];
    for (const page of pages) {
      await ready(page);
      await edit(page);
    }
    await quiet(app.page);
    expect(backups(info).length).toBe(2);
    await app.standIn.end();
    const again = await open(context, info);
    const titles = async (): Promise<string[]> =>
      (await Promise.all(again.standIn.windows.map(async ({ contents }) => contents.page?.title()))).map(String).sort();
    await expect.poll(titles).toEqual(['• run-1 — Retrograd', '• run-2 — Retrograd']);
    // Nobody is asked where all end and all come back.
    again.standIn.electron.app.quit();
    await expect.poll(() => again.standIn.life.quit).toBe(true);
    expect(backups(info).length).toBe(2);
  });

  test('a page that crashes comes back as it was, and the fourth time in a minute it is asked what to do', async ({ context }, info) => {
    const app = await open(context, info, [inFolder(info, 'run-1.json', run(1))]);
    await expect(app.page).toHaveTitle(/run-1/);
    await edit(app.page);
    await quiet(app.page);
    const [window] = app.standIn.windows;
    const crash = async (): Promise<void> => {
      const gone = window!.contents.page!;
      window!.contents.forcefullyCrashRenderer();
      await expect.poll(() => window!.contents.page !== gone).toBe(true);
      await expect(window!.contents.page!).toHaveTitle('• run-1 — Retrograd');
    };
    for (let time = 0; time < 3; time++) await crash();
    expect(app.boxes).toEqual([]);
    app.willPress(0);
    await crash();
    expect(app.boxes.map(({ message }) => message)).toEqual(['La ventana se ha cerrado por un fallo varias veces seguidas']);
    expect(app.boxes[0]!.buttons).toEqual(['Probar otra vez', 'Empezar de nuevo', 'Cerrar la ventana']);
    await app.close();
  });

  test('a page that hangs: the person waits, or has it loaded again', async ({ context }, info) => {
    const app = await open(context, info, [inFolder(info, 'run-1.json', run(1))]);
    await expect(app.page).toHaveTitle(/run-1/);
    await quiet(app.page);
    const [window] = app.standIn.windows;
    app.willPress(0);
    window!.emit('unresponsive');
    await expect.poll(() => app.boxes.length).toBe(1);
    const hung = app.page;
    void hung.evaluate(() => setTimeout(() => { for (;;); }, 0)); // prettier-ignore
    app.willPress(1);
    window!.emit('unresponsive');
    await expect.poll(() => window!.contents.page !== hung, { timeout: 20_000 }).toBe(true);
    await expect(window!.contents.page!).toHaveTitle(/run-1/);
    expect(app.boxes.map(({ message }) => message)).toEqual(Array(2).fill('La ventana no responde'));
    await app.close();
  });
});
