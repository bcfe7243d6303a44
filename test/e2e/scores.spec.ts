import type { Page } from '@playwright/test';
import type { ClassScores } from '#core/contract/scores.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { evaluatingAll } from '#core/net/evaluate.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { numberWriter, percentWriter } from '#core/words/number.ts';
import { finished } from '#core/net/finished.ts';
import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';

/** Three classes, of whose samples some are held out. */
const spec = {
  seed: 4,
  data: { kind: 'generator', name: 'blobs', samples: 90, classes: 3, spread: 0.6 },
  split: { train: 0.6, validation: 0.4 },
  network: {
    layers: [
      { units: 4, activation: 'tanh' },
      { units: 3, activation: 'softmax' },
    ],
  },
  loss: 'categorical-cross-entropy',
  batch: 16,
  optimizer: { kind: 'sgd', learningRate: 0.1 },
};

const drop = (page: Page, run: object = spec): Promise<void> =>
  page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'run.json', { type: 'application/json' }));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, JSON.stringify(run));

const panel = (page: Page) => page.locator('[data-panel="scores"]');
const open = async (page: Page): Promise<void> => {
  await screen(page).ready();
  await drop(page);
  await screen(page).view('scores');
  await expect(panel(page)).toHaveAttribute('data-step', '0');
};

/** What the core says of the run's start, without worker or screen. */
const expected = () => {
  const read = readRunSpec(spec);
  if (!read.ok) throw new Error(read.failure.code);
  const run = prepareRun(read.value);
  return finished(evaluatingAll(run, initialState(run)));
};

test('loss and scores of each part are the core’s, with simple methods beside them', async ({ page }) => {
  await open(page);
  const { loss, scores, validation } = expected();
  const figure = (measure: string, part: string) => panel(page).locator(`[data-measure="${measure}"] [data-part="${part}"]`);
  const [number, percent] = [numberWriter('es-ES', 3), percentWriter('es-ES')];
  await expect(figure('loss', 'train')).toHaveText(number(loss));
  await expect(figure('loss', 'validation')).toHaveText(number(validation!.loss));
  await expect(figure('accuracy', 'train')).toHaveText(percent((scores as ClassScores).accuracy));
  await expect(figure('f1', 'validation')).toHaveText(percent((validation!.scores as ClassScores).macro.f1));
  await expect(panel(page).locator('[data-baseline="logistic-regression"] [data-part="validation"]')).toHaveText(/%$/);
  await expect(panel(page).locator('[data-baseline="nearest-neighbours"] [data-part="train"]')).toHaveText(/%$/);
});

test('the confusion matrix of a held-out part and the ROC curves; both follow the playhead', async ({ page }) => {
  await open(page);
  await panel(page).getByRole('combobox').selectOption('confusion');
  await panel(page).locator('[data-value="validation"]').click();
  const { confusion } = expected().validation!.scores as ClassScores;
  const cells = panel(page).locator('[data-cell]');
  const counts = async (): Promise<number[]> => (await cells.allTextContents()).map(Number);
  expect(await counts()).toEqual(confusion.flat());
  await panel(page).getByRole('combobox').selectOption('roc');
  await expect(panel(page).locator('[data-curve]')).toHaveCount(3);
  const before = await panel(page).locator('[data-curve="0"]').getAttribute('d');
  await screen(page).track('steps').focus();
  await page.keyboard.press('End');
  await expect(panel(page)).not.toHaveAttribute('data-step', '0', { timeout: 60_000 });
  await expect(panel(page).locator('[data-curve="0"]')).not.toHaveAttribute('d', before!);
  await panel(page).getByRole('combobox').selectOption('confusion');
  const after = await counts();
  expect(after.reduce((sum, count) => sum + count, 0)).toBe(confusion.flat().reduce((sum, count) => sum + count, 0));
  expect(after).not.toEqual(confusion.flat());
});

test('a run that stops early says so, ends there, and leads to its best step', async ({ page }) => {
  const app = screen(page);
  await app.ready();
  await drop(page, { ...spec, optimizer: { kind: 'adam', learningRate: 0.1 }, stopping: { patience: 5 } });
  const stopped = page.locator('[data-stopped-early]');
  await expect(stopped).toBeVisible({ timeout: 60_000 });
  const end = Number(await app.timeline.getAttribute('data-goal'));
  const best = Number(await app.timeline.locator('[data-best]').getAttribute('data-best'));
  // Four batches an epoch, and five epochs of patience.
  expect([end - best, await app.timeline.getAttribute('data-trained-to')]).toEqual([20, String(end)]);
  await expect(stopped).toContainText(String(end));
  await stopped.getByRole('button').click();
  expect(await app.step()).toBe(best);
  await app.drawn();
  await app.view('loss');
  await expect(page.locator('[data-panel="loss"] circle').first()).toBeVisible();
});
