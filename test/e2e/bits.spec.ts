import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { build, type Rolldown } from 'vite';

/** The committed hashes are those of Node: a run that is opened in a browser goes on with the same bits. */
const hashes = JSON.parse(readFileSync(new URL('../golden/hashes.json', import.meta.url), 'utf8')) as Record<string, number>;

const pageScript = async (): Promise<string> => {
  const made = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: fileURLToPath(new URL('./bits-page.ts', import.meta.url)), formats: ['iife'], name: 'bits' },
    },
  })) as Rolldown.RolldownOutput[];
  return made[0]!.output[0].code;
};

test('a thousand updates have in Chromium the bits that they have in Node, on both cores', async ({ page }) => {
  await page.addScriptTag({ content: await pageScript() });
  const found = await page.evaluate(() => {
    const { bits } = globalThis as unknown as { bits: { hashesOf: (compile: 'never' | 'now') => Record<string, number> } };
    return (['never', 'now'] as const).map((compile) => bits.hashesOf(compile));
  });
  expect(found).toEqual([hashes, hashes]);
});
