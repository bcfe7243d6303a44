import { expect, type Page } from '@playwright/test';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { buildPart, isFresh } from '#electron/launch/parts.mjs';
import { serve } from '#electron/launch/serve.mjs';
import { screen } from '#test/e2e/screen.ts';
import { launchChromium } from './chromium.ts';

/** The built app in headless Chromium with this run trained to its goal, for as long as `work` takes. */
export const withApp = async <T>(spec: RunSpecInput, work: (page: Page) => Promise<T>): Promise<T> => {
  if (!isFresh('renderer')) await buildPart('renderer');
  const server = await serve({ port: 0 });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'es-ES' });
    await page.addInitScript(spareGraphics);
    await page.goto(server.url);
    await screen(page).ready();
    await page.evaluate(drop, JSON.stringify(spec));
    await expect(page.getByLabel('Elegir un ejemplo')).not.toHaveValue('articleStandard');
    await screen(page).trained();
    await screen(page).drawn();
    return await work(page);
  } finally {
    await browser.close();
    await server.close();
  }
};

/** Each draw call draws one quad: JavaScript would wait for a software graphics card that draws them all. */
const spareGraphics = (): void => {
  const { prototype } = WebGL2RenderingContext;
  const drawElements = Object.getOwnPropertyDescriptor(prototype, 'drawElements')!.value as WebGL2RenderingContext['drawElements'];
  prototype.drawElements = function (mode, count, type, offset) {
    drawElements.call(this, mode, Math.min(count, 6), type, offset);
  };
};

const drop = (text: string): void => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], 'run.json'));
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
};
