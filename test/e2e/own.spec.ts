import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';
import { written } from './traced.ts';

test.use({ visit: 'first' });

test.beforeEach(async ({ page }) => screen(page).ready());

const dialog = (page: Page) => page.locator('[data-own-network]');
const cell = (page: Page, name: string) => page.getByLabel(name, { exact: true });
/** A number of the tree: of a unit, or of a weight or bias, once its unit is open. */
const told = async (page: Page, node: string, name: string) => {
  const tree = page.getByRole('tree');
  if (node.split('.').length > 2 && !(await tree.locator(`[data-node="${node}"]`).isVisible())) {
    await tree.focus();
    await page.keyboard.press('Home');
    const unit = node.split('.').slice(0, 2).join('.');
    while (!(await tree.locator(`[data-node="${unit}"].active`).isVisible())) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
  }
  return tree.locator(`[data-node="${node}"] [data-name="${name}"]`);
};

test('homework: 2-2-1 with given weights, one sample, one step, without a file', async ({ page }) => {
  // The sheet: sigmoids, half the squared error, rate 0.5.
  const x = [0.05, 0.1];
  const y = 0.01;
  const W1 = [
    [0.15, 0.25],
    [0.2, 0.3],
  ];
  const b1 = [0.35, 0.35];
  const W2 = [0.4, 0.45];
  const b2 = 0.6;

  await page.getByRole('button', { name: /^Tu propia red/ }).click();
  await expect(dialog(page)).toBeVisible();
  // Typed down the columns, with Enter.
  await cell(page, 'Peso 1→1, capa 1').click();
  for (const value of [0.15, 0.2, 0.35, 0.25, 0.3, 0.35]) {
    await page.keyboard.type(String(value).replace('.', ','));
    await page.keyboard.press('Enter');
  }
  await cell(page, 'Peso 1→1, capa 2').click();
  for (const value of [0.4, 0.45, 0.6]) {
    await page.keyboard.type(String(value).replace('.', ','));
    await page.keyboard.press('Enter');
  }
  await cell(page, 'x₁, muestra 1').click();
  for (const value of [...x, y]) {
    await page.keyboard.type(String(value).replace('.', ','));
    await page.keyboard.press('Tab');
  }
  await page.getByRole('button', { name: 'Abrir esta red' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByLabel('Elegir un ejemplo')).toHaveValue('own');
  await screen(page).drawn();

  // By hand: forward, error, back, one step downhill.
  const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
  const h = [0, 1].map((j) => sigmoid(x[0]! * W1[0]![j]! + x[1]! * W1[1]![j]! + b1[j]!));
  const o = sigmoid(h[0]! * W2[0]! + h[1]! * W2[1]! + b2);
  const delta = (o - y) * o * (1 - o);
  const deltas = [0, 1].map((j) => delta * W2[j]! * h[j]! * (1 - h[j]!));

  await expect(await told(page, '1.0', 'a')).toHaveText(written(h[0]!));
  await expect(await told(page, '2.0', 'a')).toHaveText(written(o));
  await expect(await told(page, '2.0', 'dL/dz')).toHaveText(written(delta));

  // Space plays from where the dialog was, and one step further the new weights stand.
  await page.keyboard.press('Space');
  await expect(page.locator('[data-welcome]')).toHaveCount(0);
  await page.locator('#step-field').fill('1');
  await page.keyboard.press('Enter');
  await expect(page.locator('#stage[data-drawn-step="1"]')).toBeVisible();
  await expect(await told(page, '2.0.0', 'w')).toHaveText(written(W2[0]! - 0.5 * delta * h[0]!));
  await expect(await told(page, '2.0.1', 'w')).toHaveText(written(W2[1]! - 0.5 * delta * h[1]!));
  for (const j of [0, 1])
    for (const i of [0, 1]) await expect(await told(page, `1.${j}.${i}`, 'w')).toHaveText(written(W1[i]![j]! - 0.5 * deltas[j]! * x[i]!));
});

test('a table from a spreadsheet, a shape with more of everything, and what cannot be opened', async ({ page }) => {
  await page.getByLabel('Elegir un ejemplo').selectOption({ label: 'Tu propia red…' });
  await dialog(page).getByRole('button', { name: 'Entradas: una más' }).click();
  await cell(page, 'Salida: Neuronas').fill('2');
  await page.keyboard.press('Enter');
  await cell(page, 'x₁, muestra 1').click();
  const paste = (text: string): Promise<void> =>
    page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  await paste('0,5\t1\t-1\t0\t1\r\n0,25\t2\t-2\t1\t0\r\n');
  await expect(cell(page, 'y₂, muestra 1')).toHaveValue('1');
  await expect(cell(page, 'x₁, muestra 2')).toHaveValue('0,25');
  await cell(page, 'Sesgo 1, capa 2').fill('cero');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('alert')).toHaveText(/«Sesgo 1, capa 2» es "cero"/);
  await expect(page.getByRole('button', { name: 'Abrir esta red' })).toBeDisabled();
  await cell(page, 'Sesgo 1, capa 2').fill('0');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Abrir esta red' }).click();
  await screen(page).drawn();
  await expect(screen(page).tree.locator('[data-node^="0."]')).toHaveCount(3);
  await expect(screen(page).tree.locator('[data-node^="2."]')).toHaveCount(2);
});

