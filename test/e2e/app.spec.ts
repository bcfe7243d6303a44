import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { numberWriter } from '#core/words/number.ts';
import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';

test.beforeEach(async ({ page }) => screen(page).ready());

test('starts on the running example of the article, with a live picture', async ({ page }) => {
  const { stage, position, sentence, timeline, trained } = screen(page);
  await expect(page.getByLabel('Elegir un ejemplo')).toHaveValue('articleStandard');
  await expect(position).toHaveText('Paso 0 · lote');
  await expect(sentence).toHaveText('Empieza el paso con un lote de 1000 muestras; aquí se sigue una.');
  await trained();
  await expect(timeline).toContainText('Entrenado: 5000 pasos');
  // A picture without a live context would be one flat colour, and compress to next to nothing.
  expect((await stage.screenshot()).byteLength).toBeGreaterThan(20_000);
});

test('play moves through the step, pause holds it', async ({ page }) => {
  const { button, t, timeline } = screen(page);
  await button('Reproducir').click();
  await expect(timeline).toHaveAttribute('data-playing', 'true');
  await expect.poll(t).toBeGreaterThan(0.2);
  await button('Pausar').click();
  await expect(timeline).toHaveAttribute('data-playing', 'false');
  const held = await t();
  await page.waitForTimeout(300);
  expect(await t()).toBe(held);
});

test('at thousands of steps a second play reaches the end and stops', async ({ page }) => {
  const { button, step, trained, timeline, drawn } = screen(page);
  await trained();
  const slider = page.getByRole('slider', { name: /Velocidad/ });
  await slider.focus();
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', '200.000 pasos por segundo');
  await button('Reproducir').click();
  await expect.poll(step, { timeout: 60_000 }).toBe(5000);
  await expect(timeline).toHaveAttribute('data-playing', 'false');
  await drawn();
});

test('forward and back by any amount end where they began', async ({ page }) => {
  // Two dozen animations, one after the other.
  test.slow();
  const { drag, button, chooseGranularity, step, t, duration, timeline } = screen(page);
  const here = async (): Promise<string> => `${await step()} ${await t()}`;
  // A step forward is animated: it has arrived when the playhead stands still.
  const settled = () => expect(timeline).toHaveAttribute('data-playing', 'false');
  for (const granularity of ['Parte', 'Neurona', 'Capa', 'Fase', 'Paso', 'Época']) {
    await drag('steps', 0.2);
    await drag('phases', 0.43);
    await chooseGranularity(granularity);
    const places: string[] = [];
    for (let i = 0; i < 4; i++) {
      places.push(await here());
      await button('Avanzar').click();
      await settled();
    }
    expect(new Set([...places, await here()]).size, granularity).toBe(5);
    for (const place of places.reverse()) {
      await button('Retroceder').click();
      expect(await here(), granularity).toBe(place);
    }
    expect(await duration()).toBeGreaterThan(1);
  }
});

test('keys: space, arrows, letters, go to step, all commands', async ({ page }) => {
  const { step, t, timeline, chooseGranularity, stage } = screen(page);
  await chooseGranularity('Paso');
  await stage.click({ position: { x: 5, y: 5 } });
  await stage.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  expect(await step()).toBe(1);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Fase', exact: true })).toBeChecked();
  await page.keyboard.press('k');
  await expect(timeline).toHaveAttribute('data-playing', 'true');
  await page.keyboard.press('Space');
  await expect(timeline).toHaveAttribute('data-playing', 'false');
  await page.keyboard.press('Home');
  expect([await step(), await t()]).toEqual([0, 0]);

  await page.keyboard.press('Control+g');
  await page.getByLabel(/Número de paso/).fill('321');
  await page.keyboard.press('Enter');
  await expect.poll(step).toBe(321);

  await page.keyboard.press('Control+Shift+P');
  await page.getByPlaceholder(/^Una orden/).fill('ir al principio');
  await page.keyboard.press('Enter');
  await expect.poll(step).toBe(0);
});

test('what was undone in the run is redone', async ({ page }) => {
  const { button, stage, ready } = screen(page);
  await ready();
  const seed = page.getByLabel('Semilla', { exact: true });
  const was = await seed.inputValue();
  await seed.fill('77');
  await seed.press('Enter');
  const [undo, redo] = [button('Deshacer el último cambio'), button('Rehacer el cambio deshecho')];
  await expect(redo).toBeDisabled();
  await undo.click();
  await expect(seed).toHaveValue(was);
  await redo.click();
  await expect(seed).toHaveValue('77');
  await stage.focus();
  await page.keyboard.press('Control+z');
  await expect(seed).toHaveValue(was);
  await page.keyboard.press('Control+Shift+Z');
  await expect(seed).toHaveValue('77');
  await expect(redo).toBeDisabled();
});

