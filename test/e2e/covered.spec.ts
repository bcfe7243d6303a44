import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { Rehearsal } from '#core/course-check/rehearsal.ts';
import { evaluate } from '#core/lessons/evaluate.ts';
import { readExpression } from '#core/lessons/expression.ts';
import { readLesson, readLessonRun, runNameOf } from '#core/lessons/read-lesson.ts';
import { catalogue } from '#core/words/catalogue.ts';
import { viewIds } from '#core/view/views.ts';
import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';
import { written } from './traced.ts';

test.use({ visit: 'first', viewport: { width: 1366, height: 768 } });

const asset = (file: string): string => readFileSync(new URL(`../../assets/${file}`, import.meta.url), 'utf8');

/** Numbers of a beat's own moment, by their places, as the page would write them. */
const hiddenIn = (id: string, beatId: string, places: readonly string[]): readonly string[] => {
  const lesson = readLesson(asset(`courses/backpropagation-visual/${id}/lesson.json`));
  if (!lesson.ok) throw new Error(lesson.failure.code);
  const beat = lesson.value.beats.find((one) => one.id === beatId)!;
  const name = runNameOf(lesson.value, beat);
  const { example } = lesson.value.runs[name]! as { example?: string };
  const examples = example === undefined ? {} : { [example]: JSON.parse(asset(`examples/${example}.json`)) as object };
  const document = readLessonRun(lesson.value, name, examples);
  if (!document.ok) throw new Error(document.failure.code);
  const run = Rehearsal.open(document.value, {});
  if (!run.ok) throw new Error(run.failure.code);
  const { place, follow = 0 } = beat.view;
  const here = { branch: place?.branch ?? 0, step: place?.step ?? 0, follow, end: document.value.steps };
  const all = places.map((one) => written(evaluate(readExpression(one, lesson.value.names), here, run.value)));
  // Those of fewer digits stand on axes too.
  const telling = all.filter((number) => number.replace(/^[−0,]+/u, '').replace(',', '').length >= 3);
  expect(telling.length).toBeGreaterThan(0);
  return telling;
};

/** All that the page says beside the lesson's own text: letters in sight, and those that a screen reader or a resting pointer is told. */
const said = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const lesson = document.querySelector('[data-lesson]');
    const told = [...document.querySelectorAll('*')].filter((element) => !lesson?.contains(element));
    const attributes = told.flatMap((element) =>
      ['aria-label', 'title', 'aria-valuetext', 'alt', 'data-tip'].map((name) => element.getAttribute(name) ?? ''),
    );
    const inputs = told.flatMap((element) => (element instanceof HTMLInputElement ? [element.value] : []));
    const texts = told.flatMap((element) =>
      [...element.childNodes].flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node.nodeValue] : [])),
    );
    return [...texts, ...attributes, ...inputs].filter(Boolean).join(' ¦ ');
  });

const beats = [
  ['5.1.2', 'arrives', 1, ['blame[1][1]', 'blame[1][2]', 'delta[1][1]', 'delta[1][2]', 'dw[1][1,1]']],
  ['10.2.1', 'skill', 4, ['a[1][1]', 'z[1][1]', 'w[1][1,1]']],
  ['3.1.2', 'hits', 3, ['loss', 'loss@1:', 'loss.sample']],
  ['4.2.3', 'more', 1, ['loss@2:end', 'loss@end', 'loss@5', 'loss@1:5']],
] as const;

for (const [id, beatId, index, places] of beats)
  test(`what the question of ${id} hides is said by no view, tip or name until it is answered`, async ({ page }) => {
    const hidden = hiddenIn(id, beatId, places);
    await page.evaluate(([hash]) => (location.hash = hash!), [`lesson=${id}&beat=${index}&lang=es`]);
    await expect(page.locator(`[data-beat="${beatId}"][aria-busy="false"]`)).toBeVisible();
    // A number as a whole: 0,51 is not in 0,512.
    const found = async (): Promise<readonly string[]> => {
      const text = await said(page);
      return hidden.filter((number) => new RegExp(`(?<![\\d,])${number}(?![\\d,])`, 'u').test(text));
    };
    const finds = async (where: string): Promise<void> => expect(await found(), where).toEqual([]);
    await finds('as it opens');
    const views = page.locator('[data-views="first"]');
    if (!(await views.isVisible())) await page.getByRole('button', { name: catalogue.es.words.shell.detailPanel }).click();
    for (const view of viewIds) {
      await screen(page).view(view);
      const frame = page.locator('[data-slot="first"] > .view');
      const unfold = page.locator('[data-slot="first"]').getByRole('button', { name: catalogue.es.words.shell.unfold });
      if (await unfold.isVisible()) await unfold.click();
      await expect(frame).toBeVisible();
      await page.waitForTimeout(350);
      const box = (await frame.boundingBox())!;
      for (const [x, y] of [
        [0.3, 0.4],
        [0.5, 0.5],
      ] as const) {
        await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
        await page.waitForTimeout(60);
        await finds(view);
      }
    }
    const steps = screen(page).track('steps');
    const track = (await steps.isVisible()) ? await steps.boundingBox() : null;
    for (const along of track ? [0.02, 0.5, 0.99] : []) {
      await page.mouse.move(track!.x + along * track!.width, track!.y + track!.height / 2);
      await page.waitForTimeout(100);
      await finds(`the track of steps at ${along}`);
    }
    // Once it is answered the network's tree says those of units and weights again.
    if (places.some((place) => place.startsWith('loss'))) return;
    await page.locator(`[data-lesson="${id}"] [data-answer]`).first().click();
    await page.keyboard.press('Space');
    await expect.poll(found).not.toEqual([]);
  });
