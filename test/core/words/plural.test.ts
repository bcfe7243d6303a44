import { expect, test } from 'vitest';
import { catalogue, languages } from '#core/words/catalogue.ts';
import { plural } from '#core/words/plural.ts';

test('a number picks its form, as a number and as it was written', () => {
  const many = [0, 2, 1000, '0', '2', '1.000', '1,001', '12\u00a0345'];
  for (const language of languages) {
    for (const count of many) expect(plural[language](count, 'one', 'other'), String(count)).toBe('other');
    for (const count of [1, '1']) expect(plural[language](count, 'one', 'other')).toBe('one');
  }
});

/** Every sentence that takes strings or numbers, with 1 for each. */
const withOnes = (node: unknown, path: string): [string, string][] => {
  if (typeof node === 'object' && node !== null) return Object.entries(node).flatMap(([key, value]) => withOnes(value, `${path}.${key}`));
  if (typeof node !== 'function') return [];
  return ['1', 1].flatMap((one): [string, string][] => {
    try {
      const said: unknown = (node as (...ones: unknown[]) => unknown)(...Array<unknown>(8).fill(one));
      return typeof said === 'string' ? [[path, said]] : [];
    } catch {
      return [];
    }
  });
};

/** Behind "1 of 1" stands what there is in all. */
/** These are said of more than one only. */
const neverOne = /terms|manyThings|strongest|manyInputs|names\.others|perCell|kinds\.pictures/u;

const several: Readonly<Record<string, RegExp>> = {
  es: /(?<!\b(?:de|a|y|paso|capa|muestra|clase|fila|o|con|en|columna|tras|el|línea|:) )(?<![\d.,·−] ?)\b1 (?!más|menos|antes|después)(?:\p{L}+[aeiouáéíóú]s|números)\b|\b(?:los|las|otros|otras) 1\b|faltan 1\b/u,
  en: /(?<!\b(?:of|to|step|layer|sample|class|row|or|and|with|at|column|from|epoch|by|is|after) )(?<![\d.,·−] ?)\b1 (?!is\b|class\b|remains\b|shares\b|times\b|ends\b|cancels\b|has\b|does\b|adds\b|asks\b|differs\b|says\b|less\b|plus\b|minus\b|goes\b|reaches\b|loses\b|stays\b|was\b|comes\b|owes\b|means\b|across\b|belongs\b)\p{L}{2,}s\b|\bother 1\b/u,
};

test.each(languages)('in %s no sentence speaks of 1 as of several', (language) => {
  const wrong = withOnes(catalogue[language].words, '').filter(([path, said]) => !neverOne.test(path) && several[language]!.test(said));
  expect(wrong).toEqual([]);
});