test('at step 0 a weight is typed where it is chosen, and undo takes back each edit', async ({ page }) => {
  await expect(await told(page, '1.0.0', 'w')).toHaveText('−1');
  await page.locator('[data-node="1.0.0"]').click();
  const start = page.locator('[data-start]');
  const field = start.getByLabel('Peso 1→1, capa 1');
  await expect(field).toHaveValue('-1');
  await field.fill('0,25');
  await page.keyboard.press('Enter');
  await expect(await told(page, '1.0', 'z')).toHaveText('1,5');
  await field.fill('mucho');
  await page.keyboard.press('Enter');
  await expect(start.getByRole('alert')).toHaveText(/«Peso 1→1, capa 1» es "mucho"/);
  await field.fill('0,5');
  await page.keyboard.press('Enter');
  await expect(start.getByRole('alert')).toHaveCount(0);
  await expect(await told(page, '1.0', 'z')).toHaveText('1,75');
  await expect(page.locator('[data-branch]')).toHaveCount(0);
  await page.locator('#stage').focus();
  await page.keyboard.press('Control+z');
  await expect(await told(page, '1.0', 'z')).toHaveText('1,5');
  await page.keyboard.press('Control+z');
  await expect(await told(page, '1.0', 'z')).toHaveText('0,25');
});

test('a layer’s numbers and the samples are typed in the matrices at step 0', async ({ page }) => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Matrices');
  await page.keyboard.press('Enter');
  const sheet = page.locator('[data-start-sheet]');
  await page.getByRole('button', { name: 'Escribir los números' }).click();
  await sheet.getByLabel('Sesgo 3, capa 1').fill('0,75');
  await page.keyboard.press('Enter');
  await sheet.getByLabel('x₂, muestra 1').fill('2');
  await page.keyboard.press('Enter');
  await expect(await told(page, '1.2', 'z')).toHaveText('3,75');
  await page.keyboard.press('Control+g');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Escribir los números' })).toHaveCount(0);
  await expect(sheet).toHaveCount(0);
});

test('more outputs bring more targets, and say so', async ({ page }) => {
  await page.getByRole('button', { name: 'Panel de la red' }).click();
  await page.getByLabel('Salida: Neuronas').fill('2');
  await expect(page.getByRole('status')).toContainText('objetivos por muestra: 2');
  await expect(screen(page).tree.locator('[data-node^="2."]')).toHaveCount(2);
  const samples = page.getByRole('table', { name: 'Muestras' });
  await expect(samples.getByLabel('y₂, muestra 1')).toHaveValue('0');
  await samples.getByLabel('y₂, muestra 1').fill('0,5');
  await page.keyboard.press('Enter');
  await screen(page).drawn();
  await expect(page.locator('[role="alert"]')).toHaveCount(0);
});
