import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';

test.beforeEach(async ({ page }) => screen(page).ready());

test('Spanish first, English at a click, without losing the place', async ({ page }) => {
  const { position, sentence, drag, step, t, timeline } = screen(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await drag('steps', 0.1);
  await drag('phases', 0.3);
  await expect(position).toContainText('hacia delante');
  const place = [await step(), await t()];
  await page.getByRole('radio', { name: 'EN', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(position).toContainText('forward');
  await expect(timeline).toContainText('This step');
  await expect(sentence).not.toContainText(/ de |neurona/);
  expect([await step(), await t()]).toEqual(place);
  await page.getByRole('radio', { name: 'ES', exact: true }).click();
  await expect(position).toContainText('hacia delante');
});

test('decimals follow the language', async ({ page }) => {
  const { tree } = screen(page);
  await tree.focus();
  const x = tree.locator('[data-node="0.0"] [data-name="x"]');
  const spanish = (await x.textContent())!;
  expect(spanish).toContain(',');
  await page.getByRole('radio', { name: 'EN', exact: true }).click();
  await expect(x).toHaveText(spanish.replace(',', '.'));
});

test('a failure on screen follows the language', async ({ page }) => {
  const { alert } = screen(page);
  await page.getByLabel('Oculta 1: Neuronas').fill('0');
  await expect(alert).toBeVisible();
  const spanish = (await alert.textContent())!;
  await page.getByRole('radio', { name: 'EN', exact: true }).click();
  await expect(alert).not.toHaveText(spanish);
  await expect(alert).toBeVisible();
});

test('language and theme are kept, and the theme is dark to the last panel', async ({ page }) => {
  const { ready, button } = screen(page);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  const light = await page.locator('footer').evaluate((element) => getComputedStyle(element).backgroundColor);
  await button('Tema oscuro').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await page.locator('footer').evaluate((element) => getComputedStyle(element).backgroundColor)).not.toBe(light);
  await page.getByRole('radio', { name: 'EN', exact: true }).click();
  await page.reload();
  await ready();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('preferences: how numbers are written, high contrast and a scale of widths per layer, kept for the next time', async ({ page }) => {
  const { ready, button, tree } = screen(page);
  await page.getByLabel('Elegir un ejemplo').selectOption({ label: 'Ejemplo a mano 2-2-2' });
  await tree.focus();
  const written = async (): Promise<string> => (await tree.locator('[data-node] [data-name="x"]').allTextContents()).join(' ');
  await expect.poll(written).toMatch(/\d,\d{2}/);
  await page.keyboard.press('Control+,');
  const dialog = page.getByRole('dialog', { name: 'Preferencias' });
  const choose = (name: string) => dialog.getByRole('radio', { name, exact: true }).click();
  await choose('Fracciones');
  await expect(dialog.locator('[data-sample]')).toContainText('−1/3');
  await choose('Una por capa');
  await choose('Alto contraste');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast');
  await page.keyboard.press('Escape');
  await tree.focus();
  await expect.poll(written).toMatch(/\d\/\d/);
  await page.reload();
  await ready();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast');
  await button('Preferencias').click();
  await expect(dialog.getByRole('radio', { name: 'Una por capa' })).toBeChecked();
  await expect(dialog.getByRole('radio', { name: 'Fracciones' })).toBeChecked();
});

test('no text is missing in either language', async ({ page }) => {
  for (const language of ['EN', 'ES']) {
    await page.getByRole('radio', { name: language, exact: true }).click();
    expect(await page.locator('body').innerText()).not.toMatch(/undefined|\[object|NaN/);
    for (const dialog of ['Control+g', 'Control+Shift+P']) {
      await page.keyboard.press(dialog);
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await page.getByRole('dialog').innerText()).not.toMatch(/undefined|\[object/);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  }
});
