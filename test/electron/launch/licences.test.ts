import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { licenceOf, licencesOf, packageOf } from '#electron/launch/licences.mjs';
import { root } from '#electron/launch/parts.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'licences-'));
const make = (name: string, files: Record<string, string>): string => {
  const made = path.join(folder, 'node_modules', name);
  mkdirSync(made, { recursive: true });
  writeFileSync(path.join(made, 'package.json'), JSON.stringify({ name, version: '1.2.3', license: 'MIT' }));
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(made, file), text);
  return made;
};

test('a module is told to its package, however it is nested or marked', () => {
  expect(packageOf('/a/node_modules/katex/dist/katex.mjs')).toBe('/a/node_modules/katex');
  expect(packageOf('\0/a/node_modules/@pixi/colord/index.mjs?x')).toBe('/a/node_modules/@pixi/colord');
  expect(packageOf('/a/node_modules/b/node_modules/c/d.js')).toBe('/a/node_modules/b/node_modules/c');
  expect(packageOf('/a/core/math/dense.ts')).toBeUndefined();
});

test('a licence comes with its whole text, notices too', () => {
  const found = licenceOf(make('one', { LICENSE: 'May be used.\n', 'NOTICE.txt': 'By Ana.', 'README.md': 'No.' }));
  expect(found).toEqual({ kind: 'package', name: 'one', version: '1.2.3', licence: 'MIT', text: 'May be used.\n\nBy Ana.' });
});

test('a package without the text of its licence cannot be shipped, unless the text is here', () => {
  const bare = make('@two/bare', { 'README.md': 'MIT' });
  expect(() => licenceOf(bare)).toThrow('The package @two/bare 1.2.3 has no text of its licence: it cannot be shipped.');
  writeFileSync(path.join(folder, '@two+bare.txt'), 'As you like.');
  expect(licenceOf(bare, folder).text).toBe('As you like.');
});

test('fonts and data sets are told with where they come from', () => {
  const list = licencesOf(root, [path.join(make('three', { COPYING: 'Yes.' }), 'index.js'), '/app/main.ts']);
  expect(list.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'package three',
    'font Inter',
    ...['breast-cancer', 'diabetes', 'digits', 'iris', 'wine'].map((name) => `data ${name}.csv`),
  ]);
  expect(list[1]!.text).toContain('SIL OPEN FONT LICENSE');
  expect(list.find(({ name }) => name === 'iris.csv')!.text).toMatch(/Fisher[\s\S]*BSD 3-Clause[\s\S]*CC BY 4.0/);
});
