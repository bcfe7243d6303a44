import { servePage } from '#test/scenes/serve.ts';
import type { Effort } from './effort.ts';
import { launchChromium } from './chromium.ts';

/** Figures of a frame's JavaScript in headless Chromium, by name. */
export const benchFrame = async ({ frames }: Effort): Promise<Record<string, number>> => {
  const server = await servePage('frames');
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.waitForFunction(() => 'benchFrames' in globalThis);
    return await page.evaluate((count) => globalThis.benchFrames(count), frames);
  } finally {
    await browser.close();
    await server.close();
  }
};
