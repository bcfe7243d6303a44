import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { saveRun } from './documents.ts';
import { screen } from './screen.ts';

/** A trainer that is not heard any more: the rest stays alive, says so within three seconds, and offers to wait or to leave. */

/** The page keeps its workers where a test can reach them. */
const keepWorkers = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const all: Worker[] = [];
    Object.assign(globalThis, { workersOfTest: all });
    globalThis.Worker = class extends Worker {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        all.push(this);
      }
    };
  });

test.describe('deaf', () => {
  test.skip(({ hostKind }) => hostKind !== 'browser', 'threads of Node that hang have tests of their own: lost-threads');

  /** From now on the trainer hears nothing; the next one does. */
  const deafen = (page: Page): Promise<void> =>
    page.evaluate(() =>
      (globalThis as unknown as { workersOfTest: Worker[] }).workersOfTest.forEach((worker) => (worker.postMessage = () => undefined)),
    );

  test.beforeEach(async ({ page }) => {
    await keepWorkers(page);
    await page.reload();
    await screen(page).ready();
    await deafen(page);
    await screen(page).chooseExample('XOR');
  });

  test('an update without an end: it is told, waiting is left in peace, and who leaves it has the screen at once', async ({ page }) => {
    const silent = page.locator('[data-silent]');
    await expect(silent).toBeVisible({ timeout: 30_000 });
    await expect(silent).toContainText('sin responder');
    // The interface is alive meanwhile.
    await page.getByText('EN', { exact: true }).click();
    await expect(silent).toContainText('has not answered');
    await page.getByText('ES', { exact: true }).click();
    await silent.getByRole('button', { name: 'Seguir esperando' }).click();
    await expect(silent).toHaveCount(0);
    await page.waitForTimeout(3000);
    await expect(silent).toHaveCount(0);
  });

  test('who gives it up goes on at once, and can have back what was left', async ({ page, app }) => {
    const silent = page.locator('[data-silent]');
    await silent.getByRole('button', { name: 'Dejarlo' }).click({ timeout: 30_000 });
    await expect(silent).toHaveCount(0);
    await screen(page).drawn();
    await page.keyboard.press('Space');
    expect((JSON.parse(new TextDecoder().decode((await saveRun(page, app)).bytes)) as { seed: number }).seed).toBeGreaterThan(0);
  });
});

test.describe('terminated from outside', () => {
  test.skip(({ hostKind }) => hostKind !== 'browser', 'the desktop host hears of the end of its thread: worker-port and relay');
  test('a worker that is gone without a word is told, and another takes its place', async ({ page }) => {
    await keepWorkers(page);
    await page.reload();
    await screen(page).ready();
    await page.evaluate(() => (globalThis as unknown as { workersOfTest: Worker[] }).workersOfTest[0]!.terminate());
    await screen(page).chooseExample('XOR');
    const silent = page.locator('[data-silent]');
    await silent.getByRole('button', { name: 'Dejarlo' }).click({ timeout: 30_000 });
    await expect(silent).toHaveCount(0);
    await screen(page).chooseExample('XOR');
    await screen(page).trained();
  });
});
