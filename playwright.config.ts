import { defineConfig } from '@playwright/test';
import { findElectron } from './electron/launch/dependencies.mjs';
import { chromiumArguments, findChromium } from './test/chromium.mjs';
import type { HostOptions } from './test/e2e/fixture.ts';

const chromium = findChromium();

/** The same specs on every host. The real Electron joins where its program is and there is a display to show it on. */
export default defineConfig<HostOptions>({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  globalSetup: './test/e2e/global-setup.ts',
  outputDir: 'test-results',
  workers: 2,
  // Tests are handed out one by one: no worker waits while another finishes a long file.
  fullyParallel: true,
  timeout: 120_000,
  // Software rendering on a busy machine now and then outlasts a wait; a defect fails twice.
  retries: process.env['CI'] ? 1 : 0,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  use: {
    viewport: { width: 1280, height: 720 },
    locale: 'es-ES',
    timezoneId: 'UTC',
    colorScheme: 'light',
    // What a test sees is what the server sends; the spec of what works offline allows it.
    serviceWorkers: 'block',
    // A trace takes as much of the processor as the test itself: only where a test is tried again. By hand: `--trace on`.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: chromiumArguments,
    },
  },
  projects: [
    { name: 'browser', testIgnore: 'electron.spec.ts', use: { hostKind: 'browser' } },
    { name: 'electron-host', testIgnore: ['bits.spec.ts', 'scenes.spec.ts', 'walk.spec.ts'], use: { hostKind: 'electron-host' } },
    ...(process.env['RETROGRAD_ELECTRON'] === '1' && findElectron()
      ? [{ name: 'electron', testIgnore: ['bits.spec.ts', 'scenes.spec.ts', 'walk.spec.ts'], use: { hostKind: 'electron' as const } }]
      : []),
  ],
});
