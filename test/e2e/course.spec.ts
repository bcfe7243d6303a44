import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';

test.use({ visit: 'first' });

/** Beats of the first lesson. */
const beats = (JSON.parse(readFileSync('assets/courses/backpropagation-visual/1.1.1/lesson.json', 'utf8')) as { beats: unknown[] }).beats
  .length;

const outline = (page: Page) => page.getByRole('dialog', { name: 'Aprender' });
const course = (page: Page, id = 'backpropagation-visual') => outline(page).locator(`[data-course="${id}"]`);
const stop = (page: Page, id: string) => course(page).locator(`[data-stop="${id}"]`);
const lesson = (page: Page, id: string) => page.locator(`[data-lesson="${id}"]`);
const set = (page: Page, id: string) => expect(page.locator(`[data-lesson="${id}"][aria-busy="false"]`)).toBeVisible();
const counted = (page: Page, done: number) => expect(page.getByRole('button', { name: `Aprender ${done}/77` })).toBeVisible();
const openOutline = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^Aprender \d+\/77$/ }).click();
  await expect(outline(page)).toBeVisible();
};

/** Answers what a beat asks, and lets its task be done. */
const goThrough = async (page: Page): Promise<void> => {
  const panel = page.locator('[data-lesson]');
  const [answer, number] = [panel.locator('[data-answer]').first(), panel.locator('[data-number]')];
  if ((await answer.count()) > 0) {
    await answer.click();
    await page.locator('[data-lead="check"]').click();
  }
  if ((await number.count()) > 0) {
    await number.fill('0');
    await page.keyboard.press('Enter');
  }
  if ((await panel.locator('[data-task="open"]').count()) > 0) {
    await panel.getByRole('button', { name: 'Enséñamelo' }).last().click();
    await expect(panel.locator('[data-task]')).toHaveAttribute('data-task', 'done');
  }
};
/** The beat that comes next, with its scene set. */
const goOn = async (page: Page): Promise<void> => {
  const panel = page.locator('[data-lesson]');
  const before = await panel.getAttribute('data-beat');
  await page.locator('[data-lead="beat"]').click();
  await expect(panel).not.toHaveAttribute('data-beat', before!);
  await expect(panel).toHaveAttribute('aria-busy', 'false');
};

