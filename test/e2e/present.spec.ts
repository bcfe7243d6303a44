import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';

test.use({ viewport: { width: 1920, height: 1080 } });
test.beforeEach(async ({ page }) => screen(page).ready());

/** Every text that is seen: its letters in pixels and its contrast with what it stands on. */
const texts = (page: Page) =>
  page.evaluate(() => {
    const channels = (colour: string): number[] => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (rgb: number[]): number => {
      const [r, g, b] = rgb.slice(0, 3).map((value) => {
        const c = value / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const groundOf = (element: Element): string => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (channels(backgroundColor)[3] === 255) return backgroundColor;
      }
      return 'white';
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: { text: string; size: number; contrast: number }[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent!.trim();
      const element = node.parentElement!;
      if (text === '' || element.closest('script, style, .katex-mathml, .hidden-visually, [role="tree"]')) continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      // Small signs within a formula are as small as mathematics has them; the formula's own size counts.
      const { fontSize } = getComputedStyle(element.closest('.katex') ?? element);
      const { color, fill } = getComputedStyle(element);
      const [a, b] = [luminance(channels(element instanceof SVGElement ? fill : color)), luminance(channels(groundOf(element)))];
      found.push({ text, size: parseFloat(fontSize), contrast: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) });
    }
    return found;
  });

test('presenting leaves the network and its caption, large and rich in contrast', async ({ page }) => {
  const { button, sentence } = screen(page);
  await button('Tema oscuro').click();
  await page.keyboard.press('F5');
  await expect(page.locator('main[data-presenting]')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast');
  for (const part of ['header', 'footer', 'aside.editor', '.formulas', '[data-slot="first"]'])
    await expect(page.locator(part).first()).toBeHidden();
  await expect.poll(() => sentence.evaluate((element) => parseFloat(getComputedStyle(element).fontSize))).toBeCloseTo(37, 0);
  await page.keyboard.press('f');
  for (let i = 0; i < 6; i++) {
    const seen = await texts(page);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.filter(({ size }) => size < 24.9)).toEqual([]);
    expect(seen.filter(({ contrast }) => contrast < 7)).toEqual([]);
    await page.keyboard.press('PageDown');
    await page.waitForTimeout(200);
  }
});

test('the view beside the network is seen from the last row, whatever it draws', async ({ page }) => {
  for (const id of ['graph', 'activation', 'optimiser', 'loss']) {
    await screen(page).view(id);
    await screen(page).drag('phases', 0.97);
    await page.keyboard.press('F5');
    await page.keyboard.press('v');
    await expect(page.locator(`[data-panel="${id}"]`)).toBeVisible();
    await expect(page.locator('.formulas')).toBeHidden();
    await expect(page.locator(`[data-panel="${id}"] svg text, [data-panel="${id}"] figcaption`).first()).toBeVisible();
    // A drawing measures its letters once it has its new place.
    await expect.poll(async () => (await texts(page)).filter(({ size }) => size < 24.9)).toEqual([]);
    expect((await texts(page)).filter(({ contrast }) => contrast < 7)).toEqual([]);
    await page.keyboard.press('f');
    await expect(page.locator(`[data-panel="${id}"]`)).toBeHidden();
    await expect(page.locator('.formulas')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('main[data-presenting]')).toHaveCount(0);
  }
});

test('N goes on to the next pinned view, also while one of its controls has the focus', async ({ page }) => {
  const panel = (id: string) => page.locator(`[data-panel="${id}"]`);
  await page.keyboard.press('F5');
  await page.keyboard.press('n');
  await expect(panel('plane')).toBeVisible();
  await expect.poll(async () => (await page.locator('[data-plot="plane"]').boundingBox())!.width).toBeGreaterThan(500);
  await page.keyboard.press('n');
  await panel('loss').getByRole('button', { name: 'log' }).click();
  await page.keyboard.press('n');
  await expect(panel('scores')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel('scores')).toHaveCount(0);
});

test('a clicker goes from phase to phase, or by what the person chose', async ({ page }) => {
  const { position, timeline } = screen(page);
  await page.keyboard.press('F5');
  const phases: string[] = [];
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press('PageDown');
    await expect(timeline).toHaveAttribute('data-playing', 'false');
    phases.push((await page.locator('.caption').getAttribute('data-phase'))!);
  }
  expect(phases).toEqual(['batch', 'forward', 'loss']);
  await page.keyboard.press('PageUp');
  await expect(page.locator('.caption')).toHaveAttribute('data-phase', 'forward');
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('[data-present-keys]')).toContainText('por pasos');
  await page.keyboard.press('PageDown');
  await expect(position).toContainText('Paso 1');
});

