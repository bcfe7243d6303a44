import { expect, test } from './fixture.ts';
import { runIn, saveDocument } from './documents.ts';
import { screen } from './screen.ts';

test.beforeEach(async ({ page }) => screen(page).ready());

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

test('units, layers and activation change the network at once', async ({ page }) => {
  const { tree, drawn } = screen(page);
  await page.getByLabel('Oculta 1: Neuronas').fill('3');
  await expect(tree.locator('[data-node^="1."]')).toHaveCount(3);
  await drawn();
  await page.getByRole('button', { name: 'Añadir capa' }).click();
  await expect(tree.locator('[aria-level="1"]')).toHaveCount(5);
  await page.getByRole('button', { name: 'Quitar Oculta 2' }).click();
  await expect(tree.locator('[aria-level="1"]')).toHaveCount(4);
  await page.getByLabel('Oculta 1: Activación').selectOption({ label: 'Tanh' });
  await drawn();
  await expect(page.getByLabel('Elegir un ejemplo')).toHaveValue('own');
});

test('another learning rate keeps the place in time and changes what follows', async ({ page }) => {
  const { sentence, drawn, step, drag } = screen(page);
  const field = page.locator('#step-field');
  await field.fill('40');
  await field.press('Enter');
  await drag('phases', 0.46);
  await drawn();
  await expect(sentence).toContainText('La pérdida de esta muestra');
  const before = await sentence.textContent();
  await page.getByLabel('Tasa de aprendizaje', { exact: true }).fill('0,05');
  await expect(sentence).not.toHaveText(before!);
  await expect(sentence).toContainText('La pérdida de esta muestra');
  expect(await step()).toBe(40);
  await page.getByRole('button', { name: 'Deshacer el último cambio' }).click();
  await expect(sentence).toHaveText(before!);
  await expect(page.getByLabel('Tasa de aprendizaje', { exact: true })).toHaveValue('0,5');
});

test('another data set brings the output and loss that it needs, and says so', async ({ page }) => {
  const { drawn } = screen(page);
  await page.getByLabel('Conjunto', { exact: true }).selectOption({ label: 'Nubes' });
  await expect(page.getByLabel('Salida: Neuronas')).toHaveValue('3');
  await expect(page.getByLabel('Salida: Activación')).toHaveValue('softmax');
  await expect(page.locator('#edit-loss')).toHaveValue('categorical-cross-entropy');
  await expect(page.getByText('Con esos datos')).toContainText('Softmax');
  await drawn();
  await page.getByLabel('Conjunto', { exact: true }).selectOption({ label: 'Seno (regresión)' });
  await expect(page.getByLabel('Salida: Activación')).toHaveValue('linear');
  await expect(page.locator('#edit-loss')).toHaveValue('mse');
  await drawn();
});

test('the article’s arithmetic comes with its rate and its reason, and back', async ({ page }) => {
  const { drawn } = screen(page);
  await page.getByRole('radio', { name: 'Del artículo' }).click();
  await expect(page.getByLabel('Tasa de aprendizaje', { exact: true })).toHaveValue('0,001');
  await expect(page.getByText('Las fórmulas del artículo tal como están escritas')).toBeVisible();
  await drawn();
  await page.getByRole('radio', { name: 'Estándar' }).click();
  await expect(page.getByLabel('Tasa de aprendizaje', { exact: true })).toHaveValue('0,5');
});

test('a bad value is refused with a sentence at its field, and the run stays', async ({ page }) => {
  const { alert, position, tree } = screen(page);
  const units = await tree.locator('[aria-level="2"]').count();
  for (const [label, value, sentence] of [
    ['Oculta 1: Neuronas', '0', /10[.\s]?000/],
    ['Tasa de aprendizaje', 'mucho', /número/],
    ['Tasa de aprendizaje', '-1', /0/],
    ['Muestras', '1', /2/],
    ['Semilla', '1,5', /entero/],
  ] as const) {
    const field = page.getByLabel(label, { exact: true });
    const before = await field.inputValue();
    await field.fill(value);
    await expect(alert).toHaveText(sentence);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Elegir un ejemplo')).toHaveValue('articleStandard');
    await expect(tree.locator('[aria-level="2"]')).toHaveCount(units);
    await expect(position).toHaveText('Paso 0 · lote');
    await field.fill(before);
    await expect(alert).toHaveCount(0);
  }
});

