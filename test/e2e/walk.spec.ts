import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { readCourse, readLesson } from '#core/lessons/read-lesson.ts';
import type { Beat } from '#core/lessons/lesson.ts';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixture.ts';

test.use({ visit: 'first', contextOptions: { reducedMotion: 'reduce' } });

const read = (file: string): string => readFileSync(`assets/courses/${file}`, 'utf8');
const unitsOf = (name: string) => {
  const course = readCourse(read(`${name}/course.json`));
  if (!course.ok) throw new Error(`${name} cannot be read.`);
  return course.value.units.map((unit) => ({ name, unit }));
};
const beatsOf = (name: string, id: string): readonly Beat[] => {
  const lesson = readLesson(read(`${name}/${id}/lesson.json`));
  if (!lesson.ok) throw new Error(`${id} cannot be read.`);
  return lesson.value.beats;
};

/** What is wrong with what the panel says: cut, missing, or a sentence about a fault. In the page. */
const faultsOfPanel = (): string[] => {
  const panel = document.querySelector('[data-lesson]')!;
  const faults: string[] = [];
  const seen = (element: Element): string => element.textContent!.trim().slice(0, 60);
  for (const alert of panel.querySelectorAll('[role="alert"]')) faults.push(`says: ${seen(alert)}`);
  for (const number of panel.querySelectorAll('.number')) if (!/\d|∞/.test(number.textContent!)) faults.push(`number: ${seen(number)}`);
  for (const part of panel.querySelectorAll('p, label, h2, .says, footer button'))
    if (part.scrollWidth > part.clientWidth + 1 && part.textContent!.trim() !== '') faults.push(`wider than its place: ${seen(part)}`);
  const says = panel.querySelector('.says')!;
  // A reply is scrolled to; a question is seen whole.
  const asked = panel.querySelector('[data-answers], [data-number]');
  if (asked && !panel.querySelector('[data-verdict]') && says.scrollHeight > says.clientHeight + 1)
    faults.push(`higher than its place by ${says.scrollHeight - says.clientHeight} px`);
  return faults;
};

const answer = async (page: Page, { ask }: Beat, turn: number): Promise<void> => {
  const lesson = page.locator('[data-lesson]');
  const check = page.locator('[data-lead="check"]');
  if (ask!.kind === 'number') {
    const number = lesson.locator('[data-number]');
    await number.fill('12345');
    await check.click();
    await lesson.locator('[data-verdict] button:not([data-term])').click();
    // The number is accepted as it is written on screen.
    const said = await lesson.locator('[data-outcome]').innerText();
    expect(said).toMatch(/\d|∞/);
  } else if (ask!.kind === 'order') {
    await lesson.locator('[data-answers] li').first().getByRole('button').last().click();
    await check.click();
  } else {
    const offers = lesson.locator('[data-answer]');
    await offers.nth(turn % (await offers.count())).click();
    await check.click();
    await expect(lesson.locator('[data-right]')).toHaveCount(1);
  }
  await expect(lesson.locator('[data-verdict]')).toBeVisible();
};

/** Windows that lessons are made for. Each beat is seen in both, each language in one of them: the window changes once a beat. */
const sizes = [
  { width: 1280, height: 720 },
  { width: 1366, height: 768 },
] as const;

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const kindOf = ({ ask, do: task }: Beat): string => ask?.kind ?? (task ? 'task' : 'told');
const axed = new Set<string>();

for (const { name, unit } of ['backpropagation-visual', 'start', 'article'].flatMap(unitsOf)) {
  const ids = [...unit.sections.flatMap(({ lessons }) => lessons.map(({ id }) => id)), ...(unit.recall ? [unit.recall] : [])];
  test(`every beat of ${name}, unit ${unit.id}, in Spanish and English`, async ({ page }) => {
    test.setTimeout(600_000);
    const faults: string[] = [];
    let turn = 0;
    let size = 0;
    await page.setViewportSize(sizes[size]!);
    for (const id of ids) {
      const beats = beatsOf(name, id);
      await page.evaluate((hash) => (location.hash = hash), `lesson=${id}&course=${name}&lang=es`);
      for (const [index, beat] of beats.entries()) {
        const note = async (language: string): Promise<void> => {
          const found = await page.evaluate(faultsOfPanel);
          faults.push(...found.map((fault) => `${id} ${beat.id} ${language}: ${fault}`));
        };
        const lesson = page.locator(`[data-lesson="${id}"][data-beat="${beat.id}"]`);
        await expect(lesson).toHaveAttribute('aria-busy', 'false');
        await note('es');
        const kind = kindOf(beat);
        if (!axed.has(kind)) {
          axed.add(kind);
          const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
          faults.push(...violations.map(({ id: rule, nodes }) => `${id} ${beat.id}: ${rule}: ${nodes[0]!.html}`));
        }
        await page.keyboard.press('Control+Shift+E');
        await expect(page.locator('html')).toHaveAttribute('lang', 'en');
        size = 1 - size;
        await page.setViewportSize(sizes[size]!);
        await note('en');
        if (beat.ask) {
          await answer(page, beat, turn++);
          await note('en, answered');
        }
        await page.keyboard.press('Control+Shift+E');
        await expect(page.locator('html')).toHaveAttribute('lang', 'es');
        if (beat.ask) await note('es, answered');
        if (beat.do) {
          await lesson.getByRole('button', { name: 'Enséñamelo' }).last().click();
          await expect(lesson.locator('[data-task]')).toHaveAttribute('data-task', 'done');
        }
        if (index === beats.length - 1) break;
        // What plays goes on meanwhile.
        await page.evaluate(() => document.querySelector<HTMLElement>('[data-lead="pause"]')?.click());
        await page.locator('[data-lead="beat"]').click();
      }
    }
    expect(faults).toEqual([]);
  });
}
