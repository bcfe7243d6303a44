import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';

/** A beat of a lesson, counted from 1, set and answering. */
const openBeat = async (page: Page, lesson: string, beat: number): Promise<void> => {
  await screen(page).ready();
  await page.evaluate(([id, at]) => (location.hash = `lesson=${id}&beat=${at}&lang=es`), [lesson, String(beat)] as const);
  await expect(page.locator(`[data-lesson="${lesson}"][data-beat][aria-busy="false"]`)).toBeVisible();
};
const panel = (page: Page, id: string) => page.locator(`[data-panel="${id}"]`);
const fact = async (page: Page, id: string, name: string): Promise<number> => Number(await panel(page, id).getAttribute(`data-${name}`));

test('a knob that is turned and let go of is a try: the network begins with its value, and the task notices', async ({ page }) => {
  await openBeat(page, '1.1.1', 2);
  const knobs = panel(page, 'knobs');
  await expect(knobs).toHaveAttribute('data-loss', '1');
  const knob = knobs.getByRole('slider', { name: 'Peso 1 → 1 · capa 1' });
  await knob.fill('1.95');
  // x is 1 and 2, to be answered by 2 and 1.
  await expect(knobs.locator('[data-sample="0"]')).toHaveAttribute('data-predicted', '1.95');
  await expect(knobs.locator('[data-sample="1"]')).toHaveAttribute('data-predicted', '3.9');
  await expect(page.locator('[data-task]')).toHaveAttribute('data-task', 'done');
  await expect(knobs.locator('[data-tries]')).toHaveAttribute('data-tries', '1');
  expect(await fact(page, 'knobs', 'loss')).toBeCloseTo((0.05 * 0.05 + 2.9 * 2.9) / 2, 9);
  await expect(page.locator('[data-what-if]')).toHaveCount(0);
  await expect(knob).toHaveValue('1.95');
  // The other sample is followed by a press on its line.
  await knobs.locator('[data-sample="1"]').click();
  await expect(knobs.locator('[data-sample="1"]')).toHaveAttribute('aria-pressed', 'true');
});

test('the secant comes to the tangent as h grows less; the point is moved by keys, and goes back', async ({ page }) => {
  await openBeat(page, '6.1.3', 4);
  const slope = panel(page, 'slope');
  const h = slope.getByRole('slider', { name: /Distancia h/ });
  const apart = async (place: string): Promise<number> => {
    await h.fill(place);
    await page.waitForTimeout(300);
    return Math.abs((await fact(page, 'slope', 'secant')) - (await fact(page, 'slope', 'gradient')));
  };
  const [wide, narrow, tiny] = [await apart('-10'), await apart('-20'), await apart('-60')];
  expect(wide / narrow).toBeGreaterThan(8);
  expect(wide / narrow).toBeLessThan(12);
  expect(tiny).toBeLessThan(narrow / 100);
  const before = await fact(page, 'slope', 'gradient');
  await slope.getByRole('slider', { name: /Valor del peso/ }).focus();
  await page.keyboard.press('PageUp');
  await expect(page.locator('[data-what-if]')).toBeVisible();
  await expect.poll(() => fact(page, 'slope', 'gradient')).not.toBe(before);
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-what-if]')).toHaveCount(0);
  await expect.poll(() => fact(page, 'slope', 'gradient')).toBe(before);
});

test('a question hides the bars; then they show, and the slider makes the network deeper', async ({ page }) => {
  await openBeat(page, '8.1.1', 1);
  const bars = panel(page, 'gradients').locator('[data-layer]');
  await expect(bars).toHaveCount(4);
  await expect(panel(page, 'gradients').locator('[data-norm]')).toHaveCount(0);
  await page.locator('[data-answer="last"]').click();
  await expect(panel(page, 'gradients').locator('[data-norm]')).toHaveCount(4);
  const norms = await bars.evaluateAll((all) => all.map((bar) => Number((bar as HTMLElement).dataset['norm'])));
  expect(norms[3]! / norms[0]!).toBeGreaterThan(10);
  await panel(page, 'gradients').getByRole('slider', { name: 'Capas ocultas' }).fill('6');
  await expect(bars).toHaveCount(7);
  const deep = await bars.evaluateAll((all) => all.map((bar) => Number((bar as HTMLElement).dataset['norm'])));
  expect(deep[6]! / deep[0]!).toBeGreaterThan(100 * (norms[3]! / norms[0]!));
});

test('what is sketched is drawn by pointer and by keys, and the loss stands beside it once the question is answered', async ({ page }) => {
  await openBeat(page, '4.2.3', 4);
  const sketch = panel(page, 'sketch');
  const pad = sketch.getByRole('slider', { name: /Dibuja/ });
  const box = (await pad.boundingBox())!;
  await page.mouse.move(box.x + 1, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 0.8 * box.height, { steps: 6 });
  await page.mouse.up();
  await expect(sketch).toHaveAttribute('data-drawn', '13');
  await pad.focus();
  await page.keyboard.press('ArrowUp');
  await expect(pad).toHaveAttribute('aria-valuetext', /Paso 0 de 20: 1,0\d* veces/);
  await expect(sketch).toHaveAttribute('data-shown', 'false');
  await expect(sketch.getByRole('button', { name: 'Ver la pérdida' })).toHaveCount(0);
  await page.locator('[data-answer="falls"]').click();
  await expect(sketch).toHaveAttribute('data-shown', 'true');
});

test('the worst sample stands first in the list of what is missed, and a press follows it', async ({ page }) => {
  await openBeat(page, '3.1.3', 3);
  const plane = panel(page, 'plane');
  const worst = plane.getByRole('group', { name: 'Las que más fallan' }).getByRole('button');
  await expect(worst).toHaveCount(5);
  await expect(worst.first()).toHaveAttribute('data-sample', '5');
  await expect(plane.locator('.missed')).toHaveAttribute('d', /^(M[\d.-]+ [\d.-]+V[\d.-]+){6}$/);
  await worst.first().click();
  await expect(plane).toHaveAttribute('data-followed', '5');
});

test('the landscape’s point is dragged, or moved by keys: a branch takes the two weights', async ({ page }) => {
  await openBeat(page, '3.2.2', 5);
  const plot = page.locator('svg[data-here]');
  const grip = page.locator('.grip');
  await expect(grip).toBeVisible();
  const here = (await plot.getAttribute('data-here'))!;
  const box = (await grip.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 25, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect(plot).not.toHaveAttribute('data-here', here);
  const dragged = (await plot.getAttribute('data-here'))!;
  await grip.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(plot).not.toHaveAttribute('data-here', dragged);
});
