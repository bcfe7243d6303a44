import { servePage } from '#test/scenes/serve.ts';
import { launchChromium } from './chromium.ts';
import type { Effort } from './effort.ts';

/** How long a film of 1920 by 1080 takes against encoding it alone, in headless Chromium. */
export const benchExport = async ({ films }: Effort): Promise<Record<string, number>> => {
  const server = await servePage('frames');
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.waitForFunction(() => 'benchExport' in globalThis);
    return await page.evaluate((count) => globalThis.benchExport(count), films);
  } finally {
    await browser.close();
    await server.close();
  }
};
