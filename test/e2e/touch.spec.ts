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
    for (const found of await page.evaluate(smallTargets)) small.push(`${page.viewportSize()!.width}, ${where}: ${found}`);
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
    const editor = page.locator('aside.editor');
    await expect(editor).toBeVisible();
    // It is before the network, wherever it lies.
    const at = await middleOf(editor);
    await expect.poll(() => editor.evaluate((own, [x, y]) => own.contains(document.elementFromPoint(x, y)), at)).toBe(true);
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

test('two fingers zoom and pan picture and time, and one that rests is told', async ({ page }) => {
  const { ready, stage, timeline, track, step } = screen(page);
  await ready();
  const fingers = await fingersOn(page);
  const pageItself = () => page.evaluate(() => [window.visualViewport!.scale, window.scrollX, window.scrollY]);
  const whole = page.getByRole('button', { name: 'Ver la red entera', exact: true });
  const lead = page.locator('[data-lead]');
  await lead.tap();
  await lead.tap();
  await expect(lead).not.toHaveAttribute('data-lead', 'pause');

  // A pinch, a move of both, and all of it again: neither the page nor what is chosen changes by it.
  const [x, y] = await middleOf(stage);
  const before = await stage.screenshot();
  await fingers.glide(
    [
      [x - 30, y],
      [x + 30, y],
    ],
    [
      [x - 90, y],
      [x + 90, y],
    ],
  );
  await expect(whole).toBeEnabled();
  await expect(page.locator('.chosen')).toHaveCount(0);
  expect((await stage.screenshot()).equals(before)).toBe(false);
  await fingers.glide(
    [
      [x - 20, y],
      [x + 20, y],
    ],
    [
      [x - 20, y + 60],
      [x + 20, y + 60],
    ],
  );
  await fingers.glide(
    [
      [x - 120, y],
      [x + 120, y],
    ],
    [
      [x - 10, y],
      [x + 10, y],
    ],
  );
  await expect(whole).toBeDisabled();
  expect(await pageItself()).toEqual([1, 0, 0]);

  // A finger that rests is told what a button does, and presses nothing.
  const next = await middleOf(page.getByRole('button', { name: 'Acercar', exact: true }));
  await fingers.press(next);
  await expect(page.getByRole('status').filter({ hasText: 'Acercar' })).toBeVisible();
  await fingers.lift();
  await expect(whole).toBeDisabled();

  // On the track of a longer run two fingers look closer, one that rests sees what was there, and one that taps goes there.
  await page.getByLabel('Elegir un ejemplo').selectOption('articleStandard');
  await page.locator('#stage[data-drawn-step="0"]').waitFor();
  await screen(page).trained();
  const steps = track('steps');
  const box = (await steps.boundingBox())!;
  const at = (share: number): Point => [box.x + box.width * share, box.y + box.height / 2];
  await fingers.glide([at(0.45), at(0.55)], [at(0.2), at(0.8)]);
  const [from, to] = [Number(await timeline.getAttribute('data-from')), Number(await timeline.getAttribute('data-to'))];
  expect((from + to) / 2).toBeCloseTo(2500, -2);
  expect((to - from) / 5000).toBeCloseTo(1 / 6, 1);
  expect(await step()).toBe(0);
  await fingers.press(at(0.5));
  await expect(page.locator('[data-preview]')).toBeVisible();
  await page.waitForTimeout(500);
  await fingers.lift();
  expect(await step()).toBe(0);
  await page.touchscreen.tap(...at(0.5));
  await expect.poll(step).toBeCloseTo(2500, -2);
});
