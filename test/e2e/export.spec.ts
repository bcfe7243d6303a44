import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { readRunText } from '#core/spec/read-run-spec.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import { figure } from '#core/words/figure/figure.ts';
import { inRoot } from '#electron/launch/parts.mjs';
import { backgroundOf, ExportDialog, look, type Note } from './export-dialog.ts';
import { expect, test } from './fixture.ts';

/** Losses of the first steps of the starting example, from the core by itself. */
const losses = async (count: number): Promise<number[]> => {
  const spec = readRunText(await readFile(inRoot('assets/examples/article-standard.json'), 'utf8'));
  if (!spec.ok) throw new Error(spec.failure.code);
  const run = prepareRun(spec.value);
  let state = initialState(run);
  return Array.from({ length: count }, (_, k) => {
    const { next, trace } = step(run, k, state, [0]);
    state = next;
    return trace.loss.total;
  });
};

test('pictures: twice the same bytes, each frame its own, with the numbers of the core beside them', async ({ app, context }) => {
  test.slow();
  const dialog = new ExportDialog(app);
  const exported = async (from: number, to: number) => {
    await dialog.open();
    await dialog.choose('Oscuro', 'English');
    await dialog.steps(from, to, 'La animación', 2);
    await dialog.fill({ seconds: 1.5 });
    return dialog.export();
  };
  const first = await exported(0, 1);
  expect(first.name).toBe('articleStandard-pasos-0-1.zip');
  const files = unzipSync(first.bytes);
  const { frames, ...header } = JSON.parse(strFromU8(files['frames.json']!)) as { frames: Note[] };
  expect(header).toEqual({ fps: 2, width: 320, height: 180 });
  expect(first.announced).toBe(6);
  expect(Object.keys(files)).toEqual([...frames.map(({ file }) => file), 'frames.json']);
  expect(frames.map(({ file }) => file)).toEqual(frames.map((_, i) => `articleStandard-pasos-0-1_0000${i}.png`));

  expect(frames.map((frame) => frame.step)).toEqual([0, 0, 0, 1, 1, 1]);
  const expected = await losses(2);
  expect(frames.map(({ loss }) => loss)).toEqual(frames.map((frame) => expected[frame.step]));
  expect(frames[0]).toMatchObject({ t: 0, phase: 'batch', epoch: 0, caption: 'Batch: the sample enters the network' });
  expect(frames[2]).toMatchObject({ phase: 'update', caption: 'Update: each weight moves' });

  const viewer = await context.newPage();
  for (const { file } of frames) {
    const pixels = await look(viewer, { png: files[file]! });
    expect(pixels).toMatchObject({ width: 320, height: 180, opaque: 320 * 180 });
    expect(pixels.corner.slice(0, 3)).toEqual(backgroundOf('dark'));
    expect(pixels.colours).toBeGreaterThan(100);
  }
  const pictures = frames.map(({ file }) => Buffer.from(files[file]!).toString('base64'));
  expect(new Set(pictures).size).toBe(frames.length);
  await viewer.close();

  const second = await exported(0, 1);
  expect(Buffer.compare(second.bytes, first.bytes)).toBe(0);

  // A frame depends on its place in training alone, not on the frames before it.
  const last = unzipSync((await exported(1, 1)).bytes);
  for (let i = 0; i < 3; i++) expect(Buffer.compare(last[`articleStandard-pasos-1-1_0000${i}.png`]!, files[frames[3 + i]!.file]!)).toBe(0);
});

test('pictures on a transparent background', async ({ app, context }) => {
  const dialog = new ExportDialog(app);
  await dialog.open();
  await dialog.choose('Transparente');
  await dialog.steps(0, 0, 'Una imagen al acabar', 1);
  const { bytes } = await dialog.export();
  const viewer = await context.newPage();
  const pixels = await look(viewer, { png: Object.values(unzipSync(bytes))[0]! });
  expect(pixels.corner).toEqual([0, 0, 0, 0]);
  expect(pixels.opaque).toBeGreaterThan(1000);
  expect(pixels.opaque).toBeLessThan((320 * 180) / 2);
  await viewer.close();
});

