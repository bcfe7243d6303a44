import { expect, type Locator, type Page } from '@playwright/test';

/** The running app as a person finds their way in it. */
export const screen = (page: Page) => {
  const timeline = page.locator('.time');
  const track = (name: 'steps' | 'phases'): Locator => page.locator(`[data-track="${name}"]`);
  const fact = async (name: string): Promise<string> => (await timeline.getAttribute(`data-${name}`)) ?? '';
  return {
    timeline,
    track,
    position: page.getByTestId('position'),
    sentence: page.getByTestId('sentence'),
    stage: page.locator('#stage'),
    tree: page.getByRole('tree'),
    alert: page.getByRole('alert'),
    button: (name: string): Locator => page.getByRole('button', { name, exact: true }),
    step: async (): Promise<number> => Number(await fact('step')),
    t: async (): Promise<number> => Number(await fact('t')),
    duration: async (): Promise<number> => Number(await fact('duration')),

    /** The first picture is there. */
    ready: async (): Promise<void> => {
      await expect(page.locator('#stage[data-drawn-step]')).toBeVisible();
    },
    /** All steps of the run are trained. The page looks at every frame: from here it would be once a second. */
    trained: async (): Promise<void> => {
      await page.waitForFunction(
        () => {
          const { trainedTo, goal } = document.querySelector<HTMLElement>('.time')?.dataset ?? {};
          return goal !== undefined && trainedTo === goal;
        },
        undefined,
        { timeout: 90_000 },
      );
    },
    /** The picture of the step that the timeline is at. */
    drawn: async (): Promise<void> => {
      await page.waitForFunction(
        () => {
          const [time, stage] = ['.time', '#stage'].map((part) => document.querySelector<HTMLElement>(part)?.dataset);
          return time?.['step'] !== undefined && stage?.['drawnStep'] === time['step'];
        },
        undefined,
        { timeout: 20_000 },
      );
    },
    /** Presses on a track at a fraction of its width, moves over the others, and lets go. */
    drag: async (name: 'steps' | 'phases', ...fractions: number[]): Promise<void> => {
      const box = (await track(name).boundingBox())!;
      const y = box.y + box.height / 2;
      await page.mouse.move(box.x + box.width * fractions[0]!, y);
      await page.mouse.down();
      for (const fraction of fractions.slice(1)) await page.mouse.move(box.x + box.width * fraction, y, { steps: 4 });
      await page.mouse.up();
    },
    /** Shows a view beside the network, by the list of all of them. */
    view: async (id: string): Promise<void> => {
      await page.locator('[data-views="first"]').click();
      await page.locator(`[data-view="${id}"]`).click();
    },
    chooseGranularity: (name: string): Promise<void> => page.getByRole('radio', { name, exact: true }).click(),
    chooseExample: async (label: string): Promise<void> => {
      await page.getByLabel(/^(Elegir un ejemplo|Choose an example)$/).selectOption({ label });
    },
  };
};

/** What changed is kept a second after the last change: so long a reload may find what was there before. */
export const kept = (page: Page): Promise<void> => page.waitForTimeout(2500);
