import { strFromU8, unzipSync } from 'fflate';
import { readGif, shownPictures } from '#test/renderer/export/read-gif.ts';
import { backgroundOf, ExportDialog, look, type Note } from './export-dialog.ts';
import { expect, test } from './fixture.ts';

test('GIF: one palette, every frame, the exact length', async ({ app }) => {
  const dialog = new ExportDialog(app);
  await dialog.open();
  await dialog.format('GIF');
  await dialog.steps(0, 12, 'Una imagen al acabar', 7);
  await dialog.fill({ every: 2 });
  const { name, bytes, announced } = await dialog.export();
  expect(name).toBe('articleStandard-pasos-0-12-cada-2.gif');
  const gif = readGif(bytes);
  expect(gif).toMatchObject({ width: 320, height: 180 });
  expect(gif.images).toHaveLength(7);
  expect(announced).toBe(7);
  expect(gif.images.reduce((sum, { delay }) => sum + delay, 0)).toBe(100);
  const shown = shownPictures(gif);
  for (const picture of shown) {
    expect(gif.palette[picture[0]!]).toEqual(backgroundOf('light'));
    expect(new Set(picture).size).toBeGreaterThan(20);
  }
  expect(Buffer.compare(shown[0]!, shown[6]!)).not.toBe(0);
});

test('WebM: plays for as long as was said, and shows the network in the theme’s colours', async ({ app, context }) => {
  const dialog = new ExportDialog(app);
  await dialog.open();
  await dialog.format('Vídeo WebM');
  // Video has even sizes: 321 becomes 320.
  await dialog.steps(0, 7, 'Una imagen al acabar', 4);
  await dialog.fill({ width: 321 });
  await expect(dialog.summary).toContainText('8 imágenes · 2 s · 320 × 180');
  const { name, bytes } = await dialog.export();
  expect(name).toBe('articleStandard-pasos-0-7.webm');
  expect([...bytes.subarray(0, 4)]).toEqual([0x1a, 0x45, 0xdf, 0xa3]);
  expect(Buffer.from(bytes.subarray(0, 64)).toString('latin1')).toContain('webm');
  const viewer = await context.newPage();
  const pixels = await look(viewer, { webm: bytes, at: 1.1 });
  expect(pixels).toMatchObject({ width: 320, height: 180 });
  expect(Math.abs(pixels.duration - 2)).toBeLessThan(0.05);
  expect(pixels.colours).toBeGreaterThan(100);
  for (const [i, value] of backgroundOf('light').entries()) expect(Math.abs(pixels.corner[i]! - value)).toBeLessThanOrEqual(4);
  await viewer.close();
});

test('MP4: the same film is the same file, plays for as long as was said, and has no transparent ground to choose', async ({
  app,
  context,
}) => {
  const dialog = new ExportDialog(app);
  const exported = async () => {
    await dialog.open();
    await dialog.format('Vídeo MP4');
    await expect(dialog.dialog.getByRole('radio', { name: 'Transparente' })).toBeHidden();
    await dialog.steps(0, 7, 'Una imagen al acabar', 4);
    return dialog.export();
  };
  const first = await exported();
  expect(first.name).toBe('articleStandard-pasos-0-7.mp4');
  expect(Buffer.from(first.bytes.subarray(4, 8)).toString('latin1')).toBe('ftyp');
  const viewer = await context.newPage();
  const pixels = await look(viewer, { webm: first.bytes, at: 1.1 });
  expect(pixels).toMatchObject({ width: 320, height: 180 });
  expect(Math.abs(pixels.duration - 2)).toBeLessThan(0.05);
  for (const [i, value] of backgroundOf('light').entries()) expect(Math.abs(pixels.corner[i]! - value)).toBeLessThanOrEqual(4);
  await viewer.close();
  expect(Buffer.compare((await exported()).bytes, first.bytes)).toBe(0);
});