test('letters typed in a field are letters, and single-letter keys can be switched off', async ({ page }) => {
  const { timeline, stage } = screen(page);
  await page.getByLabel('Semilla', { exact: true }).focus();
  await page.keyboard.press('k');
  await expect(timeline).toHaveAttribute('data-playing', 'false');
  await page.keyboard.press('Escape');
  await stage.focus();
  await page.keyboard.press('?');
  await page.getByRole('switch', { name: /Teclas de una sola letra/ }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await stage.focus();
  await page.keyboard.press('k');
  await page.waitForTimeout(150);
  await expect(timeline).toHaveAttribute('data-playing', 'false');
});

test('numbers on screen are those of `retrograd trace`', async ({ page }) => {
  const { tree, drawn } = screen(page);
  const k = 137;
  const out = execFileSync(
    process.execPath,
    ['core/cli/retrograd.mjs', 'trace', 'assets/examples/article-standard.json', '--step', String(k)],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  const trace = JSON.parse(out) as { batch: { x: number[][] }; layers: Record<'W' | 'dW' | 'b' | 'db' | 'z' | 'a' | 'dZ', number[][]>[] };
  const written = numberWriter('es-ES', 3);

  const field = page.locator('#step-field');
  await field.fill(String(k));
  await field.press('Enter');
  await drawn();
  await tree.focus();
  const value = (node: string, name: string) => tree.locator(`[data-node="${node}"] [data-name="${name}"]`);
  for (const unit of [0, 1]) await expect(value(`0.${unit}`, 'x')).toHaveText(written(trace.batch.x[0]![unit]!));
  for (const [l, layer] of trace.layers.entries()) {
    for (let unit = 0; unit < layer.z[0]!.length; unit++) {
      await expect(value(`${l + 1}.${unit}`, 'z')).toHaveText(written(layer.z[0]![unit]!));
      await expect(value(`${l + 1}.${unit}`, 'a')).toHaveText(written(layer.a[0]![unit]!));
      await expect(value(`${l + 1}.${unit}`, 'dL/dz')).toHaveText(written(layer.dZ[0]![unit]!));
    }
  }
  // Open the output unit: End leads to it, the right arrow opens it.
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  const output = trace.layers[2]!;
  for (let from = 0; from < 8; from++) {
    await expect(value(`3.0.${from}`, 'w')).toHaveText(written(output.W[from]![0]!));
    await expect(value(`3.0.${from}`, 'gradiente')).toHaveText(written(output.dW[from]![0]!));
  }
  await expect(value('3.0.b', 'b')).toHaveText(written(output.b.flat()[0]!));
  await expect(value('3.0.b', 'gradiente')).toHaveText(written(output.db.flat()[0]!));
});

test('a unit is chosen in the picture, in the tree, and let go with Escape', async ({ page }) => {
  const { tree, stage } = screen(page);
  await tree.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(tree.locator('[data-node="0.0"]')).toHaveAttribute('aria-selected', 'true');
  await stage.focus();
  await page.keyboard.press('Escape');
  await expect(tree.locator('[data-node="0.0"]')).toHaveAttribute('aria-selected', 'false');
  // Somewhere along the middle of the stage there is a unit of the second hidden layer.
  const box = (await stage.boundingBox())!;
  await expect(async () => {
    for (let x = 0.46; x < 0.66; x += 0.02)
      for (let y = 0.15; y < 0.5; y += 0.04) {
        await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
        if ((await tree.locator('[data-node^="2."][aria-selected="true"]').count()) === 1) return;
      }
    throw new Error('no unit was hit');
  }).toPass({ timeout: 30_000 });
});

test('the wheel zooms at the pointer and the network can be seen whole again', async ({ page }) => {
  const { stage } = screen(page);
  const whole = page.getByRole('button', { name: 'Ver la red entera' });
  await expect(whole).toBeDisabled();
  await stage.hover();
  await page.mouse.wheel(0, -600);
  await expect(whole).toBeEnabled();
  await stage.focus();
  await page.keyboard.press('0');
  await expect(whole).toBeDisabled();
});

test('every example opens and is drawn', async ({ page }) => {
  const { chooseExample, drawn, position } = screen(page);
  for (const label of [
    'Ejemplo a mano 2-2-2',
    'XOR',
    'Tres espirales',
    'Cuatro nubes',
    'Seno (regresión)',
    'Red del artículo, con sus fórmulas',
    'ReLU que mueren',
    'Gradiente que se desvanece',
  ]) {
    await chooseExample(label);
    await expect(position).toHaveText(/^Paso 0/);
    await drawn();
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
});

test('discs show what their units say over the inputs, and follow training', async ({ page }) => {
  const { button, track, drawn } = screen(page);
  await track('phases').focus();
  await page.keyboard.press('End');
  await drawn();
  const shot = async (): Promise<string> =>
    createHash('sha256')
      .update(await page.locator('#stage').screenshot())
      .digest('hex');
  const numbers = await shot();
  const toggle = button('Ver en cada neurona su superficie sobre las entradas');
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(shot).not.toBe(numbers);
  await track('phases').press('d');
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  await page.mouse.move(2, 2);
  await expect.poll(shot).toBe(numbers);
});