test('black and white screens, and any key or a click brings the picture back', async ({ page }) => {
  await page.keyboard.press('F5');
  const blank = page.locator('.blank');
  for (const [key, colour] of [
    ['b', 'rgb(0, 0, 0)'],
    ['w', 'rgb(255, 255, 255)'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(blank).toHaveCSS('background-color', colour);
    expect(await blank.boundingBox()).toEqual({ x: 0, y: 0, width: 1920, height: 1080 });
    await page.keyboard.press('ArrowRight');
    await expect(blank).toHaveCount(0);
  }
  await page.keyboard.press('b');
  await blank.click();
  await expect(blank).toHaveCount(0);
  await expect(page.locator('main[data-presenting]')).toBeVisible();
});

test('Escape gives everything back as it was', async ({ page, app }) => {
  const { button, chooseGranularity } = screen(page);
  await button('Tema oscuro').click();
  await chooseGranularity('Neurona');
  await page.keyboard.press('Control+j');
  await page.keyboard.press('Control+Shift+f');
  await button('Acercar').click();
  await button('Acercar').click();
  // The name of the button that is pointed at comes half a second later, over the picture.
  await page.mouse.move(1, 1);
  await page.locator('aside.editor > section').evaluate((element) => (element.scrollTop = 120));
  // The focus ring is there before and after: keys were pressed last.
  await page.keyboard.press('Shift');
  await page.locator('#stage').focus();
  const state = () =>
    page.evaluate(() => ({
      theme: document.documentElement.dataset['theme'],
      parts: [...document.querySelectorAll('.part, header, footer')].map((part) => {
        const { x, y, width, height } = part.getBoundingClientRect();
        return [part.className, x, y, width, height].join(' ');
      }),
      shown: [...document.querySelectorAll('.part')].map((part) => getComputedStyle(part).visibility),
      scroll: document.querySelector('aside.editor > section')!.scrollTop,
      granularity: document.querySelector('.by [aria-checked="true"]')!.textContent,
      focus: document.activeElement?.id,
      fullScreen: document.fullscreenElement !== null,
    }));
  const before = await state();
  const picture = await page.locator('#stage').screenshot();
  await page.keyboard.press('F5');
  await expect(page.locator('main[data-presenting]')).toBeVisible();
  if (app.standIn) expect(app.standIn.windows[0]!.fullScreen).toBe(true);
  await page.keyboard.press('f');
  await page.keyboard.press('+');
  await page.keyboard.press('Escape');
  await expect(page.locator('main[data-presenting]')).toHaveCount(0);
  await expect.poll(state).toEqual(before);
  if (app.standIn) expect(app.standIn.windows[0]!.fullScreen).toBe(false);
  await expect(button('Alejar')).toBeEnabled();
  await expect.poll(async () => (await page.locator('#stage').screenshot()).equals(picture)).toBe(true);
});

test('F5 loads nothing anew, whatever has the focus, and the pointer hides when it stands still', async ({ page }) => {
  await page.evaluate(() => Object.assign(window, { kept: true }));
  await page.locator('#goal-field').focus();
  await page.keyboard.press('F5');
  await expect(page.locator('main[data-presenting]')).toBeVisible();
  await page.mouse.move(400, 400);
  await page.mouse.move(420, 400);
  await expect(page.locator('main')).not.toHaveAttribute('data-still');
  await expect(page.locator('main')).toHaveAttribute('data-still', '', { timeout: 10_000 });
  await expect(page.locator('#stage')).toHaveCSS('cursor', 'none');
  await page.keyboard.press('Control+g');
  await page.keyboard.press('F5');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await page.evaluate(() => 'kept' in window)).toBe(true);
});
