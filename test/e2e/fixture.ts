import { expect, test as base } from '@playwright/test';
import { startInBrowser, startInElectron, startInStandIn, type HostKind, type RunningApp } from './hosts.ts';

export interface HostOptions {
  /** Which host the project runs the specs on. */
  hostKind: HostKind;
}

export interface VisitOptions {
  /** Who opens the app: somebody who works with the article's network and its panels, or a newcomer, to whom it shows its first network. */
  visit: 'practised' | 'first';
}

interface Fixtures {
  /** The app, started, with its first run open. A console error or an uncaught one fails the test at its end. */
  app: RunningApp;
  /** The page's console errors and uncaught errors so far; a test that provokes one takes it out. */
  errors: string[];
}

/** Has the editor open where there is room for it, and plays at the timeline's own speed; what was chosen since stays. In the page. */
const bePractised = (): void => {
  // Pages that are still empty, and frames of nowhere, keep nothing.
  if (origin === 'null') return;
  const put = (key: string, value: unknown): void => {
    if (localStorage.getItem(key) === null) localStorage.setItem(key, JSON.stringify(value));
  };
  put('retrograd.preferences', { readingPace: false });
  if (innerWidth >= 1168) put('retrograd.layout', { version: 1, open: { editor: true } });
};

export const test = base.extend<Fixtures & HostOptions & VisitOptions>({
  hostKind: ['browser', { option: true }],
  visit: ['practised', { option: true }],
  errors: async ({}, use) => {
    const errors: string[] = [];
    await use(errors);
    expect(errors, 'console errors of the page').toEqual([]);
  },
  app: async ({ context, hostKind, visit, errors, viewport }, use, testInfo) => {
    const watch = (page: RunningApp['page']): void => {
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
    };
    const folder = testInfo.outputPath('host');
    if (visit === 'practised' && hostKind !== 'electron') await context.addInitScript(bePractised);
    const app =
      hostKind === 'browser'
        ? await startInBrowser(context, watch)
        : hostKind === 'electron-host'
          ? await startInStandIn(context, folder, watch)
          : await startInElectron(folder, watch, viewport!);
    await app.page.locator('[aria-busy="false"]').first().waitFor();
    if (visit === 'practised') {
      if (hostKind === 'electron') {
        await app.page.evaluate(bePractised);
        await app.page.reload();
        await app.page.locator('[aria-busy="false"]').first().waitFor();
      }
      await app.page.getByLabel(/^(Elegir un ejemplo|Choose an example)$/).selectOption('articleStandard');
      // The first network stands at step 0 too: its tree has no eighth unit in a second hidden layer.
      await app.page.locator('[data-node="2.7"]').waitFor({ state: 'attached' });
      await app.page.locator('#stage[data-drawn-step="0"]').waitFor();
    }
    await use(app);
    await app.close();
  },
  // `page` of a spec is the app's, whichever host opened it.
  page: async ({ app }, use) => use(app.page),
});

export { expect };
