import { chromium, type Browser } from '@playwright/test';
import { findChromium } from '#test/chromium.mjs';

/** Headless, with WebGL in software. */
export const launchChromium = (): Promise<Browser> => {
  const executablePath = findChromium();
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  });
};
