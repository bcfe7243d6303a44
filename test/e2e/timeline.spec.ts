import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';

test.beforeEach(async ({ page }) => screen(page).ready());

test('the training axis drags both ways and keeps the moment within the step', async ({ page }) => {
  const { drag, step, t, drawn, trained, position } = screen(page);
  await trained();
  await drag('phases', 0.5);
  const moment = await t();
  await drag('steps', 0.1, 0.8);
  const far = await step();
  expect(far).toBeGreaterThan(3900);
  await drawn();
  await drag('steps', 0.8, 0.2);
  expect(await step()).toBeLessThan(1100);
  expect(await t()).toBe(moment);
  await drawn();
  await expect(position).toContainText(/^Paso 9?\d?\d\d\d? · hacia/);
});

test('the phases of a step drag both ways', async ({ page }) => {
  const { drag, t, duration, position } = screen(page);
  await drag('phases', 0.05, 0.97);
  expect(await t()).toBeGreaterThan(0.9 * (await duration()));
  await expect(position).toContainText('actualización');
  await drag('phases', 0.97, 0.2);
  await expect(position).toContainText('hacia delante');
  expect(await t()).toBeLessThan(0.3 * (await duration()));
});

test('the tracks are sliders for the keyboard', async ({ page }) => {
  const { track, step, position } = screen(page);
  await track('steps').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  expect(await step()).toBe(11);
  await expect(track('steps')).toHaveAttribute('aria-valuetext', 'Paso 11 de 5000');
  await page.keyboard.press('End');
  expect(await step()).toBe(5000);
  await page.keyboard.press('Home');
  expect(await step()).toBe(0);
  await track('phases').focus();
  await page.keyboard.press('ArrowRight');
  await expect(position).toHaveText('Paso 0 · lote · x₁');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageUp');
  await expect(position).toContainText('salida · activación');
});

test('the timeline from close by: wheel, keys and the part it shows, with the playhead in sight', async ({ page }) => {
  const { track, trained, drag, step, button, timeline } = screen(page);
  await trained();
  const steps = track('steps');
  await drag('steps', 0.3);
  const at = await step();
  const ends = async (): Promise<number[]> => [
    Number(await timeline.getAttribute('data-from')),
    Number(await timeline.getAttribute('data-to')),
  ];
  expect(await ends()).toEqual([0, 5000]);
  await page.mouse.wheel(0, -720);
  await expect.poll(async () => (await ends())[1]! - (await ends())[0]!).toBeCloseTo(625, 3);
  const [from, to] = await ends();
  expect((at - from!) / 625).toBeCloseTo(0.3, 2);
  await expect(timeline.locator('[data-window]')).toHaveText(/^Pasos \d/);
  await drag('steps', 0.5);
  expect(await step()).toBe(Math.round((from! + to!) / 2));
  await button('Acercar la línea de tiempo').click();
  await expect.poll(async () => (await ends())[1]! - (await ends())[0]!).toBeLessThan(209);
  await page.locator('#step-field').fill('4000');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await ends())[0]! < 4000 && (await ends())[1]! > 4000).toBe(true);
  const overview = (await page.locator('[data-overview]').boundingBox())!;
  await page.mouse.click(overview.x + overview.width * 0.5, overview.y + overview.height / 2);
  await expect.poll(async () => Math.abs((await ends())[0]! + (await ends())[1]! - 5000)).toBeLessThan(20);
  // The playhead is out of sight: nothing of it stands beside the track, and the slider still tells where it is.
  const inside = page.locator('.lane.steps');
  await expect(inside.locator('> .head')).toHaveCount(0);
  expect(await steps.getAttribute('aria-valuemax')).toBe('4000');
  // A slider of its own keeps its keys.
  const before = await ends();
  await page.getByRole('slider', { name: 'Velocidad' }).press('Shift+ArrowUp');
  expect(await ends()).toEqual(before);
  await drag('steps', 0.9, 1.2);
  expect(await ends()).toEqual(before);
  await expect(inside.locator('> .head')).toHaveCount(1);
  await steps.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(ends).toEqual([0, 5000]);
  await expect(page.locator('[data-overview]')).toHaveCount(0);
});

