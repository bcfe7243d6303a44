import { existsSync } from 'node:fs';
import type { BrowserContext, Page, TestInfo } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { saveRun } from './documents.ts';
import { startInStandIn, type RunningApp } from './hosts.ts';
import { kept, screen } from './screen.ts';

/** Nothing is lost by a reload, on either host. */
test.use({ viewport: { width: 1366, height: 900 } });
test.beforeEach(async ({ page }) => screen(page).ready());

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const rows = Array.from({ length: 30 }, (_, i) => [i / 10, Math.sin(i), i % 3, 0.3 * i - Math.cos(i)].join(','));
const table = { name: 'own.csv', bytes: bytes(`a,b,c,out\n${rows.join('\n')}\n`) };
/** All that a person makes of a run. */
const work = {
  seed: 4,
  data: { kind: 'csv', file: 'own.csv', target: ['out'] },
  preprocess: 'standardize',
  network: { layers: [{ units: 4, activation: 'tanh' }, { units: 3, activation: 'tanh' }, { units: 1 }] },
  optimizer: { kind: 'adam', learningRate: 0.01 },
  batch: 8,
  branches: [
    { number: 1, step: 300, change: { parameters: [{ place: { layer: 1, kind: 'W', row: 0, col: 2 }, value: 1.5 }] } },
    { number: 2, from: 1, step: 350, change: { spec: { optimizer: { kind: 'adam', learningRate: 0.05 } } } },
  ],
  steps: 600,
  marks: [
    { step: 120, note: 'aquí baja' },
    { step: 310, phase: 'backward', layer: 2, unit: 1, part: 1, through: 0.25, note: 'la rama' },
  ],
  view: {
    version: 2,
    place: { branch: 2, step: 420, phase: 'backward', layer: 2, unit: 1, part: 0, through: 0.5 },
    follow: 7,
    selected: { kind: 'unit', layer: 2, unit: 1 },
    camera: { zoom: 1.8, x: 0.55, y: 0.45 },
    compared: [{ branch: 1, show: 'difference' }],
    pace: { granularity: 'layer', speed: 2 },
    timeline: { from: 250, span: 300 },
    views: { first: 'matrices', second: 'histogram', bottom: 'loss', open: { first: true, second: true, bottom: true } },
    choices: { matrices: { layer: 2, product: { kind: 'dW', during: 'dX' } }, loss: { chart: 'norms' } },
  },
};

/** What a file holds of what is there. */
const saved = async (app: RunningApp, page: Page): Promise<unknown> => {
  const { name, bytes: content } = await saveRun(page, app);
  return { name, ...(JSON.parse(Buffer.from(content).toString()) as object) };
};
const make = async (app: RunningApp, page: Page): Promise<void> => {
  await app.willOpen(table);
  await page.keyboard.press('Control+o');
  await page.getByRole('button', { name: 'Usar esta tabla' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(async () => ((await saved(app, page)) as { data: { kind: string } }).data.kind).toBe('csv');
  await app.willOpen({ name: 'tarea.json', bytes: bytes(JSON.stringify(work)) });
  await page.keyboard.press('Control+o');
  await shown(page);
};
/** The place, of its branch, with all beside it. */
const shown = async (page: Page): Promise<void> => {
  const { timeline, drawn } = screen(page);
  await expect(timeline).toHaveAttribute('data-step', '420');
  await drawn();
  await expect(page.locator('[data-compared]')).toBeVisible();
};
/** What is drawn of the network once it stands still. */
const pixels = async (page: Page): Promise<string> => {
  // What is said lies over the canvas for a while.
  await page.getByRole('button', { name: 'Cerrar el aviso' }).click();
  await page.mouse.move(1, 1);
  const canvas = page.locator('#stage canvas').first();
  let last = '';
  await expect(async () => {
    const before = last;
    last = (await canvas.screenshot()).toString('base64');
    expect(last === before).toBe(true);
  }).toPass();
  return last;
};
const notice = (page: Page) => page.locator('[data-notice]');
/** The window is closed, and the app is started again. */
const startAgain = async (app: RunningApp, context: BrowserContext, info: TestInfo): Promise<Page> => {
  const url = app.page.url();
  if (app.standIn) {
    await app.standIn.end();
    return (await startInStandIn(context, info.outputPath('host'), () => undefined)).page;
  }
  await app.page.close();
  const page = await context.newPage();
  await page.goto(url);
  return page;
};

test('a rich screen is there again after a reload: run, table, branches, marks, place, camera, views', async ({ app, page }) => {
  await make(app, page);
  const [file, picture] = [await saved(app, page), await pixels(page)];
  expect(file).toMatchObject({ name: 'tarea', steps: 600, marks: work.marks, view: work.view, branches: [{ step: 300 }, { step: 350 }] });
  // A flat picture packs into next to nothing.
  expect(picture.length).toBeGreaterThan(20_000);

  await page.reload();
  await shown(page);
  await expect(notice(page)).toContainText('Todo está como lo dejaste');
  expect(await saved(app, page)).toEqual(file);
  expect((await pixels(page)) === picture, 'every pixel of the network').toBe(true);
});

test('a window that is closed and opened again has it too, and to start afresh is one press', async ({ app, page, context }, info) => {
  test.skip(app.host === 'electron', 'its profile is the test’s own');
  await make(app, page);
  await page.keyboard.press('Escape');
  await kept(page);
  const again = await startAgain(app, context, info);
  await shown(again);
  await notice(again).getByRole('button', { name: 'Empezar de nuevo' }).click();
  await expect(screen(again).timeline).toHaveAttribute('data-step', '0');
  await expect(again.locator('[data-compared]')).toHaveCount(0);
  await again.reload();
  await screen(again).ready();
  await expect(notice(again)).toHaveCount(0);
});

test.describe(() => {
  test.use({ visit: 'first' });
  test('a first visit that nobody touched keeps nothing', async ({ page, app }, info) => {
    await kept(page);
    await page.reload();
    await screen(page).ready();
    await kept(page);
    await expect(notice(page)).toHaveCount(0);
    // The desktop host keeps it in a folder.
    if (app.host !== 'browser') return expect(existsSync(info.outputPath('host', 'user-data', 'backups'))).toBe(false);
    const parts = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const request = indexedDB.open('retrograd');
          request.onsuccess = () => {
            const count = request.result.transaction('slot').objectStore('slot').count();
            count.onsuccess = () => resolve(count.result);
          };
        }),
    );
    expect(parts).toBe(0);
  });
});

test('a window beside the first has no slot: it says nothing, and asks before it closes over what no file has', async ({
  app,
  page,
  context,
}) => {
  test.skip(app.host !== 'browser', 'only a browser has two windows of it');
  await page.keyboard.press('End');
  const second = await context.newPage();
  await second.goto(page.url());
  await screen(second).ready();
  await expect(notice(second)).toHaveCount(0);
  await second.locator('#stage').click();
  await second.keyboard.press('m');
  const asked = second.waitForEvent('dialog').then(async (dialog) => {
    expect(dialog.type()).toBe('beforeunload');
    await dialog.accept();
  });
  await second.close({ runBeforeUnload: true });
  await asked;
});
