import { expect, test as base } from '@playwright/test';
import { startInBrowser, startInElectron, startInStandIn, type HostKind, type RunningApp } from './hosts.ts';

export interface HostOptions {
  /** Which host the project runs the specs on. */
  hostKind: HostKind;
}

interface Fixtures {
  /** The app, started, with its first run open. A console error or an uncaught one fails the test at its end. */
  app: RunningApp;
  /** The page's console errors and uncaught errors so far; a test that provokes one takes it out. */
  errors: string[];
}

export const test = base.extend<Fixtures & HostOptions>({
  hostKind: ['browser', { option: true }],
  errors: async ({}, use) => {
    const errors: string[] = [];
    await use(errors);
    expect(errors, 'console errors of the page').toEqual([]);
  },
  app: async ({ context, hostKind, errors }, use, testInfo) => {
    const watch = (page: RunningApp['page']): void => {
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
    };
    const folder = testInfo.outputPath('host');
    const app =
      hostKind === 'browser'
        ? await startInBrowser(context, watch)
        : hostKind === 'electron-host'
          ? await startInStandIn(context, folder, watch)
          : await startInElectron(folder, watch);
    await app.page.locator('[aria-busy="false"]').first().waitFor();
    await use(app);
    await app.close();
  },
  // `page` of a spec is the app's, whichever host opened it.
  page: async ({ app }, use) => use(app.page),
});

export { expect };
