import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { runIn, saveDocument } from './documents.ts';
import { screen } from './screen.ts';
import { tracedStart, written } from './traced.ts';

const whatIf = (page: Page) => page.locator('[data-panel="what-if"]');
const lanes = (page: Page) => page.locator('[data-branches]');
const lane = (page: Page, id: number) => page.locator(`[data-branch="${id}"]`);
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

test.beforeEach(async ({ page }) => screen(page).ready());

const goTo = async (page: Page, step: number): Promise<void> => {
  await screen(page).track('steps').focus();
  for (let i = 0; i < step; i++) await page.keyboard.press('ArrowRight');
  await expect(page.locator(`#stage[data-drawn-step="${step}"]`)).toBeVisible();
};

/** Chooses the weight from unit 1 to unit 1 of the first hidden layer, and opens what it could be. */
const chooseWeight = async (page: Page): Promise<void> => {
  await page.getByRole('tree').focus();
  const item = page.locator('[data-node="1.0.0"]');
  if (!(await item.isVisible())) {
    await page.keyboard.press('Home');
    while (!(await page.locator('[data-node="1.0"].active').isVisible())) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
  }
  await item.click();
  await whatIf(page).locator('summary').click();
};
const hold = async (page: Page, value: string): Promise<void> => {
  await page.locator('#what-if-value').fill(value);
  await page.keyboard.press('Enter');
};

test('a weight is held at another value, and its loss tends to the gradient', async ({ page }) => {
  await goTo(page, 3);
  await chooseWeight(page);
  const { layers, loss } = tracedStart(3);
  const [w, gradient] = [layers[0]!.W.data[0]!, layers[0]!.dW.data[0]!];
  await hold(page, 'mucho');
  await expect(whatIf(page).getByRole('alert')).toContainText('es mucho y debe ser un número finito');
  await expect(page.locator('[data-what-if]')).toHaveCount(0);
  await hold(page, String(w + 0.5));
  const bar = page.locator('[data-what-if]');
  await expect(bar).toContainText(`Pérdida: ${written(loss.total)}`);
  await expect(whatIf(page).getByRole('alert')).toHaveCount(0);
  const far = Number(await whatIf(page).locator('[data-ratio]').getAttribute('data-ratio'));
  await hold(page, String(w + 1e-5));
  await expect
    .poll(async () => Math.abs(Number(await whatIf(page).locator('[data-ratio]').getAttribute('data-ratio')) - gradient))
    .toBeLessThan(1e-5);
  expect(Math.abs(far - gradient)).toBeGreaterThan(1e-4);
  await bar.getByRole('button', { name: 'Volver a su valor' }).click();
  await expect(bar).toHaveCount(0);
});

test('a branch with another weight: beside the run, its difference, the first number that differs, and back', async ({ page }) => {
  const app = screen(page);
  await app.trained();
  await goTo(page, 4);
  await chooseWeight(page);
  await hold(page, '2,5');
  const began = Date.now();
  await page.getByRole('button', { name: 'Abrir una rama con este valor' }).click();
  await expect(lane(page, 1)).toBeVisible();
  test.info().annotations.push({ type: 'fork', description: `${Date.now() - began} ms until the lane is there` });
  await expect(lane(page, 1)).toContainText('Peso 1→1, capa 1 = 2,5');
  await expect(lane(page, 1)).toHaveAttribute('data-step', '4');
  expect(await app.step()).toBe(4);
  await app.trained();
  await expect(whatIf(page).locator('#what-if-value')).toHaveValue('2,5');

  await lane(page, 0)
    .getByRole('button', { name: /^Comparar con/ })
    .click();
  const beside = page.locator('[data-compared="0"]');
  await expect(beside).toHaveAttribute('data-drawn-step', '4');
  await expect(beside.locator('p')).toHaveAttribute('data-first-difference', '4');
  await expect(beside).toContainText('Difieren desde el paso 4: Peso 1→1, capa 1, 2,5 frente a');
  await beside.locator('[data-value="difference"]').click();
  await expect(beside).toHaveAttribute('data-mode', 'difference');
  await app.track('steps').focus();
  await page.keyboard.press('ArrowRight');
  await expect(beside).toHaveAttribute('data-drawn-step', '5');
  await expect(page.locator('#stage')).toHaveAttribute('data-drawn-step', '5');
  // The picture is alive: its pixels are not all the same.
  const shot = await beside.locator('canvas').screenshot();
  expect(new Set(shot).size).toBeGreaterThan(50);

  await page.keyboard.press('Control+z');
  await expect(lane(page, 0)).toHaveClass(/current/);
  await expect(page.locator('[data-compared]')).toHaveCount(0);
  await lane(page, 1)
    .getByRole('button', { name: /^Quitar la rama/ })
    .click();
  await expect(lanes(page)).toHaveCount(0);
});

