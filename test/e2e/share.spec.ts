import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import jsQR from 'jsqr';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { serve } from '#electron/launch/serve.mjs';
import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';

/** What is sent to others opens where it was left: as a link, a code, a page, a picture. And the page opens where nothing is kept, or no network is. */
test.use({ viewport: { width: 1366, height: 768 } });

/** Somewhere within a step. */
const goSomewhere = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+g');
  await page.getByLabel(/Número de paso/).fill('7');
  await page.keyboard.press('Enter');
  await screen(page).drawn();
  await screen(page).drag('phases', 0.62);
  await expect.poll(() => screen(page).t()).toBeGreaterThan(0);
};

/** The step, and the second in it: a place is kept by what happens there, which is as fine as anybody sees. */
const place = async (page: Page): Promise<string> => `${await screen(page).step()} ${(await screen(page).t()).toFixed(6)}`;

const openShare = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').locator('input').first().fill('Compartir');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Compartir' })).toBeVisible();
};
/** The link that is offered, which says all of the run, its place and the view. */
const linkOf = async (page: Page): Promise<string> => {
  await openShare(page);
  const link = await page.locator('input[readonly]').inputValue();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  return link;
};
/** What another reader reads in a PNG of a code. The page makes grey points of it: a letter each crosses quickly. */
const read = async (page: Page, png: Buffer): Promise<string | undefined> => {
  const { grey, width, height } = await page.evaluate(async (text) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext('2d')!;
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    const letters = Array.from({ length: data.length / 4 }, (_, at) => (data[4 * at]! < 128 ? '0' : '1'));
    return { grey: letters.join(''), width: image.width, height: image.height };
  }, png.toString('base64'));
  const pixels = new Uint8ClampedArray(4 * grey.length).fill(255);
  for (let at = 0; at < grey.length; at++) if (grey[at] === '0') pixels.fill(0, 4 * at, 4 * at + 3);
  return jsQR(pixels, width, height)?.data;
};
/** Drops a file on the picture, as the system does. */
const drop = async (page: Page, file: string): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  const at = { x: 600, y: 300, data: { items: [], files: [file], dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, ...at });
};
/** A browser profile that has never seen the app. */
const elsewhere = async (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'es-ES', serviceWorkers: 'block' });

