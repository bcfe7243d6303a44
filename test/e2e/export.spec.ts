import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Locator, Page } from '@playwright/test';
import { readRunText } from '#core/spec/read-run-spec.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import { inRoot } from '#electron/launch/parts.mjs';
import type { FrameNote } from '#renderer/export/sink.ts';
import { palettes, type Theme } from '#renderer/picture/palette.ts';
import { readGif, shownPictures } from '#test/renderer/export/read-gif.ts';
import { expect, test } from './fixture.ts';
import type { RunningApp } from './hosts.ts';

type Note = FrameNote & { readonly file: string };

/** The dialog as a person uses it, at a small size. */
class ExportDialog {
  readonly page: Page;
  readonly dialog: Locator;
  readonly start: Locator;
  readonly summary: Locator;

  constructor(readonly app: RunningApp) {
    this.page = app.page;
    this.dialog = this.page.getByRole('dialog', { name: 'Exportar imágenes o vídeo' });
    this.start = this.dialog.getByRole('button', { name: 'Exportar', exact: true });
    this.summary = this.dialog.locator('[data-frames]');
  }

  async open(): Promise<void> {
    await expect(this.page.locator('[data-drawn-step]')).toBeVisible();
    await this.page.getByRole('button', { name: 'Exportar', exact: true }).click();
    await expect(this.dialog).toBeVisible();
  }

  async format(name: string): Promise<void> {
    await this.dialog.locator('#export-format').selectOption({ label: name });
  }

  choose(...names: readonly string[]): Promise<void> {
    return names.reduce(async (before, name) => {
      await before;
      await this.dialog.getByRole('radio', { name, exact: true }).click();
    }, Promise.resolve());
  }

  async fill(values: Readonly<Record<string, number>>): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      const field = this.dialog.locator(`#export-${name}`);
      await field.fill(String(value).replace('.', ','));
      await field.press('Enter');
    }
  }

  async size(width: number, height: number): Promise<void> {
    await this.dialog.locator('#export-size').selectOption('custom');
    await this.fill({ width, height });
  }

  /** Several steps, `count` frames in all, 320 by 180. */
  async steps(from: number, to: number, pace: 'La animación' | 'Una imagen al acabar', fps: number): Promise<void> {
    await this.choose('Varios pasos', pace);
    await this.fill({ from, to, fps });
    await this.size(320, 180);
  }

  async export(): Promise<{ readonly name: string; readonly bytes: Uint8Array; readonly announced: number }> {
    const announced = Number(await this.summary.getAttribute('data-frames'));
    const saved = await this.app.willSave();
    await this.start.click();
    const file = await saved();
    await expect(this.dialog).toBeHidden();
    await expect(this.page.getByText(`Guardado: ${file.name}`)).toBeVisible();
    return { ...file, announced };
  }
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** How many different colours there are. */
  readonly colours: number;
  /** Red, green, blue, alpha of the top left pixel. */
  readonly corner: number[];
  readonly opaque: number;
}

/** Looks at pictures in a page of its own, for the app's page allows no such thing. */
const look = (page: Page, source: { readonly png: Uint8Array } | { readonly webm: Uint8Array; readonly at: number }) =>
  page.evaluate(
    async ({ type, base64, at }): Promise<Pixels & { readonly duration: number }> => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const blob = new Blob([bytes], { type });
      const video = document.createElement('video');
      let picture: ImageBitmap | HTMLVideoElement;
      if (type === 'image/png') picture = await createImageBitmap(blob, { premultiplyAlpha: 'none' });
      else {
        picture = video;
        video.muted = true;
        const happened = (name: string) =>
          new Promise((resolve, reject) => {
            video.addEventListener(name, resolve, { once: true });
            video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
          });
        const loaded = happened('loadeddata');
        video.src = URL.createObjectURL(blob);
        await loaded;
        const seeked = happened('seeked');
        video.currentTime = at;
        await seeked;
      }
      const width = picture instanceof ImageBitmap ? picture.width : video.videoWidth;
      const height = picture instanceof ImageBitmap ? picture.height : video.videoHeight;
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d')!;
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const colours = new Set(new Uint32Array(data.buffer));
      let opaque = 0;
      for (let i = 3; i < data.length; i += 4) if (data[i] === 255) opaque += 1;
      return { width, height, colours: colours.size, corner: [...data.subarray(0, 4)], opaque, duration: video.duration };
    },
    'png' in source
      ? { type: 'image/png', base64: Buffer.from(source.png).toString('base64'), at: 0 }
      : { type: 'video/webm', base64: Buffer.from(source.webm).toString('base64'), at: source.at },
  );

const backgroundOf = (theme: Theme): number[] => {
  const { background } = palettes[theme];
  return [(background >> 16) & 255, (background >> 8) & 255, background & 255];
};

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
  expect(pdf.match(/\/MediaBox ?\[([^\]]*)/u)?.[1]?.split(' ').map(Number)).toEqual([0, 0, 240, 135]);
  expect(pdf).toContain('/FontFile2');
  expect(pdf).not.toContain('/Type3');
  expect(pdf).toContain('D:20000101000000');
});

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
});

test('cancelling leaves nothing, and another export follows', async ({ app, page }) => {
  test.slow();
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  const dialog = new ExportDialog(app);
  await dialog.open();
  const before = page.workers().length;
  for (const format of ['Imágenes PNG', 'GIF', 'Vídeo WebM']) {
    await dialog.format(format);
    await dialog.steps(0, 400, 'Una imagen al acabar', 25);
    await dialog.start.click();
    const progress = dialog.dialog.getByRole('progressbar');
    await expect(progress).toHaveAttribute('max', '401');
    await expect(progress).not.toHaveAttribute('value', '0');
    expect(page.workers().length).toBeGreaterThan(before);
    await dialog.dialog.getByRole('button', { name: 'Cancelar' }).click();
    await expect(progress).toBeHidden();
    await expect.poll(() => page.workers().length).toBe(before);
  }
  await dialog.start.click();
  await expect.poll(() => page.workers().length).toBeGreaterThan(before);
  await page.keyboard.press('Escape');
  await expect(dialog.dialog).toBeHidden();
  await expect.poll(() => page.workers().length).toBe(before);
  expect(downloads).toEqual([]);

  await dialog.open();
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
  await dialog.choose('Varios pasos');
  await dialog.fill({ from: 9, to: 3 });
  await expect(dialog.dialog.getByRole('alert')).toContainText('El último paso va antes que el primero');
  await dialog.fill({ from: 0, to: 5000, seconds: 60 });
  await expect(dialog.dialog.getByRole('alert')).toContainText('Son demasiadas imágenes (el límite es 65.534)');
  await expect(dialog.start).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialog.dialog).toBeHidden();
});
