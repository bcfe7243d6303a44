import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';

test.beforeEach(async ({ page }) => {
  await screen(page).ready();
  // What is closed is looked at too.
  await page.locator('.editor details').evaluateAll((all) => all.forEach((details) => ((details as HTMLDetailsElement).open = true)));
});

test('schedule, early stopping, shares and a residual connection; what does not fit is said at its field', async ({ page }) => {
  const { alert, drawn, trained, timeline, track } = screen(page);
  await page.getByLabel('Programa de la tasa').selectOption({ label: 'Un ciclo' });
  await expect(page.getByLabel('Duración en pasos')).toHaveValue('5000');
  await expect(page.locator('[data-schedule] .line')).toHaveAttribute('d', /^M/);
  await page.getByLabel('Parada temprana').check();
  await expect(page.getByLabel('Validar')).toHaveValue('0,2');
  await expect(page.getByRole('textbox', { name: 'Entrenar', exact: true })).toHaveValue('0,8');
  await drawn();
  await trained();
  await page.getByLabel('Mejora mínima').fill('0,1');
  await expect(timeline).toContainText('Se detuvo: 11');
  await expect(track('steps')).toHaveAttribute('aria-valuemax', '11');
  await page.getByRole('button', { name: 'Deshacer el último cambio' }).click();
  await expect(track('steps')).toHaveAttribute('aria-valuemax', '5000');
  await page.getByLabel('Validar').fill('0');
  await expect(alert).toContainText('parada temprana');
  await expect(page.getByLabel('Validar')).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Deshacer el último cambio' }).click();
  await expect(alert).toHaveCount(0);
  const residual = page.locator('[data-layer="1"]').getByLabel('Conexión residual');
  await expect(residual).toHaveCount(0);
  await page.getByLabel('Oculta 1: Neuronas').fill('2');
  await residual.check();
  await expect(page.locator('[data-layer="1"] summary')).toContainText('Residual');
  await drawn();
  await page.getByLabel('Oculta 1: Neuronas').fill('3');
  await expect(alert).toContainText('conexión residual');
  await page.getByRole('button', { name: 'Deshacer el último cambio' }).click();
  await page.getByLabel('Valor absoluto máximo').waitFor({ state: 'detached' });
  await page.getByLabel('Recortar cada derivada').check();
  await page.getByLabel('Valor absoluto máximo').fill('-1');
  await expect(alert).toContainText('Recortar cada derivada');
  await expect(page.getByLabel('Valor absoluto máximo')).toHaveAttribute('aria-invalid', 'true');
});

test('a real data set comes with what learns it', async ({ page }) => {
  const { drawn, trained, alert } = screen(page);
  await page.getByLabel('Conjunto', { exact: true }).selectOption({ label: 'Lirios (iris)' });
  await expect(page.getByLabel('Salida: Neuronas')).toHaveValue('3');
  await expect(page.getByLabel('Escala de las entradas')).toHaveValue('standardize');
  await drawn();
  await trained();
  await page.getByLabel('Pesos por clase').check();
  await expect(page.getByLabel('setosa')).toHaveValue('1');
  await page.getByLabel('virginica').fill('-2');
  await expect(alert).toContainText('Pesos por clase');
  await expect(page.getByLabel('virginica')).toHaveAttribute('aria-invalid', 'true');
});

test('a table of one’s own is opened, and its columns are given their parts', async ({ page, app }) => {
  const { drawn, trained, alert, button, tree } = screen(page);
  const rows = Array.from({ length: 40 }, (_, i) => `planta ${i},${i / 8},${i % 3 === 0 ? '' : i % 5},${i % 2 === 0 ? 'alta' : 'baja'}`);
  const bytes = new TextEncoder().encode(['nombre,largo,hojas,clase', ...rows].join('\n'));
  const chosen = await app.willOpen({ name: 'plantas.csv', bytes });
  await button('Abrir una tabla (CSV)…').click();
  await chosen();
  // It is shown as it is read, and then one button takes it.
  const dialog = page.getByRole('dialog', { name: 'Así se lee «plantas.csv»' });
  await expect(dialog.getByLabel('Papel de clase')).toHaveValue('target');
  await expect(dialog.getByLabel('Tipo de largo')).toHaveValue('number');
  await expect(dialog).toContainText('40 filas · 2 entradas · 2 clases: alta, baja');
  await button('Usar esta tabla').click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByLabel('Papel de clase')).toHaveValue('target');
  await expect(page.getByLabel('Papel de nombre')).toHaveValue('ignore');
  await expect(page.getByLabel('Celdas vacías')).toHaveValue('mean');
  await expect(page.getByText('Entradas: 2')).toBeVisible();
  await drawn();
  await trained();
  await page.getByLabel('Celdas vacías').selectOption({ label: 'Avisar de la primera' });
  await expect(alert).toContainText(/fila 2 .*hojas/);
  await page.getByLabel('Celdas vacías').selectOption({ label: 'Quitar esas filas' });
  await expect(alert).toHaveCount(0);
  await page.getByLabel('Papel de largo').selectOption({ label: 'Objetivo' });
  await expect(page.getByLabel('Salida: Activación')).toHaveValue('linear');
  await expect(tree.locator('[data-node^="0."]')).toHaveCount(3);
  await drawn();

  const lost = { data: { kind: 'csv', file: 'otra.csv', target: ['y'] }, network: { layers: [{ units: 1 }] } };
  const run = await app.willOpen({ name: 'run.json', bytes: new TextEncoder().encode(JSON.stringify(lost)) });
  await button('Abrir').click();
  await run();
  await button('Sustituir sin guardar').click();
  await expect(page.locator('[data-failure="needs-table"]')).toContainText('otra.csv');
  const found = await app.willOpen({ name: 'copia.csv', bytes: new TextEncoder().encode('x,y\n1,2\n2,3\n3,5\n') });
  await button('Buscar el archivo…').click();
  await found();
  await expect(page.getByLabel('Conjunto', { exact: true })).toHaveValue('own');
  await expect(page.getByLabel('Papel de y')).toHaveValue('target');
  await expect(page.locator('[data-failure]')).toHaveCount(0);
  await drawn();
});
