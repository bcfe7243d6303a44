import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { activationsOf } from '#core/explain/activations.ts';
import { layerBatch } from '#core/explain/layer-batch.ts';
import { sampleGradients } from '#core/explain/sample-gradients.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { principalOf } from '#core/math/principal.ts';
import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';
import { tracedStart, written } from './traced.ts';

const openRun = (spec: unknown) => {
  const read = readRunSpec(spec);
  if (!read.ok) throw new Error(read.failure.code);
  const run = prepareRun(read.value);
  return { run, state: initialState(run) };
};
/** The run that the app starts with, at step 0, as the core has it. */
const { run, state } = openRun(JSON.parse(readFileSync(new URL('../../assets/examples/article-standard.json', import.meta.url), 'utf8')));
const normalised = {
  seed: 3,
  data: { kind: 'generator', name: 'moons', samples: 80 },
  network: {
    layers: [
      { units: 5, activation: 'tanh', normalization: 'batch' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'binary-cross-entropy',
  batch: 40,
};

const view = (page: Page, id: string) => page.locator(`[data-panel="${id}"]`);
const open = async (page: Page, id: string): Promise<void> => {
  await screen(page).view(id);
  await expect(view(page, id)).toBeVisible();
};
/** Every canvas of a view shows more than one colour. */
const expectPainted = (page: Page, id: string) =>
  expect(async () => {
    const colours = await view(page, id)
      .locator('canvas')
      .evaluateAll((all) =>
        all.map((element) => {
          const { width, height } = element as HTMLCanvasElement;
          const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
          return new Set(new Uint32Array(data.buffer)).size;
        }),
      );
    expect(colours.length).toBeGreaterThan(0);
    expect(Math.min(...colours)).toBeGreaterThan(8);
  }).toPass();

test.beforeEach(async ({ page }) => screen(page).ready());

test('the whole batch on the activation’s curve, as matrices and under the microscope', async ({ page }) => {
  const { layer } = layerBatch(run, 0, state, 1);
  await open(page, 'activation');
  const flat = layer.slope!.data.filter((slope) => Math.abs(slope) < 0.01).length;
  await expect(view(page, 'activation')).toHaveAttribute('data-flat', String(flat));
  await expect(view(page, 'activation')).toHaveAttribute('data-all', String(layer.z.data.length));
  await expectPainted(page, 'activation');

  await open(page, 'matrices');
  await expect(view(page, 'matrices')).toHaveAttribute('data-value', written(layer.z.data[0]!));
  await expect(view(page, 'matrices')).toContainText('(1000×2)·(2×4) + (1×4) → (1000×4)');
  await expectPainted(page, 'matrices');
  await view(page, 'matrices').getByRole('radio', { name: 'dW' }).click();
  await expect(view(page, 'matrices')).toHaveAttribute('data-value', written(layer.dW.data[0]!));
  await view(page, 'matrices').getByRole('radio', { name: 'dX' }).click();
  await expect(view(page, 'matrices')).toContainText('las entradas, que son datos');

  await open(page, 'microscope');
  const { values, sum } = sampleGradients(run, 0, state, { layer: 1, kind: 'W', row: 0, col: 0 });
  const gross = values.reduce((total, value) => total + Math.abs(value), 0);
  await expect(view(page, 'microscope')).toContainText(`Neto ${written(sum)} de ${written(gross)} bruto`);
  await expectPainted(page, 'microscope');
  await expect(view(page, 'microscope').locator('.gathered')).toHaveText('Σ 0');
  await view(page, 'microscope').getByRole('slider').fill('1');
  await expect(view(page, 'microscope').locator('.gathered')).toHaveText(`Σ ${written(sum)}`);
});

test('histograms over the run, surfaces of the units and the hidden space', async ({ page }) => {
  await open(page, 'histogram');
  const { data } = layerBatch(run, 0, state, 1).layer.z;
  await expect(view(page, 'histogram')).toContainText(`Paso 0: de ${written(Math.min(...data))} a ${written(Math.max(...data))}`, {
    timeout: 60_000,
  });
  await expectPainted(page, 'histogram');

  await open(page, 'surfaces');
  await expect(view(page, 'surfaces').locator('li button')).toHaveCount(4);
  await expectPainted(page, 'surfaces');
  await view(page, 'surfaces').getByRole('button', { name: 'neurona 3' }).click();
  await expect(page.locator('[data-panel="inspector"] header')).toContainText('Neurona 3 · oculta 1');
  await view(page, 'surfaces').getByRole('radio', { name: 'Pliegues' }).click();
  await expect(view(page, 'surfaces')).toContainText('ahí la red se pliega');
  await expectPainted(page, 'surfaces');

  await open(page, 'hidden');
  const pieces = activationsOf(run, state, 1);
  let piece = pieces.next();
  while (!piece.done) piece = pieces.next();
  const kept = principalOf(piece.value.a, 2).shares.reduce((total, share) => total + share, 0);
  await expect.poll(async () => Number(await view(page, 'hidden').getAttribute('data-kept'))).toBeCloseTo(kept, 6);
  await expect(view(page, 'hidden')).toHaveAttribute('data-points', String(piece.value.samples.length));
  await expectPainted(page, 'hidden');
});

test('the optimiser’s step and the computation graph have the numbers of the trace', async ({ page }) => {
  const { layers } = tracedStart(0);
  await open(page, 'optimiser');
  await expect(view(page, 'optimiser')).toHaveAttribute('data-delta', String(layers[0]!.deltaW.data[0]!));
  await expect(view(page, 'optimiser').locator('[data-move="made"]')).toHaveText(written(layers[0]!.deltaW.data[0]!));

  await open(page, 'graph');
  const wire = (name: string) => view(page, 'graph').locator(`[data-wire="${name}"]`);
  await expect(view(page, 'graph')).toHaveAttribute('data-unit', '3-0');
  await expect(wire('sum activation').locator('[data-value]')).toHaveCount(0);
  await screen(page).drag('phases', 0.97);
  await expect(wire('sum activation').locator('[data-value]')).toContainText(written(layers[2]!.z.data[0]!));
  await expect(wire('sum activation').locator('[data-adjoint]')).toHaveText(written(layers[2]!.dZ.data[0]!));
  await expect(wire('activation loss').locator('[data-adjoint]')).toHaveText(written(layers[2]!.dA!.data[0]!));
  // An operand leads to the unit that gave it.
  await view(page, 'graph').locator('[data-node="a5"]').getByRole('button').press('Enter');
  await expect(view(page, 'graph')).toHaveAttribute('data-unit', '2-5');
  await expect(page.locator('[data-panel="inspector"] header')).toContainText('Neurona 6 · oculta 2');
  await page.keyboard.press('Escape');
  await screen(page).drag('phases', 0.01);
  await view(page, 'graph').getByRole('radio', { name: 'Lista' }).click();
  const cell = (entry: string, column: number) => view(page, 'graph').locator(`[data-entry="${entry}"] td`).nth(column);
  await expect(cell('sum-2-5', 0)).toHaveText('·');
  // The end of the step: everything is computed.
  await screen(page).drag('phases', 0.97);
  await expect(cell('sum-2-5', 0)).toHaveText(written(layers[1]!.z.data[5]!));
  await expect(cell('sum-2-5', 2)).toHaveText(written(layers[1]!.dZ.data[5]!));
  await expect(cell('activation-3-0', 0)).toHaveText(written(layers[2]!.a.data[0]!));
  await expect(cell('activation-3-0', 2)).toHaveText(written(layers[2]!.dA!.data[0]!));
});

test('a normalised layer before and after', async ({ app, page }) => {
  await open(page, 'normalisation');
  await expect(view(page, 'normalisation')).toContainText('Ninguna capa de esta red se normaliza');
  await app.willOpen({ name: 'run.json', bytes: new TextEncoder().encode(JSON.stringify(normalised)) });
  await screen(page).button('Abrir').click();
  const own = openRun(normalised);
  const { mean, variance } = layerBatch(own.run, 0, own.state, 1).layer.normalization!;
  await expect(view(page, 'normalisation')).toHaveAttribute('data-mean', String(mean.data[0]));
  await expect(view(page, 'normalisation')).toContainText(`media ${written(mean.data[0]!)} y varianza ${written(variance.data[0]!)} antes`);
  await expectPainted(page, 'normalisation');
});
