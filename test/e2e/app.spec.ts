import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { numberWriter } from '#renderer/words/number.ts';
import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';

test.beforeEach(async ({ page }) => screen(page).ready());

test('starts on the running example of the article, with a live picture', async ({ page }) => {
  const { stage, position, sentence, timeline, trained } = screen(page);
  await expect(page.getByLabel('Elegir un ejemplo')).toHaveValue('articleStandard');
  await expect(position).toHaveText('Paso 0 · lote');
  await expect(sentence).toHaveText('Empieza el paso con un lote de 1000 muestras.');
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

for (const granularity of ['Parte', 'Neurona', 'Capa', 'Fase', 'Paso', 'Época']) {
  test(`forward and back by ${granularity} end where they began`, async ({ page }) => {
    const { drag, button, chooseGranularity, step, t, duration, timeline } = screen(page);
    await drag('steps', 0.2);
    await drag('phases', 0.43);
    await chooseGranularity(granularity);
    const places: string[] = [];
    const here = async (): Promise<string> => `${await step()} ${await t()}`;
    // A step forward is animated: it has arrived when the playhead stands still.
    const settled = () => expect(timeline).toHaveAttribute('data-playing', 'false');
    for (let i = 0; i < 4; i++) {
      places.push(await here());
      await button('Avanzar').click();
      await settled();
    }
    expect(new Set([...places, await here()]).size).toBe(5);
    for (const place of places.reverse()) {
      await button('Retroceder').click();
      expect(await here()).toBe(place);
    }
    expect(await duration()).toBeGreaterThan(1);
  });
}

test('the training axis drags both ways and keeps the moment within the step', async ({ page }) => {
  const { drag, step, t, drawn, trained, position } = screen(page);
  await trained();
  await drag('phases', 0.5);
  const moment = await t();
  await drag('steps', 0.1, 0.8);
  const far = await step();
  expect(far).toBeGreaterThan(3900);
  await drawn();
  await drag('steps', 0.8, 0.2);
  expect(await step()).toBeLessThan(1100);
  expect(await t()).toBe(moment);
  await drawn();
  await expect(position).toContainText(/^Paso 9?\d?\d\d\d? · hacia/);
});

test('the phases of a step drag both ways', async ({ page }) => {
  const { drag, t, duration, position } = screen(page);
  await drag('phases', 0.05, 0.97);
  expect(await t()).toBeGreaterThan(0.9 * (await duration()));
  await expect(position).toContainText('actualización');
  await drag('phases', 0.97, 0.2);
  await expect(position).toContainText('hacia delante');
  expect(await t()).toBeLessThan(0.3 * (await duration()));
});

test('the tracks are sliders for the keyboard', async ({ page }) => {
  const { track, step, position } = screen(page);
  await track('steps').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  expect(await step()).toBe(11);
  await expect(track('steps')).toHaveAttribute('aria-valuetext', 'Paso 11 de 5000');
  await page.keyboard.press('End');
  expect(await step()).toBe(5000);
  await page.keyboard.press('Home');
  expect(await step()).toBe(0);
  await track('phases').focus();
  await page.keyboard.press('ArrowRight');
  await expect(position).toHaveText('Paso 0 · lote · entrada 1');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageUp');
  await expect(position).toContainText('salida · neurona 1 · activación');
});

test('the timeline from close by: wheel, keys and the part it shows, with the playhead in sight', async ({ page }) => {
  const { track, trained, drag, step, button, timeline } = screen(page);
  await trained();
  const steps = track('steps');
  await drag('steps', 0.3);
  const at = await step();
  const ends = async (): Promise<number[]> => [
    Number(await timeline.getAttribute('data-from')),
    Number(await timeline.getAttribute('data-to')),
  ];
  expect(await ends()).toEqual([0, 5000]);
  await page.mouse.wheel(0, -720);
  await expect.poll(async () => (await ends())[1]! - (await ends())[0]!).toBeCloseTo(625, 3);
  const [from, to] = await ends();
  expect((at - from!) / 625).toBeCloseTo(0.3, 2);
  await expect(timeline.locator('[data-window]')).toHaveText(/^Pasos \d/);
  await drag('steps', 0.5);
  expect(await step()).toBe(Math.round((from! + to!) / 2));
  await button('Acercar la línea de tiempo').click();
  await expect.poll(async () => (await ends())[1]! - (await ends())[0]!).toBeLessThan(209);
  await page.locator('#step-field').fill('4000');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await ends())[0]! < 4000 && (await ends())[1]! > 4000).toBe(true);
  const overview = (await page.locator('[data-overview]').boundingBox())!;
  await page.mouse.click(overview.x + overview.width * 0.5, overview.y + overview.height / 2);
  await expect.poll(async () => Math.abs((await ends())[0]! + (await ends())[1]! - 5000)).toBeLessThan(20);
  // The playhead is out of sight: nothing of it stands beside the track, and the slider still tells where it is.
  const inside = page.locator('.lane.steps');
  await expect(inside.locator('> .head')).toHaveCount(0);
  expect(await steps.getAttribute('aria-valuemax')).toBe('4000');
  // A slider of its own keeps its keys.
  const before = await ends();
  await page.getByRole('slider', { name: 'Velocidad' }).press('Shift+ArrowUp');
  expect(await ends()).toEqual(before);
  await drag('steps', 0.9, 1.2);
  expect(await ends()).toEqual(before);
  await expect(inside.locator('> .head')).toHaveCount(1);
  await steps.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(ends).toEqual([0, 5000]);
  await expect(page.locator('[data-overview]')).toHaveCount(0);
});

