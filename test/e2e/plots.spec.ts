import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { tracedStart, written } from './traced.ts';

// Tall enough that data and curve are both on show.
test.use({ viewport: { width: 1600, height: 1000 } });

const plane = (page: Page) => page.locator('[data-panel="plane"]');
const picker = (page: Page) => page.locator('[data-panel="sample"]');
const loss = (page: Page) => page.locator('[data-panel="loss"]');
const curve = (page: Page) => loss(page).getByRole('slider');
const step = (page: Page) => page.locator('[data-step][data-trained-to]');

const ready = async (page: Page): Promise<void> => {
  await expect(page.locator('[data-drawn-step="0"]')).toBeVisible({ timeout: 60_000 });
  await expect(curve(page)).toBeVisible({ timeout: 60_000 });
  await expect(plane(page)).toHaveAttribute('data-step', '0');
};

/** How many colours a canvas of the plane has: a flat picture shows nothing. */
const colours = (page: Page, canvas: number): Promise<number> =>
  plane(page)
    .locator('canvas')
    .nth(canvas)
    .evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
      return new Set(new Uint32Array(data.buffer)).size;
    });

test('the field and the points are drawn, and the field moves with training', async ({ page }) => {
  await ready(page);
  expect(await colours(page, 0)).toBeGreaterThan(100);
  expect(await colours(page, 1)).toBeGreaterThan(20);
  const picture = () =>
    plane(page)
      .locator('canvas')
      .first()
      .evaluate((element) => (element as HTMLCanvasElement).toDataURL());
  const before = await picture();
  await curve(page).focus();
  for (let i = 0; i < 10; i++) await page.keyboard.press('PageUp');
  await expect(step(page)).not.toHaveAttribute('data-step', '0');
  // Training must have come that far.
  await expect(plane(page)).toHaveAttribute('data-step', (await step(page).getAttribute('data-step'))!, { timeout: 60_000 });
  expect(await picture()).not.toBe(before);
});

test('a click on a point follows that sample, and its numbers are the core’s', async ({ page }) => {
  await ready(page);
  const plot = plane(page).locator('[data-plot="plane"]');
  const box = (await plot.boundingBox())!;
  // Some point is near the middle of a round cloud, off the sample that is followed at first.
  await page.mouse.move(box.x + box.width * 0.56, box.y + box.height * 0.44);
  const facts = plane(page).locator('.tip [data-facts]');
  await expect(facts).toBeVisible();
  const sample = Number(await facts.getAttribute('data-facts'));
  await page.mouse.click(box.x + box.width * 0.56, box.y + box.height * 0.44);
  await page.mouse.move(box.x - 60, box.y + box.height + 60);
  await expect(picker(page)).toHaveAttribute('data-sample', String(sample));
  const trace = tracedStart(0, sample);
  expect(trace.batch.samples[0]).toBe(sample);
  await expect(picker(page).locator('[data-fact="prediction"]')).toHaveText(written(trace.layers.at(-1)!.a.data[0]!));
  await expect(page.locator('[data-panel="inspector"] header')).toContainText(`muestra ${sample + 1}`);
});

test('samples are chosen by number, by the buttons beside it, or as the first of each batch', async ({ page }) => {
  await ready(page);
  const first = tracedStart(0).batch.samples[0]!;
  await expect(picker(page)).toHaveAttribute('data-sample', String(first));
  await picker(page).getByRole('textbox').fill('42');
  await page.keyboard.press('Enter');
  await expect(picker(page)).toHaveAttribute('data-sample', '41');
  await picker(page).getByRole('button', { name: 'Muestra siguiente' }).click();
  await expect(picker(page)).toHaveAttribute('data-sample', '42');
  await picker(page).getByRole('button', { name: 'Muestra anterior' }).click();
  await expect(picker(page)).toHaveAttribute('data-sample', '41');
  await picker(page).getByRole('button', { name: 'Primera del lote' }).click();
  await expect(picker(page)).toHaveAttribute('data-sample', String(first));
});

