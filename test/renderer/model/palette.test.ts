import { beforeEach, expect, test } from 'vitest';
import { catalogue, type Language } from '#core/words/catalogue.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { entriesOf, findEntries } from '#renderer/model/palette.ts';
import { nodeApp } from './node-app.ts';

let app: App;
beforeEach(async () => {
  app = nodeApp();
  await app.start();
});
const found = (search: string, language: Language): string[] => {
  app.preferences.language = language;
  return findEntries(entriesOf(app), search, catalogue[language].words.dialogs.entryKinds).map(({ id }) => id);
};

test.each([
  ['paisaje', 'es', 'view-landscape'],
  ['perdida vista', 'es', 'view-loss'],
  ['tasa', 'es', 'setting-18'],
  ['XOR', 'es', 'example-xor'],
  ['ir al principio', 'es', 'home'],
  ['comparar', 'es', 'compareRuns'],
  ['tasa', 'es', 'compareRuns'],
  ['compare', 'en', 'compareRuns'],
  ['landscape', 'en', 'view-landscape'],
  ['learning rate', 'en', 'setting-18'],
  ['spirals', 'en', 'example-spirals'],
  ['gradiente', 'es', 'term-gradient'],
  ['tasa de aprendizaje', 'es', 'term-rate'],
  ['softmax', 'es', 'term-softmax'],
  ['∂L/∂a', 'en', 'term-blame'],
] as const)('%s (%s) finds %s', (search, language, id) => {
  expect(found(search, language)).toContain(id);
});

test('what begins as it was typed comes first', () => {
  expect(found('acerca de', 'es')[0]).toBe('about');
  expect(found('acercar', 'es')[0]).toMatch(/timeCloser|zoomIn/);
});

test('every entry is found by its whole label, and is one', () => {
  const entries = entriesOf(app);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  for (const { id, label } of entries) expect(found(label, app.preferences.language)).toContain(id);
});

test('choosing a view opens it, an example opens that, a setting shows its field, a term opens the glossary at it', async () => {
  const choose = (id: string): void =>
    entriesOf(app)
      .find((entry) => entry.id === id)!
      .run(app);
  choose('view-landscape');
  expect(app.layout.state.slots.first).toBe('landscape');
  choose('example-xor');
  await expect.poll(() => app.session.example).toBe('xor');
  choose('term-softmax');
  expect([app.dialog, app.glossary]).toEqual([undefined, { term: 'softmax' }]);
  choose('setting-18');
  expect([app.layout.isOpen('editor'), app.soughtSetting]).toEqual([true, app.preferences.words.methods.settings.learningRate]);
});
