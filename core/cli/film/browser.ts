import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, ok, type Result } from '#core/contract/failure.ts';
import { reasonOf } from '#core/disk/save-whole.ts';
import type { Film } from '#core/view/filming.ts';
import { findChromium, unattended } from '#core/cli/chromium.ts';
import { serveFilm } from './server.ts';

/** Films by a Chromium without a window, in a profile that is gone afterwards. `page` is the folder of the page that films. */
export const filmByChromium =
  (env: Readonly<Record<string, string | undefined>>, page: () => Promise<string>): Film =>
  async (ask, world) => {
    const program = findChromium(env);
    if (program === undefined) return fail({ code: 'cannot-draw', subject: '', reason: 'no-browser' });
    const profile = await mkdtemp(join(tmpdir(), 'retrograd-'));
    const server = await serveFilm(await page(), ask, world);
    const browser = spawn(
      program,
      [
        ...unattended(profile),
        // The processor draws, so that the same film is the same file with or without a graphics card.
        '--use-angle=swiftshader-webgl',
        '--enable-unsafe-swiftshader',
        // Keeps the page open, for nobody but this process.
        '--remote-debugging-pipe',
        server.url,
      ],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    );
    const gone = new Promise<Result<void>>((resolve) => {
      const refuse = (reason: string): void => resolve(fail({ code: 'file-unwritable', file: program, reason }));
      browser.once('error', (error) => refuse(reasonOf(error)));
      browser.once('exit', (code, signal) => refuse(String(signal ?? code)));
    });
    const exited = new Promise<void>((resolve) => browser.once('close', () => resolve()));
    try {
      const ended = server.ended.then((failure) => (failure ? fail(failure) : ok(undefined)));
      return await Promise.race([ended, gone]);
    } finally {
      server.close();
      if (browser.exitCode === null && browser.kill()) await exited;
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    }
  };
