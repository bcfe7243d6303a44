import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BrowserWindow } from 'electron';

const asked: { readonly defaultPath: string }[] = [];
let answers: (string | undefined)[] = [];
vi.mock('electron', () => ({
  dialog: {
    showSaveDialog: (_window: unknown, options: { readonly defaultPath: string }) => {
      asked.push(options);
      const filePath = answers.shift();
      return Promise.resolve({ canceled: filePath === undefined, filePath });
    },
  },
}));
const { saveFile } = await import('#electron/main/files.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'retrograd-files-'));
  asked.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

const save = (...names: (string | undefined)[]) => {
  answers = names.map((name) => name && path.join(folder, name));
  const filter = { name: 'Documento', extensions: ['retrograd'] };
  return saveFile({} as BrowserWindow, { suggestedName: 'red.retrograd', filter, bytes: new Uint8Array([1]) });
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

test('a file that would be replaced under the whole name is asked about by the dialog first', async () => {
  writeFileSync(path.join(folder, 'clase.retrograd'), 'old');
  expect(await save('clase', undefined)).toEqual({ ok: true, value: undefined });
  expect(asked.map(({ defaultPath }) => defaultPath)).toEqual(['red.retrograd', path.join(folder, 'clase.retrograd')]);
  expect(readFileSync(path.join(folder, 'clase.retrograd'), 'utf8')).toBe('old');
  expect(await save('clase', 'clase.retrograd')).toMatchObject({ ok: true });
  expect([...readFileSync(path.join(folder, 'clase.retrograd'))]).toEqual([1]);
});
