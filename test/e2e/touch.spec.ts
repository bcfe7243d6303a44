import type { Locator, Page } from '@playwright/test';
import { views } from '#core/view/views.ts';
import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';
import { smallTargets } from './touch-targets.ts';

// A finger knows no host: one is enough.
test.beforeEach(({}, { project }) => test.skip(project.name !== 'browser'));
const [phone, tablet] = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
];
test.use({ hasTouch: true, visit: 'first', viewport: phone });

type Point = readonly [x: number, y: number];

/** Fingers on the page, by the browser's own input: each `move` says where all of them are. */
const fingersOn = async (page: Page) => {
  const client = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Point[]) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  return {
    press: (...points: Point[]) => send('touchStart', points),
    move: (...points: Point[]) => send('touchMove', points),
    lift: () => send('touchEnd', []),
    /** From where they stand to where they end, in a few moves. */
    glide: async (from: readonly Point[], to: readonly Point[]): Promise<void> => {
      // One comes after the other, as fingers do.
      await send('touchStart', from.slice(0, 1));
      if (from.length > 1) await send('touchStart', from);
      for (const share of [0.25, 0.5, 0.75, 1])
        await send(
          'touchMove',
          from.map(([x, y], i) => [x + (to[i]![0] - x) * share, y + (to[i]![1] - y) * share] as const),
        );
      await send('touchEnd', []);
    },
  };
};
const middleOf = async (locator: Locator): Promise<Point> => {
  const { x, y, width, height } = (await locator.boundingBox())!;
  return [x + width / 2, y + height / 2];
};

test('a finger finds every control, on a phone and on a tablet', async ({ page }) => {
  test.slow();
  const { ready, stage } = screen(page);
  await ready();
  const small: string[] = [];
  const look = async (where: string): Promise<void> => {
    console.log(new Date().toISOString().slice(14, 19), where);
    for (const found of await page.evaluate(smallTargets))
      (console.log(found), small.push(`${page.viewportSize()!.width}, ${where}: ${found}`));
  };
  const dialog = page.locator('[role="dialog"][data-state="open"]');
  const command = async (words: string): Promise<void> => {
    await page.keyboard.press('Control+Shift+P');
    await dialog.locator('input').fill(words);
    await look('palette');
    await page.keyboard.press('Enter');
  };
  const opening = async (): Promise<void> => {
    await look('first visit');
    const [x, y] = await middleOf(stage);
    await page.touchscreen.tap(x, y);
    await expect(page.locator('.chosen')).toBeVisible();
    await look('chosen');
    await page.keyboard.press('Escape');
  };
  await opening();
  await page.setViewportSize(tablet);
  await opening();
  await page.setViewportSize(phone);
  for (const words of ['preferencias', 'glosario', 'tu propia red', 'teclas', 'exportar imágenes', 'ir al paso']) {
    await command(words);
    await expect(dialog, words).toBeVisible();
    await look(words);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.getByLabel('Elegir un ejemplo').selectOption('articleStandard');
  await page.locator('#stage[data-drawn-step="0"]').waitFor();
  await command('avance del entrenamiento');
  for (const size of [tablet, phone]) {
    await page.setViewportSize(size);
    await look('training');
    await page.keyboard.press('Control+b');
    await expect(page.locator('aside.editor')).toBeVisible();
    await look('editor');
    await page.keyboard.press('Control+b');
    if (!(await page.locator('[data-views="first"]').isVisible())) await page.keyboard.press('Control+Shift+b');
    for (const view of size === phone ? Object.keys(views) : ['plane', 'landscape']) {
      await screen(page).view(view);
      await expect(page.locator(`[data-panel="${view}"]`)).toBeVisible();
      await look(view);
    }
  }
  expect(small).toEqual([]);
});
