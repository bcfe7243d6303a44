import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BrowserWindow } from 'electron';

const asked: { readonly defaultPath: string }[] = [];
let answers: (string | undefined)[] = [];
let replaces: boolean[] = [];
vi.mock('electron', () => ({
  app: { getPath: (name: string) => (name === 'userData' ? settingsFolder : folder), getLocale: () => 'es' },
  dialog: {
    showMessageBox: () => Promise.resolve({ response: replaces.shift() ? 0 : 1 }),
    showSaveDialog: (_window: unknown, options: { readonly defaultPath: string }) => {
      asked.push(options);
      const filePath = answers.shift();
      return Promise.resolve({ canceled: filePath === undefined, filePath });
    },
  },
}));
const { saveFile } = await import('#electron/main/files.ts');

let folder: string;
const settingsFolder = mkdtempSync(path.join(tmpdir(), 'retrograd-settings-'));
afterAll(() => rmSync(settingsFolder, { recursive: true }));
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'retrograd-files-'));
  asked.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Of a page that has told nothing yet. */
const window = { isDestroyed: () => true } as BrowserWindow;

const save = (...names: (string | undefined)[]) => {
  answers = names.map((name) => name && path.join(folder, name));
  const filter = { name: 'Documento', extensions: ['retrograd'] };
  return saveFile(window, { suggestedName: 'red.retrograd', filter, bytes: new Uint8Array([1]) });
};

test.each([
  ['clase', 'clase.retrograd'],
  ['clase 1.2', 'clase 1.2.retrograd'],
  ['clase.retrograd', 'clase.retrograd'],
  ['CLASE.RETROGRAD', 'CLASE.RETROGRAD'],
])('%s is saved as %s', async (typed, name) => {
  expect(await save(typed)).toMatchObject({ ok: true, value: { name } });
  expect(readdirSync(folder)).toEqual([name]);
});

test('a file that would be replaced under the whole name is asked about first, and the dialog comes again', async () => {
  const there = path.join(folder, 'clase.retrograd');
  writeFileSync(there, 'old');
  replaces = [false, true];
  expect(await save('clase', undefined)).toEqual({ ok: true, value: undefined });
  expect(asked.map(({ defaultPath }) => path.basename(defaultPath))).toEqual(['red.retrograd', 'clase.retrograd']);
  expect(readFileSync(there, 'utf8')).toBe('old');
  expect(await save('clase')).toMatchObject({ ok: true });
  expect([...readFileSync(there)]).toEqual([1]);
});