test('the curve of the loss is a picture, in the chosen language', async ({ app, page, context }) => {
  await expect.poll(async () => Number(await page.locator('[data-trained-to]').first().getAttribute('data-trained-to'))).toBeGreaterThan(0);
  const dialog = new ExportDialog(app);
  await dialog.open();
  await dialog.choose('Curva', 'Oscuro', 'English');
  await expect(dialog.summary).toContainText('1 imagen · 1280 × 720');
  const { name, bytes } = await dialog.export();
  expect(name).toBe('articleStandard-curva-de-perdida.png');
  const viewer = await context.newPage();
  const pixels = await look(viewer, { png: bytes });
  expect(pixels).toMatchObject({ width: 1280, height: 720, opaque: 1280 * 720 });
  expect(pixels.corner.slice(0, 3)).toEqual(backgroundOf('dark'));
  expect(pixels.colours).toBeGreaterThan(30);
  await viewer.close();

  await dialog.open();
  await dialog.choose('Curva', 'Gradiente', 'Transparente');
  await dialog.size(480, 270);
  const second = await dialog.export();
  expect(second.name).toBe('articleStandard-normas-del-gradiente.png');
});

test('two clicks: this moment as a PNG of its printed size, and as an SVG', async ({ app, page, context }) => {
  await expect(page.locator('[data-drawn-step]')).toBeVisible();
  const form = page.locator('[data-figure=network]');
  const save = async (kind: 'png' | 'svg' | 'pdf') => {
    await page.locator('[data-figure-of=network]').click();
    await form.locator('[data-preview]').waitFor();
    if (kind === 'png') await form.locator('#figure-paper').selectOption('thumbnail');
    const saved = await app.willSave();
    await form.locator(`[data-save=${kind}]`).click();
    const file = await saved();
    await expect(form).toBeHidden();
    return file;
  };
  const { name, bytes } = await save('png');
  expect(name).toBe('red-del-articulo-2-4-8-1-red-paso-0.png');
  const png = Buffer.from(bytes);
  // 96 pixels an inch are 3780 a metre.
  expect([png.toString('latin1', 37, 41), png.readUInt32BE(41), png[49]]).toEqual(['pHYs', 3780, 1]);
  const viewer = await context.newPage();
  const pixels = await look(viewer, { png: bytes });
  expect(pixels).toMatchObject({ width: 320, height: 180, opaque: 320 * 180 });
  expect(pixels.corner.slice(0, 3)).toEqual(backgroundOf('light'));
  expect(pixels.colours).toBeGreaterThan(100);

  const svg = await save('svg');
  expect(svg.name).toBe('red-del-articulo-2-4-8-1-red-paso-0.svg');
  const read = await viewer.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    return {
      name: root.localName,
      width: root.getAttribute('width'),
      texts: root.querySelectorAll('text').length,
      units: root.querySelectorAll('#units g').length,
    };
  }, Buffer.from(svg.bytes).toString());
  expect(read).toMatchObject({ name: 'svg', width: '84.67mm' });
  expect(read.texts).toBeGreaterThan(5);
  expect(read.units).toBeGreaterThan(3);
  await viewer.close();
  if (!app.standIn) return;
  // A host writes PDFs itself: one page as large as the figure, its letters TrueType, which journals take.
  const pdf = Buffer.from((await save('pdf')).bytes).toString('latin1');
  expect(pdf).toMatch(/^%PDF-/u);
  expect(
    pdf
      .match(/\/MediaBox ?\[([^\]]*)/u)?.[1]
      ?.split(' ')
      .map((side) => Math.round(Number(side))),
  ).toEqual([0, 0, 240, 135]);
  expect(pdf).toContain('/FontFile2');
  expect(pdf).not.toContain('/Type3');
  expect(pdf).toContain('D:20000101000000');
});

test('what is copied lies in the clipboard as PNG and as SVG', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await expect(page.locator('[data-drawn-step]')).toBeVisible();
  await page.locator('[data-figure-of=network]').click();
  const form = page.locator('[data-figure=network]');
  await form.locator('[data-preview]').waitFor();
  await form.locator('#figure-paper').selectOption('thumbnail');
  // The preview shows what is chosen.
  await expect(form.locator('[data-preview]')).toHaveAttribute('src', /width%3D%2284\.67mm/u);
  await form.locator('[data-save=copy]').click();
  await expect(form.getByRole('status')).toHaveText(figure.es.copied);
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const image = await createImageBitmap(await item!.getType('image/png'));
    return { types: item!.types, size: [image.width, image.height], svg: await (await item!.getType('image/svg+xml')).text() };
  });
  expect(copied.types).toEqual(expect.arrayContaining(['image/png', 'image/svg+xml']));
  expect(copied.size).toEqual([320, 180]);
  expect(copied.svg).toMatch(/<svg[^]*id="unit-1-1"[^]*<\/svg>/u);
});
