import { expect, test } from 'vitest';
import { catalogue } from '#core/words/catalogue.ts';
import { countWriter, numberWriter, percentWriter } from '#core/words/number.ts';

/** Every leaf of a catalogue with its path. */
const leaves = (node: unknown, path = ''): [string, unknown][] =>
  typeof node === 'object' && node !== null
    ? Object.entries(node).flatMap(([key, value]) => leaves(value, `${path}.${key}`))
    : [[path, node]];

test('both languages have the same words, and none is empty', () => {
  const es = leaves(catalogue.es.words);
  const en = leaves(catalogue.en.words);
  expect(en.map(([path]) => path)).toEqual(es.map(([path]) => path));
  for (const [path, word] of [...es, ...en]) {
    expect(['string', 'function'], path).toContain(typeof word);
    if (typeof word === 'string') expect(word.trim(), path).not.toBe('');
  }
});

test('most words differ between the languages', () => {
  const es = new Map(leaves(catalogue.es.words));
  const texts = leaves(catalogue.en.words).filter((leaf): leaf is [string, string] => typeof leaf[1] === 'string');
  const same = texts.filter(([path, word]) => es.get(path) === word && /[a-z]{5,}/i.test(word)).map(([path]) => path);
  expect(same.length / texts.length).toBeLessThan(0.15);
});

test('numbers are short, with the locale’s decimal sign and a real minus', () => {
  const es = numberWriter('es-ES', 3);
  expect([0.25, -0.25, 0, 1234.5, 1e-7, -3.21e12].map((value) => es(value))).toEqual([
    '0,25',
    '−0,25',
    '0',
    '1230',
    '1·10⁻⁷',
    '−3,21·10¹²',
  ]);
  expect([NaN, Infinity, -Infinity].map((value) => es(value))).toEqual(['NaN', '∞', '−∞']);
  expect(numberWriter('en-GB', 3)(0.25)).toBe('0.25');
  for (let exponent = -300; exponent <= 300; exponent += 7) expect(es(-1.2345 * 10 ** exponent).length).toBeLessThanOrEqual(12);
});

test('a number just below a power of ten is not written with ten before the point', () => {
  const write = numberWriter('en-GB', 3);
  expect(write(9.999e-5)).toBe('1.00·10⁻⁴');
  expect(write(9.999e7)).toBe('1.00·10⁸');
});

test('counts are grouped and percentages have one place', () => {
  expect(countWriter('en-GB')(12345)).toBe('12,345');
  expect(percentWriter('en-GB')(0.1234)).toBe('12.3%');
});
