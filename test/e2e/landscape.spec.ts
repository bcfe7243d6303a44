import type { Page } from '@playwright/test';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { evaluate } from '#core/net/evaluate.ts';
import { advance, createWorkspace } from '#core/net/advance.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { numberWriter } from '#core/words/number.ts';
import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';

const spec = {
  seed: 4,
  data: { kind: 'generator', name: 'moons', samples: 60 },
  network: {
    layers: [
      { units: 3, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'binary-cross-entropy',
  batch: 20,
  optimizer: { kind: 'adam', learningRate: 0.02 },
};

/** The training loss after so many steps, without worker or screen. */
const lossAt = (steps: number, optimizer: object = spec.optimizer): string => {
  const read = readRunSpec({ ...spec, optimizer });
  if (!read.ok) throw new Error(read.failure.code);
  const run = prepareRun(read.value);
  const workspace = createWorkspace(run);
  let [state, next] = [initialState(run), initialState(run)];
  for (let k = 0; k < steps; k++) {
    advance(run, k, state, next, workspace);
    [state, next] = [next, state];
  }
  return numberWriter('es-ES', 3)(evaluate(run, state, run.train).loss);
};

const panel = (page: Page) => page.locator('[data-panel="landscape"]');
const open = async (page: Page): Promise<void> => {
  const app = screen(page);
  await app.ready();
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'run.json', { type: 'application/json' }));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, JSON.stringify(spec));
  await expect(page.locator('section.editor')).toContainText('13 parámetros');
  await app.trained();
  await screen(page).view('landscape');
  await refined(page);
};
const refined = (page: Page): Promise<void> =>
  expect(page.locator('[data-grid="65"][data-samples="60"][data-refining="false"]')).toBeVisible({ timeout: 60_000 });
const enlarge = (page: Page): Promise<void> => page.getByRole('button', { name: 'Ver más grande' }).click();

test('a map from coarse to fine, with the path and the playhead on it, told in words', async ({ page }) => {
  await open(page);
  const told = panel(page).locator('[data-told]');
  await expect(told).toContainText(`En el paso 0 la pérdida es ${lossAt(0)}.`);
  await expect(told).toContainText('Sus parámetros están a distancia');
  const here = panel(page).locator('svg[data-here]');
  const before = await here.getAttribute('data-here');
  const goal = Number(await screen(page).timeline.getAttribute('data-goal'));
  await screen(page).track('steps').focus();
  await page.keyboard.press('End');
  await expect(told).toContainText(`la pérdida es ${lossAt(goal)}. Sus parámetros están en el plano.`);
  await expect(here).not.toHaveAttribute('data-here', before!);
});

