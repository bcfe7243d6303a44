import type { Locator, Page } from '@playwright/test';
import { catalogue, languages, type Language } from '#core/words/catalogue.ts';
import type { Term } from '#core/words/glossary/terms.ts';
import { termsIn } from '#core/words/glossary/terms-in.ts';
import { viewIds } from '#core/view/views.ts';
import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';

const termsOf = (text: string, language: Language): Term[] =>
  termsIn(text, catalogue[language].words.glossary.terms).flatMap(({ term }) => term ?? []);

/** What stands in each of some places, and the terms that open the glossary there. */
const marked = (places: Locator): Promise<{ text: string; terms: string[] }[]> =>
  places.evaluateAll((elements) =>
    elements.map((element) => ({
      text: (element.querySelector('.title') ?? element).textContent!.trim(),
      terms: [...element.querySelectorAll<HTMLElement>('[data-term]')].map(({ dataset }) => dataset['term']!),
    })),
  );

const open = async (page: Page, language: Language): Promise<void> => {
  await screen(page).ready();
  if (language === 'en') await page.getByRole('radio', { name: 'EN', exact: true }).click();
  await page.locator('.editor details').evaluateAll((all) => all.forEach((each) => each.setAttribute('open', '')));
};

for (const language of languages) {
  test(`every term at a field, over a section and over a view opens the glossary (${language})`, async ({ page }) => {
    await open(page, language);
    const labels = await marked(page.locator('.editor label, .editor .label, #edit-split-title'));
    expect(labels.length).toBeGreaterThan(30);
    expect(labels).toEqual(labels.map(({ text }) => ({ text, terms: termsOf(text, language) })));
    // A press on the head of a section folds it: its first term has a mark behind the words.
    const heads = (await marked(page.locator('.editor summary h3'))).map(({ text, terms }) => ({ text: text.replace(/\?$/, ''), terms }));
    expect(heads.length).toBeGreaterThan(3);
    expect(heads).toEqual(heads.map(({ text }) => ({ text, terms: termsOf(text, language).slice(0, 1) })));
    const settings: readonly Term[] = [
      'loss',
      'optimiser',
      'rate',
      'schedule',
      'initialisation',
      'regularisation',
      'clipping',
      'stopping',
      'seed',
    ];
    expect([...labels, ...heads].flatMap(({ terms }) => terms)).toEqual(expect.arrayContaining([...settings]));

    for (const view of viewIds) {
      await screen(page).view(view);
      const title = catalogue[language].words.shell.plot[view];
      expect((await marked(page.locator('[data-slot="first"] .head')))[0]!.terms, title).toEqual(termsOf(title, language).slice(0, 1));
    }
  });

  test(`every term that is a formula card’s title opens the glossary (${language})`, async ({ page }) => {
    await open(page, language);
    await page.getByRole('tree').focus();
    await page.locator('[data-node="2.1"]').click();
    await expect(page.locator('[data-card="dZ"]')).toBeVisible();
    const cards = await marked(page.locator('[data-card] .top'));
    expect(cards.length).toBeGreaterThan(3);
    expect(cards).toEqual(cards.map(({ text }) => ({ text, terms: termsOf(text, language).slice(0, 1) })));
  });
}

test('a term is told under the pointer and by the focus, and opens the glossary, before a dialog too, which stays', async ({ page }) => {
  await screen(page).ready();
  const rate = page.locator('.editor [data-term="rate"]').first();
  await rate.hover();
  await expect(page.locator('.tip')).toContainText('Tasa de aprendizaje');
  await rate.click();
  const glossary = page.getByRole('dialog', { name: 'Glosario' });
  await expect(glossary.locator('[data-entry="rate"]')).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(glossary).toBeHidden();

  await page.getByLabel('Elegir un ejemplo').selectOption({ label: 'Tu propia red…' });
  const own = page.getByRole('dialog', { name: 'Tu propia red' });
  await own.getByLabel('Tasa de aprendizaje').fill('0,7');
  await own.locator('[data-term="rate"]').press('Enter');
  await expect(glossary.locator('[data-entry="rate"]')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(glossary).toBeHidden();
  await expect(own.getByLabel('Tasa de aprendizaje')).toHaveValue('0,7');
});