test('the curve tells the loss of the step and seeks by click, drag and key', async ({ page }) => {
  await ready(page);
  await expect(loss(page).locator('[data-figure="batch"]')).toHaveText(written(tracedStart(0).loss.total));
  const goal = Number(await step(page).getAttribute('data-goal'));
  const box = (await curve(page).boundingBox())!;
  const middle = box.y + box.height / 2;
  await page.mouse.click(box.x + box.width * 0.5, middle);
  await expect.poll(async () => Math.abs(Number(await step(page).getAttribute('data-step')) / goal - 0.5)).toBeLessThan(0.01);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.25, middle, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Math.abs(Number(await step(page).getAttribute('data-step')) / goal - 0.25)).toBeLessThan(0.01);
  await curve(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(step(page)).toHaveAttribute('data-step', '2');
  await page.mouse.move(0, 0);
  await expect(loss(page).locator('[data-figure="batch"]')).toHaveText(written(tracedStart(2).loss.total));
  await expect(curve(page)).toHaveAttribute('aria-valuenow', '2');
});

test('pointing at the curve tells that very step, and the other chart the gradient of each layer', async ({ page }) => {
  await ready(page);
  await expect.poll(async () => Number(await step(page).getAttribute('data-trained-to'))).toBeGreaterThan(0);
  const box = (await curve(page).boundingBox())!;
  await page.mouse.move(box.x + 1, box.y + box.height / 2);
  const pointed = Number(await loss(page).locator('[data-shown-step]').getAttribute('data-shown-step'));
  await expect(loss(page).locator('[data-figure="batch"]')).toHaveText(written(tracedStart(pointed).loss.total));
  await loss(page).getByRole('radio', { name: 'Gradiente' }).click();
  await page.mouse.move(0, 0);
  const { layers } = tracedStart(0);
  for (const [l, { dW, db }] of layers.entries())
    await expect(loss(page).locator(`[data-figure="norm-${l + 1}"]`)).toHaveText(written(Math.hypot(...dW.data, ...db.data)));
});

test('the followed sample dragged elsewhere is a branch in which it lies there', async ({ page }) => {
  await ready(page);
  const ring = plane(page).locator('g:has(.ring)');
  const box = (await ring.boundingBox())!;
  const sample = Number(await plane(page).getAttribute('data-followed'));
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2 - 40, { steps: 4 });
  await page.mouse.up();
  const lane = page.locator('[data-branch="1"]');
  await expect(lane).toContainText(`Entradas de la muestra ${sample + 1}`);
  await expect(lane).toHaveClass(/current/);
  await expect(picker(page)).toHaveAttribute('data-sample', String(sample));
  const was = tracedStart(0, sample).batch.x.data;
  const now = picker(page).locator('[data-facts] dd');
  await expect(now.first()).not.toHaveText(written(was[0]!));
  // A press without a drag is no branch.
  const there = (await ring.boundingBox())!;
  await page.mouse.click(there.x + there.width / 2, there.y + there.height / 2);
  await expect(page.locator('[data-branches="1"]')).toBeVisible();
});

test('pointing at the training track shows what the network says at that step', async ({ page }) => {
  await ready(page);
  await expect.poll(async () => Number(await step(page).getAttribute('data-trained-to')), { timeout: 60_000 }).toBeGreaterThan(2000);
  const track = (await page.locator('[data-track="steps"]').boundingBox())!;
  const preview = page.locator('[data-preview]');
  const pictureAt = async (fraction: number): Promise<string> => {
    const at = Math.round(fraction * 5000);
    await page.mouse.move(track.x + track.width * fraction, track.y + track.height / 2);
    await expect.poll(async () => Math.abs(Number(await preview.getAttribute('data-preview')) - at)).toBeLessThan(10);
    return preview.locator('canvas').evaluate((element) => (element as HTMLCanvasElement).toDataURL());
  };
  const early = await pictureAt(0.01);
  expect(await pictureAt(0.3)).not.toBe(early);
  await expect(step(page)).toHaveAttribute('data-step', '0');
});
