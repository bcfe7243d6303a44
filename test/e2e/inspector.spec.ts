import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { tracedStart, written } from './traced.ts';

const inspector = (page: Page) => page.locator('[data-panel="inspector"]');
const card = (page: Page, name: string) => inspector(page).locator(`[data-card="${name}"]`);
const phaseTrack = (page: Page) => page.locator('[data-track="phases"]');

/** The first picture may wait for a slow machine's drawing. */
const started = (page: Page): Promise<void> => expect(page.locator('[data-drawn-step="0"]')).toBeVisible({ timeout: 60_000 });

/** To step k, where everything of the step is computed. */
const goTo = async (page: Page, k: number): Promise<void> => {
  await started(page);
  await page.locator('[data-track="steps"]').first().focus();
  for (let i = 0; i < k; i++) await page.keyboard.press('ArrowRight');
  await phaseTrack(page).focus();
  await page.keyboard.press('End');
  await expect(inspector(page).locator('header')).toContainText(`paso ${k}`);
};

const choose = async (page: Page, node: string): Promise<void> => {
  await page.getByRole('tree').focus();
  const item = page.locator(`[data-node="${node}"]`);
  // A weight is in the tree once its unit is open.
  if (!(await item.isVisible())) {
    await page.keyboard.press('Home');
    const unit = node.split('.').slice(0, 2).join('.');
    while (!(await page.locator(`[data-node="${unit}"].active`).isVisible())) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
  }
  await item.click();
};

const open = async (page: Page, name: string): Promise<void> => {
  const head = card(page, name).locator('button.head');
  if ((await head.getAttribute('aria-expanded')) !== 'true') await head.click();
};

test('every number of a unit is the core’s own', async ({ page }) => {
  await goTo(page, 3);
  await choose(page, '2.1');
  const { layers, batch } = tracedStart(3);
  const [z, a, dA, dZ] = [layers[1]!.z, layers[1]!.a, layers[1]!.dA!, layers[1]!.dZ].map(({ data }) => data[1]!);
  expect(a).not.toBe(0);
  await expect(inspector(page).getByRole('heading')).toHaveText('Neurona 2 · oculta 2');
  await expect(inspector(page).locator('header')).toContainText(`muestra ${batch.samples[0]! + 1}`);
  for (const [name, value] of Object.entries({ z, a, dA, dZ }))
    await expect(card(page, name).locator('[data-value]')).toHaveText(written(value!));
});

test('the products of a weighted sum are listed, and set in the formula as MathML too', async ({ page }) => {
  await goTo(page, 2);
  await choose(page, '2.6');
  await open(page, 'z');
  const { layers } = tracedStart(2);
  const W = layers[1]!.W;
  const rows = card(page, 'z').locator('tbody tr');
  await expect(rows).toHaveCount(0);
  await card(page, 'z').getByRole('button', { name: 'Tabla' }).click();
  await expect(rows).toHaveCount(4);
  for (let i = 0; i < 4; i++) {
    const [w, a] = [W.data[i * W.cols + 6]!, layers[0]!.a.data[i]!];
    await expect(rows.nth(i).locator('td')).toHaveText([w, a, w * a].map(written));
  }
  await expect(card(page, 'z').locator('tfoot td').last()).toHaveText(written(layers[1]!.b.data[6]!));
  expect(await card(page, 'z').locator('math').count()).toBeGreaterThan(0);
  expect(await card(page, 'z').locator('.katex-error').count()).toBe(0);
  await expect(card(page, 'z')).toHaveAttribute('aria-label', `Suma ponderada: ${written(layers[1]!.z.data[6]!)}`);
});

test('a weight: its gradient with this sample’s part, the step, the new value', async ({ page }) => {
  await goTo(page, 1);
  await choose(page, '3.0.2');
  const { layers } = tracedStart(1);
  const { dW, deltaW, WAfter, dZ } = layers[2]!;
  for (const [name, value] of [
    ['gradient', dW.data[2]!],
    ['delta', deltaW.data[2]!],
    ['update', WAfter.data[2]!],
  ] as const)
    await expect(card(page, name).locator('[data-value]')).toHaveText(written(value));
  await open(page, 'gradient');
  const mine = layers[1]!.a.data[2]! * dZ.data[0]!;
  await expect(card(page, 'gradient').locator('tbody td')).toHaveText([written(mine), written(dW.data[2]! - mine)]);
});