test.describe('what is shared', () => {
  test.beforeEach(async ({ page }) => {
    await screen(page).ready();
    await goSomewhere(page);
  });

  test('a link opens the same run at the same place in another profile, and for a class it plays alone', async ({ page, app, browser }) => {
    test.skip(app.host !== 'browser', 'links are of browsers');
    await openShare(page);
    await page.getByRole('switch', { name: /Para clase/ }).click();
    const locked = await page.locator('input[readonly]').inputValue();
    await page.getByRole('dialog').getByRole('button', { name: 'Ver en grande' }).click();
    const code = await page.locator('dialog svg').screenshot();
    expect(await read(page, code)).toBe(locked);
    await page.locator('dialog button').click();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(locked).toMatch(/^#run=[\w-]+&locked$/);

    const context = await elsewhere(browser);
    const other = await context.newPage();
    await other.addInitScript(() => {
      const steps: string[] = [];
      Object.assign(globalThis, { stepsDrawn: steps });
      const look = (): void => {
        const step = document.querySelector<HTMLElement>('#stage')?.dataset['drawnStep'];
        if (step !== undefined && step !== steps.at(-1)) steps.push(step);
      };
      new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
    });
    await other.goto(new URL(`/${locked}`, page.url()).href);
    await expect(other.getByText('Solo para reproducir y responder')).toBeVisible();
    await screen(other).drawn();
    expect(await place(other)).toBe(await place(page));
    // No other network was shown before it.
    expect(await other.evaluate(() => (globalThis as unknown as { stepsDrawn: string[] }).stepsDrawn)).toEqual(['7']);
    await expect(other.getByRole('button', { name: 'Guardar', exact: true })).toHaveCount(0);
    // It stays so after a reload, and one click opens everything.
    await other.reload();
    await screen(other).ready();
    await other.getByRole('button', { name: 'Abrirlo todo' }).click();
    await expect(other.getByRole('button', { name: 'Guardar', exact: true })).toBeEnabled();
    expect(new URL(other.url()).hash).toBe('');
    await screen(other).drawn();
    expect(`${await linkOf(other)}&locked`).toBe(locked);
    await context.close();
  });

  test('a link that was cut is refused with a sentence, and one over unsaved work is asked about', async ({ page, app }) => {
    test.skip(app.host !== 'browser', 'links are of browsers');
    const link = await linkOf(page);
    await page.evaluate((hash) => (location.hash = hash), link.slice(0, -8));
    await expect(page.locator('.notice')).toContainText('no es un enlace de Retrograd entero');
    // What the link says is read before anybody is asked; then the mark is asked about, and can be had back.
    await screen(page).stage.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('m');
    await page.evaluate((hash) => (location.hash = hash), link);
    await page.getByRole('button', { name: 'Sustituir sin guardar' }).click();
    await expect.poll(() => screen(page).step()).toBe(7);
    await expect(page.locator('[data-notice="replaced"]')).toBeVisible();
    expect(await page.evaluate(() => location.hash)).toBe('');
  });

  test('a page for a group opens by itself, without a network, at this very place, and can be stepped on', async ({
    page,
    app,
    browser,
  }, info) => {
    await openShare(page);
    const saving = await app.willSave();
    await page.locator('[data-share="small"]').click();
    const { name, bytes } = await saving();
    expect(name).toMatch(/\.zip$/);
    expect(bytes.length).toBeLessThan(2_000_000);
    const [[file, html], ...others] = Object.entries(unzipSync(bytes)) as [string, Uint8Array][] as [[string, Uint8Array], ...unknown[]];
    expect([others, file.endsWith('.html')]).toEqual([[], true]);
    await mkdir(info.outputPath(), { recursive: true });
    const at = path.join(info.outputPath(), 'sent.html');
    await writeFile(at, html);

    const context = await elsewhere(browser);
    await context.setOffline(true);
    const other = await context.newPage();
    const errors: string[] = [];
    const asked: string[] = [];
    other.on('pageerror', (error) => errors.push(String(error)));
    other.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    other.on('request', (request) => /^https?:/.test(request.url()) && asked.push(request.url()));
    await other.goto(pathToFileURL(at).href);
    await screen(other).ready();
    await expect.poll(() => screen(other).step()).toBe(7);
    await screen(other).drawn();
    expect(await place(other)).toBe(await place(page));
    const before = await screen(other).t();
    await screen(other).stage.focus();
    await other.keyboard.press('ArrowRight');
    await expect.poll(() => screen(other).t()).not.toBe(before);
    expect([errors, asked]).toEqual([[], []]);
    await context.close();
  });

  test('a picture carries what it shows, and opens, chosen or dropped', async ({ page, app }, info) => {
    await openShare(page);
    const saving = await app.willSave();
    await page.locator('[data-share="picture"]').click();
    const { name, bytes } = await saving();
    expect(name).toMatch(/\.png$/);
    const there = await place(page);
    await page.keyboard.press('Home');
    const opening = await app.willOpen({ name, bytes });
    await page.keyboard.press('Control+o');
    await opening();
    await expect.poll(() => place(page)).toBe(there);
    await page.keyboard.press('Home');
    await expect.poll(() => place(page)).not.toBe(there);
    await mkdir(info.outputPath(), { recursive: true });
    const file = path.join(info.outputPath(), name);
    await writeFile(file, bytes);
    await drop(page, file);
    await expect.poll(() => place(page)).toBe(there);
  });
});

test.describe('a browser', () => {
  test('that keeps nothing shows the app all the same, and says so once', async ({ app, browser, page }) => {
    test.skip(app.host !== 'browser', 'Electron keeps what it is given');
    const context = await elsewhere(browser);
    await context.addInitScript(() => {
      const refuse = (): never => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
      for (const name of ['localStorage', 'indexedDB']) Object.defineProperty(globalThis, name, { get: refuse });
    });
    const other = await context.newPage();
    await other.goto(page.url());
    await screen(other).ready();
    await expect(other.locator('[data-notice="unkept"]')).toContainText('no deja guardar nada');
    await context.close();
  });

  test('whose room is used up says so once, in one sentence', async ({ app, browser, page }) => {
    test.skip(app.host !== 'browser', 'a disk that is full is told by its saver');
    const context = await elsewhere(browser);
    const other = await context.newPage();
    await other.goto(page.url());
    await screen(other).ready();
    const session = await context.newCDPSession(other);
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: 1 });
    await screen(other).stage.focus();
    await other.keyboard.press('m');
    await expect(other.locator('[data-notice="unkept"]')).toContainText('no tiene más sitio');
    await context.close();
  });

  test('without a network opens what it opened once, a lesson and a data set included', async ({ app, browser }) => {
    test.skip(app.host !== 'browser', 'Electron has it on the disk');
    test.slow();
    const server = await serve({ port: 0 });
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'es-ES', serviceWorkers: 'allow' });
    const page = await context.newPage();
    await page.goto(server.url);
    await screen(page).ready();
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', undefined, { timeout: 60_000 });
    // No more server at all.
    await server.close();
    await page.goto(`${server.url}#lesson=1.1.1`);
    await page.reload();
    await screen(page).ready();
    await expect(page.locator('[data-lesson="1.1.1"][aria-busy="false"]')).toBeVisible();
    const kept = await page.evaluate(async () => {
      const names = await (await caches.open((await caches.keys())[0]!)).keys();
      return names.map(({ url }) => url).filter((url) => /\.(csv|woff2)$/.test(url)).length;
    });
    expect(kept).toBeGreaterThan(10);
    await context.close();
  });
});
