import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';

test.beforeEach(async ({ page }) => screen(page).ready());

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
/** A line, learnt with a rate far too large. */
const diverging = {
  seed: 1,
  data: { kind: 'generator', name: 'line' },
  network: { layers: [{ units: 1 }] },
  optimizer: { kind: 'sgd', learningRate: 3 },
};

/** A network of which every unit learns. */
const sound = {
  seed: 3,
  data: { kind: 'generator', name: 'line' },
  network: { layers: [{ units: 4, activation: 'tanh' }, { units: 1 }] },
  optimizer: { kind: 'sgd', learningRate: 0.05 },
};

test('a run whose rate is far too large: what is wrong, since when, and the way there', async ({ app, page }) => {
  const { button, step, trained, drawn, track } = screen(page);
  await app.willOpen({ name: 'run.json', bytes: bytes(diverging) });
  await button('Abrir').click();
  await screen(page).view('health');
  const panel = page.locator('[data-panel="health"]');
  const finding = panel.locator('[data-finding="diverged"]');
  await expect(finding).toHaveAttribute('data-since', '1', { timeout: 60_000 });
  await expect(finding).toContainText('Divergencia');
  await expect(finding).toContainText('tasa de aprendizaje menor');
  await track('steps').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await finding.getByRole('button', { name: 'Desde el paso 1' }).click();
  expect(await step()).toBe(1);
  await drawn();
  await expect(panel).toHaveAttribute('data-step', '1');
  await expect(page.locator('.formulas')).toContainText('Pérdida del lote');

  await app.willOpen({ name: 'run.json', bytes: bytes(sound) });
  await button('Abrir').click();
  await trained();
  await expect(panel).not.toHaveAttribute('data-trained-to', '0');
  await expect(panel).toContainText('No se ha encontrado ningún problema');
  await expect(panel.getByRole('button')).toHaveCount(0);
});