test('edits from here on, a sample of another class, and a finding’s remedy are branches', async ({ app, page }) => {
  const shown = screen(page);
  await shown.trained();
  await goTo(page, 6);
  await page.getByRole('radio', { name: 'Desde el paso 6' }).click();
  await page.getByLabel('Tasa de aprendizaje').fill('0,05');
  await page.keyboard.press('Enter');
  await expect(lane(page, 1)).toContainText('Tasa de aprendizaje: 0,5 → 0,05');
  await expect(lane(page, 1)).toHaveAttribute('data-step', '6');
  expect(await shown.step()).toBe(6);

  // As many neurons as there are weights for: more is refused at its field, and the branch stays.
  await page.getByLabel('Neuronas').first().fill('5');
  await page.keyboard.press('Enter');
  await expect(page.locator('aside.editor')).toContainText('una rama continúa con los pesos que hay');
  await page.keyboard.press('Control+z');
  await expect(lane(page, 1)).toHaveClass(/current/);

  await page.locator('[data-panel="plane"]').getByRole('button', { name: 'Siguiente' }).click();
  await page.getByRole('button', { name: /^¿Y si fuera/ }).click();
  await expect(lane(page, 2)).toContainText('Objetivo de la muestra');
  await expect(lane(page, 2)).toHaveAttribute('data-left', '1');

  const diverging = {
    seed: 1,
    data: { kind: 'generator', name: 'line' },
    network: { layers: [{ units: 1 }] },
    optimizer: { kind: 'sgd', learningRate: 3 },
  };
  await app.willOpen({ name: 'run.json', bytes: bytes(diverging) });
  await shown.button('Abrir').click();
  await page.getByRole('button', { name: 'Sustituir sin guardar' }).click();
  await expect(lanes(page)).toHaveCount(0);
  await shown.view('health');
  const finding = page.locator('[data-finding="diverged"]');
  await finding.locator('[data-remedy]').click({ timeout: 60_000 });
  await expect(lane(page, 1)).toContainText('Tasa de aprendizaje: 3 → 0,3');
  await shown.trained();
  await expect(page.locator('[data-panel="health"]')).toContainText('No se ha encontrado ningún problema', { timeout: 60_000 });
});

test('a saved run keeps its branches: opened again they are made in the background, and one that is wrong is told', async ({
  app,
  page,
}) => {
  const shown = screen(page);
  await shown.trained();
  await goTo(page, 4);
  await chooseWeight(page);
  await hold(page, '2,5');
  await page.getByRole('button', { name: 'Abrir una rama con este valor' }).click();
  await expect(lane(page, 1)).toHaveAttribute('data-step', '4');
  const file = await saveDocument(page, app);
  const kept = runIn(file.bytes) as { branches: Record<string, unknown>[] };
  expect(kept.branches).toEqual([
    { number: 1, from: 0, step: 4, change: { parameters: [{ place: { layer: 1, kind: 'W', row: 0, col: 0 }, value: 2.5 }] } },
  ]);

  await shown.chooseExample('XOR');
  await expect(lanes(page)).toHaveCount(0);
  const late = { ...kept.branches[0], number: 2, step: 4000 };
  const wrong = { ...kept.branches[0], number: 3, from: 9 };
  // Without what was on screen the run itself is looked at.
  const changed = { ...kept, view: undefined, steps: undefined, branches: [...kept.branches, late, wrong] };
  await app.willOpen({ name: 'run.json', bytes: bytes(changed) });
  await shown.button('Abrir').click();
  await expect(lane(page, 1)).toContainText('Peso 1→1, capa 1 = 2,5');
  await expect(page.locator('[data-left-out="1"]')).toContainText('«branches[2].from» es 9: una rama sale de la ejecución misma');
  // The late one is there by its name before training has come that far, and the run itself is what is looked at.
  await expect(lanes(page).locator('li').last()).toContainText('Peso 1→1, capa 1 = 2,5');
  await expect(lane(page, 0)).toHaveClass(/current/);
  await expect(lane(page, 2)).toHaveAttribute('data-step', '4000', { timeout: 60_000 });
  await expect(page.locator('[data-coming]')).toHaveCount(0);

  await lane(page, 1)
    .getByRole('button', { name: /^Comparar con/ })
    .click();
  await expect(page.locator('[data-compared="1"] p')).toHaveAttribute('data-first-difference', '4');
  await lane(page, 2).locator('.pick').click();
  await expect(lane(page, 2)).toHaveClass(/current/);
  await shown.trained();
});

test('two rates are compared by a command: their losses on one axis, their networks at one height and at one moment', async ({ page }) => {
  const app = screen(page);
  await app.trained();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('comparar');
  await page.keyboard.press('Enter');
  const rate = page.getByLabel('Otra tasa', { exact: true });
  await rate.fill('0,5');
  await expect(page.getByRole('alert')).toContainText('La red ya se compara con 0,5');
  await rate.fill('0,1');
  await page.keyboard.press('Enter');
  const beside = page.locator('[data-compared="1"]');
  await expect(beside).toHaveAttribute('data-drawn-step', '0');
  await expect(beside.getByRole('heading')).toHaveText('tasa 0,1');
  // The other one is trained as far as the run, and is told apart by its dashes and by its name.
  const loss = page.locator('[data-panel="loss"]');
  await expect(loss.locator('polyline[stroke-dasharray]')).toHaveCount(1);
  await expect(loss.locator('svg text', { hasText: /^tasa 0,[15]$/ })).toHaveCount(2);
  await expect(loss.locator('.figures')).toContainText('tasa 0,5');
  const heights = await Promise.all(
    [page.locator('#stage'), beside.locator('.box').first()].map(async (box) => (await box.boundingBox())!.height),
  );
  expect(heights[0]).toBeGreaterThan(100);
  expect(heights[1]).toBe(heights[0]);
  await app.track('steps').focus();
  await page.keyboard.press('ArrowRight');
  await expect(beside).toHaveAttribute('data-drawn-step', '1');
});
