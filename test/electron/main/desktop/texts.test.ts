import { expect, test } from 'vitest';
import type { MenuItem } from '#core/protocol/host.ts';
import { editTemplate } from '#electron/main/desktop/edit-template.ts';
import { withExtension } from '#electron/main/desktop/file-name.ts';
import { jumpList } from '#electron/main/desktop/jump-list.ts';

const items: readonly MenuItem[] = [
  { role: 'undo', label: 'Deshacer' },
  { role: 'cut', label: 'Cortar' },
  { role: 'copy', label: 'Copiar' },
  { role: 'paste', label: 'Pegar' },
  { separator: true },
  { command: 'preferences', label: 'Preferencias…', enabled: true },
];
const flags = (over: Partial<Electron.EditFlags> = {}) =>
  ({ canCut: true, canCopy: true, canPaste: true, canUndo: false, ...over }) as Electron.EditFlags;
const context = { isEditable: true, selectionText: '', misspelledWord: '', dictionarySuggestions: [], editFlags: flags() };
const labels = (over: Partial<typeof context>) =>
  editTemplate({ ...context, ...over }, items, () => undefined).map(({ label, enabled }) => [label, enabled]);

test('a field offers what can be done in it, in the words of the menu bar', () => {
  expect(labels({})).toEqual([
    ['Deshacer', false],
    ['Cortar', true],
    ['Copiar', true],
    ['Pegar', true],
  ]);
});

test('what is chosen elsewhere can only be copied; where nothing is chosen there is no menu', () => {
  expect(labels({ isEditable: false, selectionText: 'δ' })).toEqual([['Copiar', true]]);
  expect(labels({ isEditable: false, selectionText: ' ' })).toEqual([]);
});

test('words for a misspelt one come first', () => {
  const corrected: string[] = [];
  const template = editTemplate({ ...context, misspelledWord: 'nuerona', dictionarySuggestions: ['neurona'] }, items, (word) =>
    corrected.push(word),
  );
  expect(template.slice(0, 2)).toMatchObject([{ label: 'neurona' }, { type: 'separator' }]);
  (template[0]!.click as () => void)();
  expect(corrected).toEqual(['neurona']);
});

test.each([
  ['/a/mi red', '/a/mi red.retrograd'],
  ['/a/mi red.retrograd', '/a/mi red.retrograd'],
  ['/a/mi red.RETROGRAD', '/a/mi red.RETROGRAD'],
  ['/a/mi red.v2', '/a/mi red.v2.retrograd'],
  ['/a.retrograd/red', '/a.retrograd/red.retrograd'],
])('%s is saved as %s', (typed, saved) => expect(withExtension(typed, ['retrograd'])).toBe(saved));

test('the second of several extensions stands as it is typed', () => {
  expect(withExtension('red.csv', ['tsv', 'csv'])).toBe('red.csv');
  expect(withExtension('red', [])).toBe('red');
});

test('the jump list has the latest files and another window', () => {
  expect(jumpList({ newWindow: 'Ventana nueva' }, 'C:\\Retrograd.exe')).toMatchObject([
    { type: 'recent' },
    { type: 'tasks', items: [{ program: 'C:\\Retrograd.exe', args: '--new-window', title: 'Ventana nueva' }] },
  ]);
});
