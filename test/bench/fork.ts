import { screen } from '#test/e2e/screen.ts';
import { withApp } from './app-page.ts';
import type { Effort } from './effort.ts';
import { quantile } from './latency.ts';
import { article } from './workloads.ts';

/** Milliseconds from a press on "open a branch" until its lane stands, in the built app. When it is drawn is the graphics card's. */
export const benchFork = ({ forks }: Effort): Promise<Record<string, number>> =>
  withApp(article, async (page) => {
    const { track, tree, step } = screen(page);
    await tree.focus();
    await page.keyboard.press('Home');
    while (!(await page.locator('[data-node="1.0"].active').isVisible())) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.locator('[data-node="1.0.0"]').click();
    await page.locator('[data-panel="what-if"] summary').click();
    const times: number[] = [];
    for (let i = 0; i < forks; i++) {
      await track('steps').focus();
      await page.keyboard.press('PageUp');
      await page.locator(`#stage[data-drawn-step="${await step()}"]`).waitFor();
      await page.locator('#what-if-value').fill(String(1 + i));
      await page.keyboard.press('Enter');
      const open = page.locator('[data-what-if] button').first();
      await open.waitFor();
      times.push(
        await open.evaluate(
          (button, lane) =>
            new Promise<number>((resolve) => {
              const began = performance.now();
              const observer = new MutationObserver(() => {
                if (!document.querySelector(lane)) return;
                observer.disconnect();
                resolve(performance.now() - began);
              });
              observer.observe(document.body, { childList: true, subtree: true });
              (button as HTMLButtonElement).click();
            }),
          `[data-branch="${i + 1}"]`,
        ),
      );
    }
    return { 'fork.visibleMs': quantile(times, 0.5), 'fork.visibleMaxMs': Math.max(...times) };
  });