test('the moments of a step as vectors, and what a film of it says as captions with chapters', async ({ app }) => {
  const dialog = new ExportDialog(app);
  await dialog.open();
  await dialog.format('Imágenes SVG');
  await dialog.choose('Momentos');
  await dialog.dialog.locator('#export-each').selectOption({ label: 'Fase' });
  const stills = await dialog.export();
  const files = unzipSync(stills.bytes);
  expect(stills.announced).toBe(7);
  expect(Object.keys(files).filter((name) => name.endsWith('.svg'))).toHaveLength(7);
  expect(strFromU8(Object.values(files)[0]!)).toMatch(/<svg .*viewBox="0 0 1280 720".*Paso 0 · muestra 1/su);
  const { frames } = JSON.parse(strFromU8(files['frames.json']!)) as { frames: Note[] };
  expect(frames.map(({ phase }) => phase)).toEqual(['batch', 'forward', 'loss', 'backward', 'gradient', 'optimise', 'update']);
  expect(new Set(frames.map(({ sentence }) => sentence)).size).toBe(7);

  await dialog.open();
  await dialog.format('Subtítulos y capítulos (SRT, VTT)');
  const said = unzipSync((await dialog.export()).bytes);
  const [srt, , chapters] = Object.values(said).map((bytes) => strFromU8(bytes));
  expect(srt).toMatch(/^1\n00:00:0\d,\d{3} --> 00:00:0\d,\d{3}\n.*[a-z]/u);
  expect(chapters!.match(/-->/gu)).toHaveLength(7);

  // The same moments as slides: a picture and a note each.
  await dialog.open();
  await dialog.choose('Momentos');
  await dialog.format('Diapositivas PowerPoint');
  await dialog.dialog.locator('#export-each').selectOption({ label: 'Fase' });
  await dialog.size(320, 180);
  const deck = Object.keys(unzipSync((await dialog.export()).bytes));
  for (const part of ['media/image', 'slides/slide', 'notesSlides/notesSlide'])
    expect(deck.filter((name) => name.startsWith(`ppt/${part}`))).toHaveLength(7);
});

test('cancelling leaves nothing, and another export follows', async ({ app, page }) => {
  test.slow();
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  const dialog = new ExportDialog(app);
  await dialog.open();
  const before = page.workers().length;
  /** Where there is a place to save to it is asked first. */
  const begin = async (): Promise<void> => {
    if (app.host !== 'browser') await app.willSave();
    await dialog.start.click();
  };
  for (const format of ['Imágenes PNG', 'GIF', 'Vídeo WebM']) {
    await dialog.format(format);
    await dialog.steps(0, 400, 'Una imagen al acabar', 25);
    await begin();
    const progress = dialog.dialog.getByRole('progressbar');
    await expect(progress).toHaveAttribute('max', '401');
    await expect(progress).not.toHaveAttribute('value', '0');
    expect(page.workers().length).toBeGreaterThan(before);
    await dialog.dialog.getByRole('button', { name: 'Cancelar' }).click();
    await expect(progress).toBeHidden();
    await expect.poll(() => page.workers().length).toBe(before);
  }
  await begin();
  await expect.poll(() => page.workers().length).toBeGreaterThan(before);
  // Escape asks first, and again is a change of mind.
  const question = dialog.dialog.getByText('¿Dejas la exportación?');
  await page.keyboard.press('Escape');
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(dialog.dialog.getByRole('progressbar')).toBeVisible();
  await page.keyboard.press('Escape');
  await dialog.dialog.getByRole('button', { name: 'Dejarla' }).click();
  await expect(dialog.dialog.getByRole('progressbar')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(dialog.dialog).toBeHidden();
  await expect.poll(() => page.workers().length).toBe(before);
  expect(downloads).toEqual([]);

  // What was chosen last is chosen still.
  await dialog.open();
  await expect(dialog.dialog.locator('#export-format')).toHaveValue('webm');
  await dialog.format('Imágenes PNG');
  await dialog.steps(0, 0, 'Una imagen al acabar', 1);
  expect(Object.keys(unzipSync((await dialog.export()).bytes))).toHaveLength(2);
});

test('what cannot be exported is said before it is tried', async ({ app, page }) => {
  const dialog = new ExportDialog(app);
  await dialog.open();
  await expect(dialog.summary).toContainText(/imágenes · 1280 × 720 · unos .*B/);
  for (const phase of await dialog.dialog.locator('[data-phase]').all()) await phase.click();
  await expect(dialog.dialog.getByRole('alert')).toHaveText('Elige al menos una fase.');
  await expect(dialog.start).toBeDisabled();
  await dialog.dialog.locator('[data-phase=loss]').click();
  await expect(dialog.start).toBeEnabled();
  await dialog.choose('Pasos');
  await dialog.fill({ from: 9, to: 3 });
  await expect(dialog.dialog.getByRole('alert')).toContainText('El último paso va antes que el primero');
  await dialog.fill({ from: 0, to: 5000, seconds: 60 });
  await expect(dialog.dialog.getByRole('alert')).toContainText('Son demasiadas imágenes (el límite es 65.534)');
  await expect(dialog.start).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialog.dialog).toBeHidden();
});