test('from the door to the first tick, through a reload, out to a file and back', async ({ app, page, hostKind }) => {
  test.slow();
  await counted(page, 0);
  await page.locator('[data-door="learn"]').click();
  await expect(outline(page)).toBeVisible();
  // What is next has the focus, and stands out in its unit, the only one that is open.
  await expect(outline(page).locator('[data-continue="1"]')).toBeFocused();
  await expect(course(page, 'start').locator('[data-stop="1"]')).toHaveAttribute('aria-current', 'step');
  await expect(stop(page, '1.1.1')).toBeHidden();
  // Minutes are counted while one looks.
  await expect(course(page).locator('[data-unit="1"] summary')).toContainText(/\d min/);
  await course(page).locator('[data-unit="1"] summary').click();
  await expect(stop(page, '1.recall')).toBeVisible();
  await expect(stop(page, '1.1.1')).toContainText(/\d min/);
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await stop(page, '1.1.1').focus();
  await page.keyboard.press('Enter');

  await set(page, '1.1.1');
  const panel = lesson(page, '1.1.1');
  await expect(page).toHaveURL(/#lesson=1\.1\.1&beat=1$/);
  await goThrough(page);
  await goOn(page);
  await goThrough(page);
  await expect(page).toHaveURL(/&beat=2$/);
  const beat = await panel.getAttribute('data-beat');

  // In the middle: what was answered is there, and where.
  await page.reload();
  await set(page, '1.1.1');
  await expect(panel).toHaveAttribute('data-beat', beat!);
  await expect(page.locator('[data-lead]')).toHaveAttribute('data-lead', 'beat');

  for (let left = beats - 2; left > 0; left--) {
    await goOn(page);
    await goThrough(page);
  }
  await expect(panel.locator('[data-behind]')).toHaveAttribute('data-behind', '1.1.2');
  await panel.locator('[data-wrote]').fill('Nadie: que decida la pérdida.');
  await counted(page, 1);

  // The next lesson is one press away, and the browser's way back leads to the one before, then out.
  await page.locator('[data-lead="lesson"]').click();
  await set(page, '1.1.2');
  if (hostKind === 'browser') {
    await page.goBack();
    await set(page, '1.1.1');
    await page.goBack();
    await expect(page.locator('[data-lesson]')).toHaveCount(0);
  } else await page.getByRole('button', { name: 'Salir de la lección' }).click();
  await expect(page.locator('[data-lesson]')).toHaveCount(0);
  expect(new URL(page.url()).hash).toBe('');

  await openOutline(page);
  await expect(stop(page, '1.1.1')).toHaveAttribute('data-state', 'finished');
  await expect(stop(page, '1.1.2')).toHaveAttribute('data-state', 'begun');
  const told = outline(page).locator('[data-told]');

  const file = await app.willSave();
  await outline(page).getByRole('button', { name: 'Guardar en un archivo…' }).click();
  const { name, bytes } = await file();
  expect(name).toBe('progreso-retrograd.json');
  expect(Buffer.from(bytes).toString()).toContain('Nadie: que decida la pérdida.');
  await expect(told).toContainText('Guardado en progreso-retrograd.json');

  await outline(page).getByRole('button', { name: 'Borrar…' }).click();
  await outline(page).locator('[data-clear="yes"]').click();
  await expect(told).toContainText('Progreso borrado.');
  await expect(stop(page, '1.1.1')).not.toHaveAttribute('data-state');
  await told.getByRole('button', { name: 'Deshacer' }).click();
  await expect(stop(page, '1.1.1')).toHaveAttribute('data-state', 'finished');
  await outline(page).getByRole('button', { name: 'Borrar…' }).click();
  await outline(page).locator('[data-clear="yes"]').click();

  const take = async (content: Uint8Array): Promise<void> => {
    const chosen = await app.willOpen({ name: 'progreso.json', bytes: content });
    await outline(page).getByRole('button', { name: 'Añadir de un archivo…' }).click();
    await chosen();
  };
  await take(new TextEncoder().encode('{"network": {}}'));
  await expect(told).toContainText('network');
  await take(bytes);
  await expect(told).toContainText('Añadido: 2 lecciones al día.');
  await expect(stop(page, '1.1.1')).toHaveAttribute('data-state', 'finished');
  await page.keyboard.press('Escape');
  await counted(page, 1);

  // And it outlives the page.
  await page.reload();
  await counted(page, 1);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });
  test('the outline is there, and nothing of it is cut', async ({ page }) => {
    await page.locator('[data-door="learn"]').tap();
    await expect(outline(page)).toBeVisible();
    const cut = await outline(page).evaluate(
      (dialog) => dialog.scrollWidth > dialog.clientWidth || dialog.getBoundingClientRect().right > innerWidth,
    );
    expect(cut).toBe(false);
    // Minutes come last.
    await expect(course(page, 'article').locator('[data-unit]').last()).toContainText(/\d min/);
    await course(page).locator('[data-unit="2"] summary').tap();
    await stop(page, '2.1.1').tap();
    await set(page, '2.1.1');
  });
});

test('the report of the project is read, saved, and alone on paper', async ({ app, page }) => {
  await openOutline(page);
  await course(page).locator('[data-unit="12"] summary').click();
  await course(page).locator('[data-see-report="12"]').click();
  const report = page.locator('[data-report="12"]');
  await expect(report.getByText('Aún no he abierto esta lección.').first()).toBeVisible();

  const file = await app.willSave();
  await page.getByRole('button', { name: 'Guardar…', exact: true }).click();
  const { name, bytes } = await file();
  expect(name).toBe('informe-del-proyecto.md');
  const text = Buffer.from(bytes).toString();
  for (const heading of await report.locator('h4').allTextContents()) expect(text).toContain(heading);

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('button')).toHaveCount(0);
  const paper = await report.evaluate((read) => ({
    ink: getComputedStyle(read).color,
    whole: getComputedStyle(read.parentElement!).overflow,
    high: document.documentElement.scrollHeight >= read.scrollHeight,
  }));
  expect(paper).toEqual({ ink: 'rgb(0, 0, 0)', whole: 'visible', high: true });
});
