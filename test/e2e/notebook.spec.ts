import { expect, test } from './fixture.ts';
import { kept, screen } from './screen.ts';

// The first network is the first entry.
test.use({ visit: 'first' });
test.beforeEach(async ({ page }) => screen(page).ready());

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const moons = {
  seed: 2,
  data: { kind: 'generator', name: 'moons', samples: 60 },
  network: {
    layers: [
      { units: 3, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'binary-cross-entropy',
  optimizer: { kind: 'sgd', learningRate: 0.5 },
};

test('runs are written down: changes, a warning, order, curves, once more, and tomorrow', async ({ app, page }) => {
  const { button, trained } = screen(page);
  await app.willOpen({ name: 'run.json', bytes: bytes(moons) });
  await button('Panel de la red').click();
  await button('Abrir').click();
  await trained();
  await page.locator('.detail [data-views]').first().click();
  await page.locator('[data-view="notebook"]').click();
  const panel = page.locator('[data-panel="notebook"]');
  const entry = (id: number) => panel.locator(`[data-entry="${id}"]`);
  await expect(panel).toHaveAttribute('data-entries', '2');
  await expect(entry(2)).toContainText('Lunas · Descenso de gradiente');

  // Two fields before the editor tries them: two things at once.
  const fields = [
    { field: page.getByLabel('Oculta 1: Neuronas'), typed: '4' },
    { field: page.getByLabel('Tasa de aprendizaje', { exact: true }), typed: '0,05' },
  ];
  const handles = await Promise.all(fields.map(async ({ field, typed }) => ({ input: (await field.elementHandle())!, typed })));
  await page.evaluate((typing) => {
    for (const { input, typed } of typing) {
      (input as HTMLInputElement).value = typed;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('blur'));
    }
  }, handles);
  await expect(panel).toHaveAttribute('data-entries', '3');
  await trained();
  await entry(3)
    .getByRole('button', { name: /detalles/ })
    .click();
  const warning = panel.locator('[data-detail="3"] [role="note"]');
  await expect(warning).toContainText('Cambiaron dos cosas a la vez');
  await expect(warning.getByRole('listitem')).toHaveCount(2);

  const order = () => panel.locator('[data-entry]').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-entry'))));
  const byLoss = panel.locator('[data-sort="loss"]');
  await expect(panel.locator('[data-column="loss"]').filter({ hasText: '–' })).toHaveCount(0);
  await byLoss.click();
  await expect(panel.getByRole('columnheader', { name: 'Pérdida' })).toHaveAttribute('aria-sort', 'ascending');
  const rising = await order();
  await byLoss.click();
  expect(await order()).toEqual(rising.toReversed());

  for (const id of [2, 3]) await entry(id).getByRole('checkbox').check();
  await panel.locator('[data-value="curves"]').click();
  await expect(panel.locator('[data-curve-of]')).toHaveCount(2);
  await panel.locator('[data-value="table"]').click();

  await entry(2)
    .getByRole('button', { name: /detalles/ })
    .click();
  await panel.getByLabel('Nota').fill('la primera');
  await panel.locator('[data-reopen="2"]').click();
  await expect(page.getByLabel('Oculta 1: Neuronas')).toHaveValue('3');
  await expect(panel).toHaveAttribute('data-entries', '3');

  await kept(page);
  await page.reload();
  await screen(page).ready();
  await expect(panel).toHaveAttribute('data-entries', '3');
  // Its details stand open, as they were left.
  await expect(panel.getByLabel('Nota')).toHaveValue('la primera');
  await button('Vaciar').click();
  await expect(panel.getByText('¿Quitar 2? Queda la abierta.')).toBeVisible();
  await panel.getByRole('button', { name: 'Vaciar', exact: true }).click();
  await expect(panel).toHaveAttribute('data-entries', '1');
});
