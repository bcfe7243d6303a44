import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { serveFilm } from '#core/cli/film/server.ts';
import { growsOn } from '#core/cli/grow.ts';
import type { FilmAsk } from '#core/view/filming.ts';
import { buildPart, inRoot, isFresh, parts } from '#electron/launch/parts.mjs';
import { launchChromium } from '#test/bench/chromium.ts';

/** A small film of the article's first step. */
export const plainAsk: FilmAsk = {
  ...{ subject: 'network', moments: [{ from: 0, to: 0, every: 1 }], form: 'gif', name: 'film', size: { width: 320, height: 180 } },
  ...{ fps: 30, theme: 'light', transparent: false, parts: ['note'], captions: false, language: 'en' },
};

export interface Filmed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The most bytes of JavaScript that the page held. */
  readonly heap: number;
  readonly seconds: number;
}

/** Films the article as the command line does: the page, Chromium, and a file that grows on the disk. */
export const filmed = async (more: Partial<FilmAsk>): Promise<Filmed> => {
  if (!isFresh('film')) await buildPart('film');
  const folder = await mkdtemp(path.join(tmpdir(), 'retrograd-film-'));
  const started = performance.now();
  const server = await serveFilm(
    path.dirname(inRoot(parts.film.output)),
    { ...plainAsk, ...more },
    {
      file: { name: 'article.json', bytes: await readFile(inRoot('assets/examples/article-standard.json')) },
      asset: (file) => readFile(inRoot('assets', file)),
      table: () => Promise.reject(new Error('no table')),
      amiss: (failure) => expect.fail(failure.code),
      report: () => undefined,
      open: () => growsOn(path.join(folder, 'film')),
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
    // The film, and nothing beside it.
    expect(await readdir(folder)).toEqual(['film']);
    const bytes = new Uint8Array(await readFile(path.join(folder, 'film')));
    return { bytes, heap, seconds: (performance.now() - started) / 1000 };
  } finally {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  }
};