test('a chosen weight’s gradient is taken apart: paths, samples, finite differences and cost agree', async ({ page }) => {
  await goTo(page, 1);
  await choose(page, '2.0.2');
  const { dW } = tracedStart(1).layers[1]!;
  const gradient = written(dW.data[2 * dW.cols]!);
  const panel = inspector(page).locator('[data-panel="explain"]');
  const unfold = (title: string) => panel.getByText(title, { exact: true }).click();
  await unfold('Caminos hasta la pérdida');
  await expect(panel.locator('[data-sum]')).toHaveText(gradient);
  await expect(panel.locator('[data-gradient]')).toHaveText(gradient);
  await expect(panel.locator('ol li')).toHaveCount(20);
  await panel.locator('ol li button').first().click();
  await expect(panel.locator('ol math').first()).toBeAttached();
  expect(await panel.locator('.katex-error').count()).toBe(0);
  await unfold('Lo que aporta cada muestra');
  await expect(panel.locator('.told').first()).toContainText(`queda ${gradient}`);
  await panel.locator('circle').first().click({ force: true });
  await expect(page.getByRole('button', { name: 'Primera del lote' })).toHaveAttribute('aria-pressed', 'false');
  await unfold('Diferencias finitas');
  await expect(panel.locator('[data-best]')).toContainText(`retropropagación ${gradient}`);
  expect(Number(await panel.locator('[data-best]').getAttribute('data-best'))).toBeLessThan(1e-6);
  await unfold('Lo que cuesta el paso');
  // A thousand samples through 61 parameters: 2·4 + 4·8 + 8·1 products each on the way forward.
  await expect(
    panel
      .getByRole('row', { name: /^hacia delante/ })
      .locator('td')
      .nth(2),
  ).toHaveText('48.000');
});

test('what the step has not reached is said to be to come', async ({ page }) => {
  await started(page);
  await choose(page, '1.0');
  await phaseTrack(page).focus();
  await page.keyboard.press('Home');
  for (const name of ['z', 'a', 'dA', 'dZ']) {
    await expect(card(page, name)).toHaveAttribute('data-state', 'later');
    await expect(card(page, name).locator('[data-value]')).toHaveCount(0);
  }
  // Two inputs enter, then the first product of the first unit is made.
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await expect(card(page, 'z')).toHaveAttribute('data-state', 'now');
  await expect(card(page, 'z').locator('tbody tr').first()).toHaveClass(/now/);
  await expect(card(page, 'z').locator('.f-now')).toHaveCount(1);
  await expect(card(page, 'a')).toHaveAttribute('data-state', 'later');
});

test('without a choice it follows what happens, through every phase', async ({ page }) => {
  await started(page);
  const cards = {
    batch: ['input'],
    forward: ['z', 'a'],
    loss: ['residual', 'batchLoss'],
    backward: ['dA', 'dZ'],
    gradient: ['gradient'],
    optimise: ['delta'],
    update: ['update'],
  };
  for (const [phase, names] of Object.entries(cards)) {
    const span = (await phaseTrack(page).locator(`[data-phase="${phase}"]`).boundingBox())!;
    await page.mouse.click(span.x + span.width / 2, span.y + span.height / 2);
    const current = names.map((name) => `[data-card="${name}"][data-state="now"]`).join();
    await expect(inspector(page).locator(current).first()).toBeVisible();
    await expect(inspector(page).locator(current).first().locator('.line').first()).toBeVisible();
  }
});

test('the language changes titles and decimal signs at once', async ({ page }) => {
  await goTo(page, 1);
  await choose(page, '1.1');
  const value = tracedStart(1).layers[0]!.z.data[1]!;
  await expect(card(page, 'z').locator('[data-value]')).toHaveText(written(value));
  await page.keyboard.press('Control+Shift+E');
  await expect(card(page, 'z').locator('.title')).toHaveText('Weighted sum');
  await expect(card(page, 'z').locator('[data-value]')).toHaveText(written(value).replace(',', '.'));
});
