import { unzipSync } from 'fflate';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FilmAsk } from '#core/view/filming.ts';
import { launchChromium } from '#test/bench/chromium.ts';
import { readGif, shownPictures } from '#test/renderer/export/read-gif.ts';
import { filmed } from './filming.ts';

/** A small film of two steps, and the same frames as pictures, which are exact. */
const ask: Partial<FilmAsk> = { moments: [{ from: 0, to: 1, every: 1 }], pace: 1, fps: 15 };
const frames = 30;
const { width, height } = { width: 320, height: 180 };
/** Decibels. */
const leastPsnr = 37;

const bytesOf = async (form: FilmAsk['form'], more: Partial<FilmAsk> = {}): Promise<Uint8Array<ArrayBuffer>> =>
  (await filmed({ ...ask, form, ...more })).bytes;
const picturesOf = (zip: Uint8Array): Uint8Array[] =>
  Object.entries(unzipSync(zip)).flatMap(([name, bytes]) => (name.endsWith('.png') ? [bytes] : []));

/** Times in a film, drawn by a generator of its own. */
const timesOf = (count: number, seconds: number, seed = 7): number[] =>
  Array.from({ length: count }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed / 2 ** 32) * seconds;
  });

let browser: Browser;
let page: Page;
let zip: Uint8Array;
beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage();
  zip = await bytesOf('zip');
  await page.evaluate(
    async (pngs) => {
      const pixels: Uint8ClampedArray[] = [];
      for (const png of pngs) {
        const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
        const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
        context.drawImage(picture, 0, 0);
        pixels.push(context.getImageData(0, 0, picture.width, picture.height).data);
      }
      Object.assign(globalThis, { pixels });
    },
    picturesOf(zip).map((png) => Buffer.from(png).toString('base64')),
  );
}, 600_000);
afterAll(() => browser.close());

interface Seen {
  /** The frame of the pictures that is most like what the film shows, how like (dB), and how like the one that should be there. */
  readonly best: number;
  readonly wanted: number;
  readonly psnr: number;
  readonly bestPsnr: number;
  /** The furthest that a channel of an even surface is off. */
  readonly surfaces: number;
}

/** What a film shows at each of these times. */
const seek = (film: Uint8Array, times: readonly number[]): Promise<Seen[]> =>
  page.evaluate(
    async ({ base64, times: at, fps, width: across, height: down }) => {
      const { pixels } = globalThis as unknown as { pixels: Uint8ClampedArray[] };
      const video = document.createElement('video');
      const happened = (name: string) => new Promise((resolve) => video.addEventListener(name, resolve, { once: true }));
      const loaded = happened('loadeddata');
      video.src = URL.createObjectURL(new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]));
      await loaded;
      const context = new OffscreenCanvas(across, down).getContext('2d', { willReadFrequently: true })!;
      const psnrOf = (a: Uint8ClampedArray, b: Uint8ClampedArray): number => {
        let sum = 0;
        for (let i = 0; i < a.length; i++) if (i % 4 !== 3) sum += (a[i]! - b[i]!) * (a[i]! - b[i]!);
        return 10 * Math.log10((255 * 255) / (sum / ((a.length / 4) * 3) || 1e-9));
      };
      /** Of pixels whose surroundings, as far as a video mixes colours, are of one colour. */
      const surfacesOf = (shown: Uint8ClampedArray, wanted: Uint8ClampedArray): number => {
        const [even, reach] = [new Uint32Array(wanted.buffer), 8];
        let worst = 0;
        for (let y = reach; y < down - reach; y += 3)
          for (let x = reach; x < across - reach; x += 3) {
            const own = even[y * across + x]!;
            let same = true;
            for (let dy = -reach; same && dy <= reach; dy++)
              for (let dx = -reach; same && dx <= reach; dx++) same = even[(y + dy) * across + x + dx] === own;
            if (same) for (let c = 0; c < 3; c++) worst = Math.max(worst, Math.abs(shown[(y * across + x) * 4 + c]! - wanted[(y * across + x) * 4 + c]!)); // prettier-ignore
          }
        return worst;
      };
      const seen: Seen[] = [];
      for (const time of at) {
        const seeked = happened('seeked');
        // A seek has ended before its picture is there; where that is the same picture none comes.
        const presented = new Promise((resolve) => {
          video.requestVideoFrameCallback(resolve);
          setTimeout(resolve, 1000);
        });
        video.currentTime = time;
        await Promise.all([seeked, presented]);
        context.drawImage(video, 0, 0);
        const shown = context.getImageData(0, 0, across, down).data;
        const likeness = pixels.map((picture) => psnrOf(shown, picture));
        const best = likeness.indexOf(Math.max(...likeness));
        const wanted = Math.min(Math.floor(time * fps), pixels.length - 1);
        const [psnr, bestPsnr] = [likeness[wanted]!, likeness[best]!];
        seen.push({ best, wanted, psnr, bestPsnr, surfaces: surfacesOf(shown, pixels[wanted]!) });
      }
      return seen;
    },
    { base64: Buffer.from(film).toString('base64'), times, fps: ask.fps!, width, height },
  );

