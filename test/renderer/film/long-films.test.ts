import path from 'node:path';
import { BufferSource, Input, MP4, WEBM } from 'mediabunny';
import { expect, test } from 'vitest';
import { serveFilm } from '#core/cli/film/server.ts';
import { ok } from '#core/contract/failure.ts';
import type { FilmAsk } from '#core/view/filming.ts';
import { buildPart, inRoot, isFresh, parts } from '#electron/launch/parts.mjs';
import { launchChromium } from '#test/bench/chromium.ts';
import { readGif } from '#test/renderer/export/read-gif.ts';
import { readFile } from 'node:fs/promises';

/** Films that take minutes: `npm run soak` makes them. */
const soaks = process.env['RETROGRAD_SOAK'] === '1';
const heapLimit = 500 * 2 ** 20;

const ask: FilmAsk = {
  ...{ subject: 'network', moments: [{ from: 0, to: 0, every: 1 }], form: 'gif', name: 'long', size: { width: 320, height: 180 } },
  ...{ fps: 30, theme: 'light', transparent: false, parts: ['note'], captions: false, language: 'en' },
};

/** The film, and the most bytes of JavaScript that its page held. */
const filmed = async (more: Partial<FilmAsk>): Promise<{ readonly bytes: Uint8Array; readonly heap: number }> => {
  if (!isFresh('film')) await buildPart('film');
  let bytes: Uint8Array | undefined;
  const server = await serveFilm(
    path.dirname(inRoot(parts.film.output)),
    { ...ask, ...more },
    {
      file: { name: 'article.json', bytes: await readFile(inRoot('assets/examples/article-standard.json')) },
      asset: (file) => readFile(inRoot('assets', file)),
      table: () => Promise.reject(new Error('no table')),
      amiss: (failure) => expect.fail(failure.code),
      report: () => undefined,
      save: (film) => {
        bytes = film.bytes;
        return Promise.resolve(ok(undefined));
      },
    },
  );
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    await page.goto(server.url);
    let heap = 0;
    let over = false;
    const ended = server.ended.then((failure) => {
      over = true;
      expect(failure).toBeUndefined();
    });
    while (!over) {
      const { metrics } = await session.send('Performance.getMetrics');
      heap = Math.max(heap, metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value);
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 500))]);
    }
    await ended;
    return { bytes: bytes!, heap };
  } finally {
    await browser.close();
    server.close();
  }
};

test.runIf(soaks)(
  '5,000 frames as a GIF: every one is there, for as long as was said, and memory stays flat',
  { timeout: 3_600_000 },
  async () => {
    const frames = 5000;
    const { bytes, heap } = await filmed({ fps: 25, pace: frames / 25 });
    const gif = readGif(bytes);
    expect(gif).toMatchObject({ width: 320, height: 180 });
    expect(gif.images).toHaveLength(frames);
    expect(gif.images.reduce((sum, { delay }) => sum + delay, 0)).toBe((frames / 25) * 100);
    expect(heap).toBeLessThan(heapLimit);
  },
);

test.runIf(soaks).each(['webm', 'mp4'] as const)(
  'ten minutes as %s: count, length, size and rate are what was asked for, and memory stays flat',
  { timeout: 3_600_000 },
  async (form) => {
    const [minutes, fps] = [10, 30];
    const { bytes, heap } = await filmed({ form, moments: [{ from: 0, to: minutes - 1, every: 1 }], pace: 60 });
    const input = new Input({ source: new BufferSource(bytes), formats: [MP4, WEBM] });
    const track = (await input.getPrimaryVideoTrack())!;
    const { packetCount, averagePacketRate } = await track.computePacketStats();
    expect([packetCount, await track.getDisplayWidth(), await track.getDisplayHeight()]).toEqual([minutes * 60 * fps, 320, 180]);
    expect(averagePacketRate).toBeCloseTo(fps, 1);
    expect(await track.computeDuration()).toBeCloseTo(minutes * 60, 1);
    expect(heap).toBeLessThan(heapLimit);
  },
);