test('thumbnails above the timeline, which lead to their steps', async ({ page }) => {
  const { trained, step, drawn } = screen(page);
  await trained();
  await expect(page.locator('[data-film]')).toHaveCount(0);
  await page.keyboard.press('Control+Shift+M');
  const thumbs = page.locator('[data-thumb]');
  await expect.poll(() => thumbs.count()).toBeGreaterThan(5);
  const picture = (index: number): Promise<string> =>
    thumbs
      .nth(index)
      .locator('canvas')
      .evaluate((element) => (element as HTMLCanvasElement).toDataURL());
  expect(await picture(0)).not.toBe(await picture(4));
  const there = Number(await thumbs.nth(3).getAttribute('data-thumb'));
  await thumbs.nth(3).click();
  expect(await step()).toBe(there);
  await drawn();
  await page.reload();
  await expect.poll(() => thumbs.count(), { timeout: 60_000 }).toBeGreaterThan(2);
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
  await page.getByPlaceholder('Escribe para buscar una orden').fill('ir al principio');
  await page.keyboard.press('Enter');
  await expect.poll(step).toBe(0);
});

test('play goes around in a marked loop, whose edges drag', async ({ page }) => {
  const { drag, step, t, timeline, track, trained, button } = screen(page);
  await trained();
  const mark = async (key: string, ...at: Parameters<typeof drag>): Promise<void> => {
    await drag(...at);
    await track(at[0]).press(key);
  };
  await mark('i', 'steps', 0.2);
  await mark('o', 'steps', 0.4);
  await expect(timeline).toContainText('Bucle: 1000–2000');
  const end = track('steps').locator('..').locator('[data-loop="end"]');
  const [box, edge] = [(await track('steps').boundingBox())!, (await end.boundingBox())!];
  await page.mouse.move(edge.x + 2, edge.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.22, edge.y + 10, { steps: 3 });
  await page.mouse.up();
  await expect(timeline).toContainText('Bucle: 1000–1100');
  await end.press('ArrowLeft');
  await expect(end).toHaveAttribute('aria-valuetext', 'Paso 1099 de 5000');

  // Within one step the edges stand on the other track too.
  await mark('i', 'phases', 0.3);
  await mark('o', 'phases', 0.33);
  await expect(timeline).toContainText('Bucle en 2000');
  await expect(page.locator('[data-loop]')).toHaveCount(4);
  await button('Reproducir').click();
  const first = await t();
  await expect.poll(t).not.toBe(first);
  for (let i = 0; i < 10; i++) {
    await page.waitForTimeout(150);
    expect(await step()).toBe(2000);
    expect((await t()) / Number(await timeline.getAttribute('data-duration'))).toBeCloseTo(0.315, 1);
  }
  await expect(timeline).toHaveAttribute('data-playing', 'true');
  await button('Quitar el bucle').click();
  await expect(page.locator('[data-loop]')).toHaveCount(0);
});

test('marks bear notes and are gone to by key', async ({ page }) => {
  const { drag, step, track, button } = screen(page);
  for (const [fraction, note] of [
    [0.2, 'baja la pérdida'],
    [0.6, 'ya no mejora'],
  ] as const) {
    await drag('steps', fraction);
    await track('steps').press('m');
    await button(`Marca en el paso ${5000 * fraction}`).click();
    await page.getByLabel('Nota', { exact: true }).fill(note);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(button(`Marca en el paso ${5000 * fraction}: ${note}`)).toBeVisible();
  }
  await page.keyboard.press('Control+Shift+ArrowLeft');
  expect(await step()).toBe(1000);
  await page.keyboard.press('Control+Shift+ArrowRight');
  expect(await step()).toBe(3000);
  await track('steps').press('m');
  await button('Quitar la marca').click();
  await expect(page.locator('[data-mark]')).toHaveCount(1);
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
    for (let y = 0.15; y < 0.8; y += 0.02) {
      await page.mouse.click(box.x + box.width * 0.54, box.y + box.height * y);
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