describe.each(['webm', 'mp4'] as const)('%s', (form) => {
  test('twice the same bytes; every frame is there at its time, like its picture, in its colours', { timeout: 600_000 }, async () => {
    const film = await bytesOf(form);
    expect(Buffer.compare(await bytesOf(form), film)).toBe(0);
    const random = timesOf(20, frames / ask.fps!);
    const middles = Array.from({ length: frames }, (_, frame) => (frame + 0.5) / ask.fps!);
    const seen = await seek(film, [...random, ...middles]);
    for (const { best, wanted, psnr, bestPsnr, surfaces } of seen) {
      // Frames that rest are alike.
      if (best !== wanted) expect(bestPsnr - psnr, `frame ${best} where ${wanted} should be`).toBeLessThan(0.5);
      expect(psnr).toBeGreaterThanOrEqual(leastPsnr);
      expect(surfaces).toBeLessThanOrEqual(4);
    }
    console.info(`${form}: psnr from ${Math.min(...seen.map(({ psnr }) => psnr)).toFixed(1)} dB, surfaces ${Math.max(...seen.map(({ surfaces }) => surfaces))}`); // prettier-ignore
  });
});

test('PNG: twice the same bytes, and a range is the slice of the whole', { timeout: 600_000 }, async () => {
  expect(Buffer.compare(await bytesOf('zip'), zip)).toBe(0);
  const whole = picturesOf(zip);
  expect(whole).toHaveLength(frames);
  const second = picturesOf(await bytesOf('zip', { moments: [{ from: 1, to: 1, every: 1 }] }));
  expect(second.map((png) => Buffer.from(png).toString('base64'))).toEqual(
    whole.slice(frames / 2).map((png) => Buffer.from(png).toString('base64')),
  );
});

test('GIF: twice the same bytes, and no fill is off by more than 10 of 255', { timeout: 600_000 }, async () => {
  const file = await bytesOf('gif');
  expect(Buffer.compare(await bytesOf('gif'), file)).toBe(0);
  const gif = readGif(file);
  const shown = shownPictures(gif);
  expect(shown).toHaveLength(frames);
  for (const frame of [0, 7, 15, frames - 1]) {
    const wanted = await page.evaluate((index) => [...(globalThis as unknown as { pixels: Uint8ClampedArray[] }).pixels[index]!], frame);
    const own = (x: number, y: number): string => wanted.slice((y * width + x) * 4, (y * width + x) * 4 + 3).join();
    let even = 0;
    for (let y = 2; y < height - 2; y += 2)
      for (let x = 2; x < width - 2; x += 2) {
        const colour = own(x, y);
        if (own(x + 1, y) !== colour || own(x - 1, y) !== colour || own(x, y + 1) !== colour || own(x, y - 1) !== colour) continue;
        even++;
        const entry = gif.palette[shown[frame]![y * width + x]!]!;
        for (const [channel, value] of colour.split(',').entries())
          expect(Math.abs(entry[channel]! - Number(value))).toBeLessThanOrEqual(10);
      }
    expect(even).toBeGreaterThan(1000);
  }
});
