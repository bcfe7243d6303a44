import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { command, runIn, saveDocument } from './documents.ts';
import { expect, test } from './fixture.ts';
import type { NamedBytes } from './hosts.ts';
import { screen } from './screen.ts';

/** Documents as a person saves, finds and takes them back, on both hosts. */
const seed = (page: Page) => page.getByLabel('Semilla', { exact: true });
const setSeed = async (page: Page, value: string): Promise<void> => {
  await seed(page).fill(value);
  await screen(page).drawn();
  await expect(page.getByLabel('Elegir un ejemplo')).toHaveValue('own');
};
const asked = (page: Page) => page.getByRole('dialog', { name: '¿Guardar antes los cambios?' });

test('a saved document is among the recent ones, and one press shows it again', async ({ page, app }) => {
  await setSeed(page, '77');
  const { name } = await saveDocument(page, app);
  await screen(page).chooseExample('XOR');
  await expect(asked(page)).toHaveCount(0);
  await expect(seed(page)).toHaveValue('3');
  await command(page, 'Abrir un documento reciente');
  await page.getByRole('dialog', { name: 'Abrir un documento reciente' }).getByRole('button', { name }).click();
  await expect(seed(page)).toHaveValue('77');
  await expect(page).toHaveTitle(`${name.replace('.retrograd', '')} — Retrograd`);
});

test('the dot says what is in no file, and reverting takes it back', async ({ page, app }) => {
  await setSeed(page, '77');
  await saveDocument(page, app);
  await setSeed(page, '78');
  await expect(page).toHaveTitle(/^• /);
  await command(page, 'Volver al documento guardado');
  await asked(page).getByRole('button', { name: 'Sustituir sin guardar' }).click();
  await expect(seed(page)).toHaveValue('77');
  await expect(page).not.toHaveTitle(/^• /);
});

test('an example asks before it takes the place of unsaved work; who changes their mind sees what was there', async ({ page }) => {
  await setSeed(page, '77');
  await screen(page).chooseExample('XOR');
  await asked(page).getByRole('button', { name: 'Cancelar' }).click();
  await expect(seed(page)).toHaveValue('77');
  await expect(page.getByLabel('Elegir un ejemplo')).toHaveValue('own');
  await screen(page).chooseExample('XOR');
  await asked(page).getByRole('button', { name: 'Sustituir sin guardar' }).click();
  await expect(seed(page)).toHaveValue('3');
  await page.locator('[data-notice="replaced"]').getByRole('button', { name: 'Recuperarlo' }).click();
  await expect(seed(page)).toHaveValue('77');
});

test('a file that is protected is replaced only where the person says so, and the old one stays beside it', async ({ page, app }, info) => {
  test.skip(app.host === 'browser', 'a download is a new file each time');
  await setSeed(page, '77');
  const saved: NamedBytes = await saveDocument(page, app);
  const file = await app.savedAt(saved);
  chmodSync(file, 0o444);
  await setSeed(page, '78');
  await screen(page).button('Guardar').click();
  const question = page.getByRole('dialog', { name: 'El archivo está protegido' });
  await question.getByRole('button', { name: 'Cancelar' }).click();
  expect(runIn(readFileSync(file))).toMatchObject({ seed: 77 });
  await screen(page).button('Guardar').click();
  await question.getByRole('button', { name: 'Sustituirlo' }).click();
  await expect.poll(() => (runIn(readFileSync(file)) as { seed: number }).seed).toBe(78);
  expect(runIn(readFileSync(`${file}.bak`))).toMatchObject({ seed: 77 });
  expect(path.relative(info.outputDir, file).startsWith('..')).toBe(false);
});
