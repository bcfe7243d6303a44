import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';

/** Keys that the person chooses, and what the program says of itself. */
const sheet = (page: Page) => page.getByRole('dialog', { name: 'Teclas' });
const row = (page: Page, id: string) => sheet(page).locator(`[data-command="${id}"]`);
const open = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /Una orden/ }).fill('teclas');
  await page.keyboard.press('Enter');
  await expect(sheet(page)).toBeVisible();
};
const presents = (page: Page) => expect(page.locator('html[data-presenting]'));

test('a key is changed, shown where keys are shown, and kept', async ({ page }) => {
  await screen(page).ready();
  await open(page);
  await sheet(page).getByRole('searchbox').fill('presentar o');
  await expect(sheet(page).locator('[data-command]')).toHaveCount(1);
  await row(page, 'present')
    .getByRole('button', { name: /^Cambiar la tecla/ })
    .click();
  await page.keyboard.press('F7');
  await expect(row(page, 'present').locator('kbd')).toHaveText(['F7']);
  await page.keyboard.press('Escape');
  await page.keyboard.press('F7');
  await presents(page).toHaveCount(1);
  await page.keyboard.press('F7');
  await presents(page).toHaveCount(0);
  await page.reload();
  await screen(page).ready();
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /Una orden/ }).fill('presentar o');
  await expect(page.locator('#command-list [data-command="present"]')).toContainText('F7');
});

test('a key of another command is told by its name, and taken only where the person says so; all go back', async ({ page }) => {
  await screen(page).ready();
  await open(page);
  const change = row(page, 'export').getByRole('button', { name: /^Cambiar la tecla/ });
  await change.click();
  await page.keyboard.press('Control+S');
  await expect(row(page, 'export').getByRole('alert')).toContainText('Ctrl + S es de «Guardar documento».');
  await row(page, 'export').getByRole('button', { name: 'Dejarlo' }).click();
  await expect(row(page, 'export').locator('kbd')).toHaveText(['Ctrl + E']);
  await change.click();
  await page.keyboard.press('Control+S');
  await row(page, 'export').getByRole('button', { name: 'Usarla aquí' }).click();
  await expect(row(page, 'export').locator('kbd')).toHaveText(['Ctrl + S']);
  await expect(row(page, 'save')).toContainText('sin tecla');
  await change.click();
  await page.keyboard.press('Control+C');
  await expect(row(page, 'export')).toContainText('Ctrl + C no puede ser de una orden');
  // Escape leaves the row, and only then the dialog.
  await page.keyboard.press('Escape');
  await expect(sheet(page)).toBeVisible();
  await sheet(page).getByRole('button', { name: 'Devolver todas a las de siempre' }).click();
  await expect(row(page, 'save').locator('kbd')).toHaveText(['Ctrl + S']);
});

test('about: whose work is in the program, found by what a licence says, without a network', async ({ page, context }) => {
  await screen(page).ready();
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /Una orden/ }).fill('acerca de');
  await page.keyboard.press('Enter');
  const about = page.getByRole('dialog', { name: 'Acerca de Retrograd' });
  await about.getByRole('radio', { name: 'Licencias' }).click();
  await context.setOffline(true);
  for (const name of ['svelte', 'pixi.js', '@pixi/colord', 'katex', 'mathjax-full', 'papaparse', 'valibot', 'Inter', 'iris.csv'])
    await expect(about.locator(`[data-licence="${name}"]`)).toHaveCount(1);
  // Tools that only build the program are not in it.
  for (const name of ['vite', 'typescript', 'electron-builder']) await expect(about.locator(`[data-licence="${name}"]`)).toHaveCount(0);
  await about.getByRole('searchbox').fill('apache');
  await expect(about.locator('[data-licence="mathjax-full"]')).toHaveCount(1);
  await about.locator('[data-licence="mathjax-full"] summary').click();
  await expect(about.locator('[data-licence="mathjax-full"] pre')).toContainText('Apache License');
  await context.setOffline(false);
});

test('what a report needs: versions, machine, last faults, and nothing of the person', async ({ page, app }) => {
  await screen(page).ready();
  await app.willOpen({ name: 'secreto de ana.json', bytes: new TextEncoder().encode('{ no') });
  await page.keyboard.press('Control+O');
  await expect(page.getByText(/deja de ser JSON/)).toBeVisible();
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /Una orden/ }).fill('acerca de');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'Informe' }).click();
  const text = page.getByRole('textbox', { name: 'Informe' });
  await expect(text).toHaveValue(/^Retrograd 0\.1\.0, (browser|electron), es\n/);
  await expect(text).toHaveValue(/\nfault [\w-]+/);
  if (app.standIn) await expect(text).toHaveValue(/\nGPU 10de:2330 \(active\); webgl enabled\n[\s\S]* start 0\.1\.0 /);
  await expect(text).not.toHaveValue(/secreto|ana\b|\/home|\/root|\/tmp/);
  if (app.standIn) {
    await page.getByRole('button', { name: 'Mostrar el registro de fallos' }).click();
    await expect.poll(() => app.standIn!.seen.folders.map((folder) => folder.split(/[\\/]/).at(-1))).toEqual(['logs']);
  }
});
