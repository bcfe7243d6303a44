import { readFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';

test.use({ visit: 'first' });

const names = ['course.json', '1/lesson.json', '1/es.md', '1/en.md'];
const template = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(`assets/course-template/${name}`, 'utf8')] as const)),
  );
const zip = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [`mio/${name}`, strToU8(text)])));

const command = async (page: Page, name: string): Promise<void> => {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /./ }).last().fill(name);
  await page.keyboard.press('Enter');
};
const lesson = (page: Page) => page.locator('[data-lesson="1"][aria-busy="false"]');

test('a course opens from a .zip; a broken one is told, and what was open stays', async ({ app, page }) => {
  await command(page, 'Abrir un curso');
  const dialog = page.getByRole('dialog');
  let chosen = await app.willOpen({ name: 'roto.zip', bytes: strToU8('PK no es un zip') });
  await dialog.locator('[data-way="zip"]').click();
  await chosen();
  await expect(dialog.getByRole('alert')).toContainText('«roto.zip» no se puede abrir como .zip');
  await dialog.getByRole('button', { name: 'Abrir otro…' }).click();

  const files = await template();
  delete files['1/en.md'];
  files['1/es.md'] = `${files['1/es.md']}\n<script>document.title = 'mal'</script>\n`;
  chosen = await app.willOpen({ name: 'faltas.zip', bytes: zip(files) });
  await dialog.locator('[data-way="zip"]').click();
  await chosen();
  await expect(dialog.locator('[data-faults="2"]')).toContainText('Hay 2 cosas que corregir en faltas.zip');
  await expect(dialog.getByRole('alert')).toContainText('«1/es.md», parte «teacher»: El texto lleva «<script>»');
  await expect(dialog.getByRole('alert')).toContainText('No se puede leer «1/en.md»');
  await expect(dialog.locator('[data-open="1"]')).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Elegir un ejemplo')).toHaveValue('first');

  // The ordinary dialog takes it too.
  chosen = await app.willOpen({ name: 'mio.zip', bytes: zip(await template()) });
  await page.keyboard.press('Control+o');
  await chosen();
  await expect(lesson(page)).toContainText('Un peso y su gradiente');
  await page.getByRole('button', { name: 'Salir de la lección' }).click();
  await expect(page.getByLabel('Elegir un ejemplo')).toHaveValue('first');
});

test('text from elsewhere is text: no links, no scripts, formulas that fill no page', async ({ app, page }) => {
  const files = await template();
  const odd = String.raw`Mira https://ejemplo.org/a. $\href{javascript:document.title='mal'}{x}$ $\htmlClass{mal}{y}$ $\rule{9999em}{9999em}$ $\def\a{\a\a}\a$ $\nada{$`;
  files['1/es.md'] = files['1/es.md']!.replace('## sees\n', `## sees\n\n${odd}\n`);
  const chosen = await app.willOpen({ name: 'mio.zip', bytes: zip(files) });
  await page.keyboard.press('Control+o');
  await chosen();
  await expect(lesson(page)).toContainText('https://ejemplo.org/a');
  await expect(lesson(page).locator('.katex').first()).toBeAttached();
  // What cannot be set is shown as it was written.
  await expect(lesson(page)).toContainText(String.raw`\nada{`);
  await expect(lesson(page).locator('a, script, .mal')).toHaveCount(0);
  const rules = await lesson(page)
    .locator('.rule')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
  for (const width of rules) expect(width).toBeLessThan(1000);
  expect(await page.title()).not.toBe('mal');
});

test('a folder is chosen or dropped; training that takes long is asked about', async ({ page, context }, testInfo) => {
  const folder = testInfo.outputPath('mio');
  const files = await template();
  const write = async (): Promise<void> => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
  };
  await write();
  await command(page, 'Abrir un curso');
  const chooser = page.waitForEvent('filechooser');
  await page.locator('[data-way="folder"]').click();
  await (await chooser).setFiles(folder);
  await expect(lesson(page)).toBeVisible();
  await page.getByRole('button', { name: 'Salir de la lección' }).click();

  files['1/lesson.json'] = files['1/lesson.json']!.replace('"steps": 10', '"steps": 900000000');
  await write();
  const devices = await context.newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devices.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('[data-open="1"]')).toContainText('Su red entrena unos');
  await dialog.locator('[data-open="1"]').click();
  await expect(dialog.getByRole('alert')).toContainText('¿Abrirla de todos modos?');
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Elegir un ejemplo')).toHaveValue('first');
});

test('a lesson is recorded, saved as a draft, and opens again', async ({ app, page }) => {
  await command(page, 'Grabar una lección');
  const panel = page.getByRole('region', { name: 'Grabación' });
  await panel.getByLabel('Título de la lección').fill('Mi primera lección');
  await panel.getByRole('button', { name: /^Añadir escena/ }).click();
  await panel.getByLabel('Qué se dice en la escena 1').fill('Aquí la red dice {a[2][1]}.');
  await page.locator('[data-target="unit 1 0"], [data-node="1.0"]').first().dispatchEvent('click');
  await page.keyboard.press('Control+g');
  await page.getByRole('dialog').locator('input').fill('4');
  await page.keyboard.press('Enter');
  await expect(page.locator('#stage[data-drawn-step="4"]')).toBeAttached();
  await panel.getByRole('button', { name: /^Añadir escena/ }).click();
  await expect(panel.locator('[data-scene]')).toHaveCount(2);
  await panel.locator('[data-scene]').first().getByRole('checkbox').check();
  const saving = await app.willSave();
  await panel.getByRole('button', { name: 'Guardar borrador…' }).click();
  const saved = await saving();
  expect(saved.name).toMatch(/mi-primera-leccion\.zip$/);
  const files = unzipSync(saved.bytes);
  expect(Object.keys(files).sort()).toEqual(['1/es.md', '1/lesson.json', 'course.json'].map((name) => `mi-primera-leccion/${name}`));
  expect(strFromU8(files['mi-primera-leccion/1/es.md']!)).toContain('Aquí la red dice {a[2][1]}.');
  await panel.getByRole('button', { name: 'Dejar de grabar' }).click();

  const chosen = await app.willOpen({ name: saved.name, bytes: saved.bytes });
  await page.keyboard.press('Control+o');
  await chosen();
  await expect(lesson(page)).toContainText('Mi primera lección');
  await expect(lesson(page)).toContainText('Aquí la red dice');
  await expect(lesson(page)).toContainText('Escribe aquí qué hay que hacer.');
  await lesson(page).getByRole('button', { name: 'Enséñamelo' }).click();
  await expect(page.locator('[data-task="done"]')).toBeVisible();
});