test('thumbnails above the timeline, which lead to their steps', async ({ page }) => {
  const { trained, step, drawn } = screen(page);
  await trained();
  await expect(page.locator('[data-thumbnails]')).toHaveCount(0);
  await page.keyboard.press('Control+Shift+M');
  const thumbs = page.locator('[data-thumb]');
  await expect.poll(() => thumbs.count()).toBeGreaterThan(5);
  const picture = (index: number): Promise<string> =>
    thumbs
      .nth(index)
      .locator('canvas')
      .evaluate((element) => (element as HTMLCanvasElement).toDataURL());
  expect(await picture(0)).not.toBe(await picture(4));
  const there = Number(await thumbs.nth(3).getAttribute('data-thumb'));
  await thumbs.nth(3).click();
  expect(await step()).toBe(there);
  await drawn();
  await page.reload();
  await expect.poll(() => thumbs.count(), { timeout: 60_000 }).toBeGreaterThan(2);
});

test('play goes around in a marked loop, whose edges drag', async ({ page }) => {
  const { drag, step, t, timeline, track, trained, button } = screen(page);
  await trained();
  const mark = async (key: string, ...at: Parameters<typeof drag>): Promise<void> => {
    await drag(...at);
    await track(at[0]).press(key);
  };
  await mark('i', 'steps', 0.2);
  await mark('o', 'steps', 0.4);
  await expect(timeline).toContainText('Bucle: 1000–2000');
  const end = track('steps').locator('..').locator('[data-loop="end"]');
  const [box, edge] = [(await track('steps').boundingBox())!, (await end.boundingBox())!];
  await page.mouse.move(edge.x + 2, edge.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.22, edge.y + 10, { steps: 3 });
  await page.mouse.up();
  await expect(timeline).toContainText('Bucle: 1000–1100');
  await end.press('ArrowLeft');
  await expect(end).toHaveAttribute('aria-valuetext', 'Paso 1099 de 5000');

  // Within one step the edges stand on the other track too.
  await mark('i', 'phases', 0.3);
  await mark('o', 'phases', 0.33);
  await expect(timeline).toContainText('Bucle en 2000');
  await expect(page.locator('[data-loop]')).toHaveCount(4);
  await button('Reproducir').click();
  const first = await t();
  await expect.poll(t).not.toBe(first);
  for (let i = 0; i < 10; i++) {
    await page.waitForTimeout(150);
    expect(await step()).toBe(2000);
    expect((await t()) / Number(await timeline.getAttribute('data-duration'))).toBeCloseTo(0.315, 1);
  }
  await expect(timeline).toHaveAttribute('data-playing', 'true');
  await button('Quitar el bucle').click();
  await expect(page.locator('[data-loop]')).toHaveCount(0);
});

test('marks bear notes and are gone to by key', async ({ page }) => {
  const { drag, step, track, button } = screen(page);
  for (const [fraction, note] of [
    [0.2, 'baja la pérdida'],
    [0.6, 'ya no mejora'],
  ] as const) {
    await drag('steps', fraction);
    await track('steps').press('m');
    await button(`Marca en el paso ${5000 * fraction}`).click();
    await page.getByLabel('Nota', { exact: true }).fill(note);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(button(`Marca en el paso ${5000 * fraction}: ${note}`)).toBeVisible();
  }
  await page.keyboard.press('Control+Shift+ArrowLeft');
  expect(await step()).toBe(1000);
  await page.keyboard.press('Control+Shift+ArrowRight');
  expect(await step()).toBe(3000);
  await track('steps').press('m');
  await button('Quitar la marca').click();
  await expect(page.locator('[data-mark]')).toHaveCount(1);
});
