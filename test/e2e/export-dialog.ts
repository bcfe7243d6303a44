import type { Locator, Page } from '@playwright/test';
import type { FrameNote } from '#renderer/export/sink.ts';
import { palettes, type Theme } from '#renderer/picture/palette.ts';
import { expect } from './fixture.ts';
import type { RunningApp } from './hosts.ts';

export type Note = FrameNote & { readonly file: string };

/** The dialog as a person uses it, at a small size. */
export class ExportDialog {
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
    await this.choose('Pasos');
    await this.dialog.locator('#export-pace').selectOption({ label: pace });
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
export const look = (page: Page, source: { readonly png: Uint8Array } | { readonly webm: Uint8Array; readonly at: number }) =>
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

export const backgroundOf = (theme: Theme): number[] => {
  const { background } = palettes[theme];
  return [(background >> 16) & 255, (background >> 8) & 255, background & 255];
};
