import { readFileSync } from 'node:fs';
import { mistakes } from '#renderer/model/mistakes/mistake.ts';
import { questionAt } from '#renderer/model/mistakes/quiz-question.ts';
import { errors } from '#core/words/errors.ts';
import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';

test.beforeEach(async ({ page }) => {
  await screen(page).ready();
  await page.locator('[data-views="first"]').click();
  await page.locator('.menu [data-view="errors"]').click();
});

test('a program with a mistake: beside the right one, the first number marked, found by the gradient check, and off again', async ({
  page,
}) => {
  const panel = page.locator('[data-panel="errors"]');
  const card = panel.locator('[data-mistake="bias-per-sample"]');
  await card.getByRole('button', { name: errors.es.run }).click();
  await expect(page.locator('[data-branch="1"]')).toContainText('Error: Sesgo actualizado por muestra');
  await expect(page.locator('[data-compared="0"] p')).toHaveAttribute('data-first-difference', '0');
  await expect(page.locator('[data-compared="0"]')).toContainText('el gradiente del sesgo (capa 3)');
  await expect(page.locator('[data-panel="inspector"]')).toHaveAttribute('data-target', '{"kind":"bias","layer":3,"unit":0}');
  const faulty = page.locator('[data-panel="inspector"] [data-faulty="true"]');
  await expect(faulty).toHaveAttribute('data-card', 'gradient');
  await expect(faulty).toContainText(errors.es.computes);
  await expect(faulty).toContainText(errors.es.correct);
  await panel.getByRole('button', { name: errors.es.check }).click();
  await expect(panel.locator('[data-check="failed"]')).toContainText('Sesgos, capa 3: 1 de 1');
  await expect(panel.locator('[data-check="failed"]')).not.toContainText('Pesos');
  await card.getByRole('button', { name: errors.es.off }).click();
  await expect(page.locator('[data-branches]')).toHaveCount(0);
  await expect(panel).toHaveAttribute('data-mistake-on', 'none');
  await panel.getByRole('button', { name: errors.es.check }).click();
  await expect(panel.locator('[data-check="passed"]')).toBeVisible();
});

test('a mistake from a later step on: a branch from there, with the first number marked', async ({ page }) => {
  const shown = screen(page);
  const card = page.locator('[data-panel="errors"] [data-mistake="gradients-not-zeroed"]');
  await shown.trained();
  await shown.track('steps').focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await card.getByRole('button', { name: errors.es.runFrom('3') }).click();
  await expect(page.locator('[data-branch="1"]')).toHaveAttribute('data-step', '3');
  await expect(page.locator('[data-compared="0"] p')).toHaveAttribute('data-first-difference', '4');
  await expect(page.locator('#stage')).toHaveAttribute('data-drawn-step', '4');
  await expect(card).toContainText(errors.es.since('3'));
  await expect(page.locator('[data-panel="inspector"] [data-faulty="true"]')).toContainText('pasos anteriores');
});

test('the quiz, by keyboard: nothing gives the mistake away until it is answered', async ({ page }) => {
  const panel = page.locator('[data-panel="errors"]');
  const lane = page.locator('[data-branches] li').nth(1);
  const { seed } = JSON.parse(readFileSync(new URL('../../assets/examples/article-standard.json', import.meta.url), 'utf8')) as {
    seed: number;
  };
  // The article's network has no softmax layer to be wrong in.
  const possible = mistakes.filter((mistake) => mistake !== 'softmax-diagonal');
  const [first, second] = [0, 1].map((index) => questionAt(index, seed, possible)) as [
    ReturnType<typeof questionAt>,
    ReturnType<typeof questionAt>,
  ];
  await panel.getByRole('button', { name: errors.es.quiz.title }).press('Enter');
  await expect(panel.locator('[data-choice]')).toHaveCount(4);
  await expect(panel.locator('[data-choice]').first()).toBeFocused();
  await expect(lane).toContainText(errors.es.hidden);
  await expect(page.locator('.stages h2').first()).toHaveText(errors.es.hidden);
  await expect(page.locator('[data-panel="inspector"] .empty')).toContainText(errors.es.note);
  await expect(page.locator('[data-panel="inspector"] [data-faulty="true"]')).toHaveCount(0);
  for (const part of ['.timeline', '.stages'])
    for (const { name } of Object.values(errors.es.kinds)) await expect(page.locator(part)).not.toContainText(name);
  for (let i = 0; i < first.choices.indexOf(first.fault); i++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(panel.locator('[data-quiz="right"]')).toContainText(`Correcto: ${errors.es.kinds[first.fault].name}.`);
  await expect(panel.locator('[data-score="1/1"]')).toBeVisible();
  await expect(lane).toContainText(errors.es.kinds[first.fault].name);

  await expect(panel.getByRole('button', { name: errors.es.quiz.next })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel.locator('[data-quiz="asked"]')).toBeVisible();
  await expect(lane).toContainText(errors.es.hidden);
  const wrong = second.choices.find((choice) => choice !== second.fault)!;
  await panel.locator(`[data-choice="${wrong}"]`).press('Enter');
  await expect(panel.locator('[data-quiz="wrong"]')).toContainText(`No: es «${errors.es.kinds[second.fault].name}».`);
  await expect(panel.locator('[data-score="1/2"]')).toBeVisible();
  await panel.getByRole('button', { name: errors.es.quiz.stop }).click();
  await expect(page.locator('[data-branches]')).toHaveCount(0);
});