test('large over the stage it leaves the timeline in reach; Escape brings it back', async ({ page }) => {
  await open(page);
  await enlarge(page);
  const over = page.getByRole('region', { name: 'Paisaje de la pérdida' }).last();
  await expect(over.locator('[data-told]')).toBeVisible();
  const [stage, box] = [(await page.locator('main').boundingBox())!, (await over.boundingBox())!];
  expect(box).toEqual(stage);
  await page.keyboard.press('Escape');
  await expect(panel(page).locator('[data-told]')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ver más grande' })).toBeVisible();
});

test('as a surface that keys and drags turn', async ({ page }) => {
  await open(page);
  await enlarge(page);
  await page.getByRole('radio', { name: '3D' }).click();
  const relief = page.locator('[data-relief="drawn"]');
  await expect(relief).toBeVisible();
  const turns = [await relief.getAttribute('data-turn')];
  await relief.focus();
  await page.keyboard.press('ArrowRight');
  turns.push(await relief.getAttribute('data-turn'));
  const { x, y } = (await relief.boundingBox())!;
  await page.mouse.move(x + 100, y + 100);
  await page.mouse.down();
  await page.mouse.move(x + 160, y + 130, { steps: 3 });
  await page.mouse.up();
  turns.push(await relief.getAttribute('data-turn'));
  expect(new Set(turns).size).toBe(3);
  // The timeline did not move with the arrows.
  expect(await screen(page).step()).toBe(0);
  // What is drawn is not one colour.
  const shot = await relief.screenshot();
  expect(shot.byteLength).toBeGreaterThan(8000);
});

test('every kind of plane; of two weights the selected one is the first', async ({ page }) => {
  await open(page);
  for (const kind of ['random', 'curvature', 'weights']) {
    await panel(page).getByRole('combobox').selectOption(kind);
    await expect(panel(page).locator('svg[data-here]')).toBeVisible();
    await expect(panel(page).locator('[data-told]')).toContainText('El plano recoge');
  }
  await expect(panel(page)).toContainText('peso 1→1 (capa 1)');
  const { tree } = screen(page);
  await tree.focus();
  await tree.locator('[data-node="1.0"]').click();
  await page.keyboard.press('ArrowRight');
  await tree.locator('[data-node="1.0.b"]').click();
  await expect(panel(page)).toContainText('sesgo 1 (capa 1)');
  // In little room only one of two long names fits.
  await enlarge(page);
  await expect(panel(page)).toContainText('peso 1→1 (capa 1)');
  await refined(page);
});

test('rivals race: their final losses are the core’s, and they move with the timeline', async ({ page }) => {
  await open(page);
  await enlarge(page);
  await page.getByRole('textbox', { name: 'Pasos' }).last().fill('40');
  await page.getByRole('button', { name: 'Correr' }).click();
  const loss = (rival: number) => page.locator(`tr[data-rival="${rival}"] td`).last();
  await expect(loss(0)).toHaveText(lossAt(40, { kind: 'sgd', learningRate: 0.1 }), { timeout: 60_000 });
  await expect(loss(1)).toHaveText(lossAt(40, { kind: 'momentum', learningRate: 0.1 }));
  await expect(loss(2)).toHaveText(lossAt(40, { kind: 'rmsprop', learningRate: 0.01 }));
  await expect(loss(3)).toHaveText(lossAt(40));
  const dot = page.locator('circle[data-rival="0"]');
  const start = await dot.getAttribute('cx');
  await screen(page).track('steps').focus();
  await page.keyboard.press('End');
  await expect(dot).not.toHaveAttribute('cx', start!);
});

test('in a browser a large landscape is computed by two workers, with the numbers of one', async ({ page, app }) => {
  test.skip(app.host !== 'browser', 'threads of Node have tests of their own');
  const file = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .find((name) => /\/entry-web-/.test(name))!,
  );
  let started = 0;
  page.context().on('request', (request) => (started += +(request.url() === file)));
  const [whole, parts] = await page.evaluate(async (file) => {
    const worker = new Worker(file, { type: 'module' });
    const answers = new Map<number, (message: { ok: boolean; value: Float64Array }) => void>();
    worker.onmessage = ({ data }) => answers.get(data.id)?.(data);
    let asked = 0;
    const call = (call: string, ...args: unknown[]) =>
      new Promise<number[]>((resolve, reject) => {
        const id = ++asked;
        answers.set(id, ({ ok, value }) => (ok ? resolve([...((value as Float64Array | undefined) ?? [])]) : reject(new Error(call))));
        worker.postMessage({ call, id, args });
      });
    const layers = [{ units: 24, activation: 'tanh' }, { units: 1 }];
    const opened = new Promise((resolve) => answers.set(++asked, resolve));
    worker.postMessage({
      call: 'open',
      id: asked,
      args: [{ data: { kind: 'generator', name: 'moons', samples: 1000 }, network: { layers } }],
    });
    await opened;
    const rows = { plane: { step: 20, axes: { kind: 'path' }, to: 20 }, x: [-1, 1], y: [-1, 1], grid: 65, samples: 1000, known: 0 };
    const whole = await call('landscape', { ...rows, rows: [0, 65] });
    const parts: number[] = [];
    for (let row = 0; row < 65; row++) parts.push(...(await call('landscape', { ...rows, rows: [row, row + 1] })));
    worker.terminate();
    return [whole, parts];
  }, file);
  expect(whole).toEqual(parts);
  expect(new Set(whole).size).toBeGreaterThan(1000);
  expect(started).toBe((await page.evaluate(() => navigator.hardwareConcurrency)) > 1 ? 2 : 1);
});
