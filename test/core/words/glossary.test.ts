import { describe, expect, test } from 'vitest';
import { catalogue, languages } from '#core/words/catalogue.ts';
import { about, isTerm, termIds } from '#core/words/glossary/terms.ts';
import { termsIn } from '#core/words/glossary/terms-in.ts';

test('what stands near a term is another term, and there is a way to each', () => {
  const near = new Set(termIds.flatMap((term) => about(term).near));
  for (const term of termIds) {
    expect(
      about(term).near.every((other) => isTerm(other) && other !== term),
      term,
    ).toBe(true);
    expect(near.has(term) || about(term).near.length > 0).toBe(true);
  }
});

describe.each(languages)('in %s', (language) => {
  const { terms } = catalogue[language].words.glossary;

  test('no form is of two terms, and each explains itself in one or two sentences', () => {
    const forms = termIds.flatMap((term) => terms[term].forms.split('|'));
    expect(new Set(forms).size).toBe(forms.length);
    for (const term of termIds) {
      expect(terms[term].means.match(/[.:]/gu)!.length, terms[term].means).toBeLessThanOrEqual(4);
      expect(terms[term].means.length).toBeLessThanOrEqual(190);
    }
  });

  test('every form is found in a text, nothing of the text is lost, and each term is found once', () => {
    for (const term of termIds) {
      for (const form of terms[term].forms.split('|')) {
        const text = `(${form}), ${form}; x${form}x`;
        const pieces = termsIn(text, terms);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        expect(
          pieces.filter((piece) => piece.term === term),
          form,
        ).toHaveLength(1);
      }
    }
  });
});

test('the longest form is the one that is found', () => {
  const found = termsIn('La tasa de aprendizaje y la culpa', catalogue.es.words.glossary.terms).filter(({ term }) => term);
  expect(found).toEqual([
    { text: 'tasa de aprendizaje', term: 'rate' },
    { text: 'culpa', term: 'blame' },
  ]);
});