test('a softmax under the wrong loss cannot be reached: choosing one brings the other', async ({ page }) => {
  const { drawn, alert } = screen(page);
  await page.locator('#edit-loss').selectOption('categorical-cross-entropy');
  await expect(page.getByLabel('Salida: Activación')).toHaveValue('softmax');
  await expect(page.getByLabel('Salida: Neuronas')).toHaveValue('2');
  await drawn();
  await page.getByLabel('Salida: Activación').selectOption('sigmoid');
  await expect(page.locator('#edit-loss')).toHaveValue('binary-cross-entropy');
  await drawn();
  await expect(alert).toHaveCount(0);
});

test('the goal can be changed', async ({ page }) => {
  const { timeline, trained, track } = screen(page);
  await trained();
  const goal = page.locator('#goal-field');
  await goal.fill('700');
  await goal.press('Enter');
  await expect(track('steps')).toHaveAttribute('aria-valuemax', '700');
  await goal.fill('5200');
  await goal.press('Enter');
  await trained();
  await expect(timeline).toHaveAttribute('data-trained-to', '5200');
});

test('a run is saved and opened again', async ({ page, app }) => {
  const { chooseExample, drawn, button } = screen(page);
  await page.getByLabel('Semilla', { exact: true }).fill('77');
  await drawn();
  await expect(page.getByLabel('Elegir un ejemplo')).toHaveValue('own');
  const file = await saveDocument(page, app);
  expect(runIn(file.bytes)).toMatchObject({ format: 'retrograd-run', seed: 77 });
  await chooseExample('XOR');
  await expect(page.getByLabel('Semilla', { exact: true })).toHaveValue('3');
  await app.willOpen({ name: 'mi red.retrograd', bytes: file.bytes });
  await button('Abrir').click();
  await expect(page.getByLabel('Semilla', { exact: true })).toHaveValue('77');
  await expect(page).toHaveTitle('mi red — Retrograd');
  await drawn();
});

test('a bad file is refused with a sentence that names the place, and the run stays', async ({ page, app }) => {
  const { button, drawn } = screen(page);
  const notice = page.locator('[data-failure]');
  for (const [content, code] of [
    ['{"network": ', 'not-json'],
    [{ network: { layers: [{ units: 2 }] }, colour: 'blue' }, 'unknown-key'],
    [{ network: { layers: Array.from({ length: 65 }, () => ({ units: 1 })) } }, 'too-large'],
    [{ network: { layers: [{ units: 2000 }, { units: 2000 }, { units: 1 }] } }, 'too-large'],
  ] as const) {
    await app.willOpen({ name: 'bad.json', bytes: bytes(content) });
    await button('Abrir').click();
    await expect(notice).toHaveAttribute('data-failure', code);
    expect((await notice.textContent())!.trim().length).toBeGreaterThan(20);
    await expect(page.getByLabel('Elegir un ejemplo')).toHaveValue('articleStandard');
    await page.getByRole('button', { name: 'Cerrar el aviso' }).click();
    await expect(notice).toHaveCount(0);
  }
  await drawn();
});

test('a run file dropped on the window opens', async ({ page }) => {
  const { drawn } = screen(page);
  const run = { seed: 9, data: { kind: 'generator', name: 'moons', samples: 50 }, network: { layers: [{ units: 5 }, { units: 1 }] } };
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'run.json', { type: 'application/json' }));
    return transfer;
  }, JSON.stringify(run));
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await expect(page.getByText('Suelta aquí')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  await expect(page.getByLabel('Semilla', { exact: true })).toHaveValue('9');
  await expect(page.getByText('Suelta aquí')).toHaveCount(0);
  await drawn();
});

test('training that blows up is told, with the step', async ({ page }) => {
  await page.getByLabel('Oculta 1: Activación').selectOption('linear');
  await page.getByLabel('Oculta 2: Activación').selectOption('linear');
  await page.getByLabel('Salida: Activación').selectOption('linear');
  await page.getByLabel('Tasa de aprendizaje', { exact: true }).fill('1000');
  const notice = page.locator('[data-failure="non-finite"]');
  await expect(notice).toBeVisible();
  await expect(notice).toContainText(/paso \d+/i);
});
