import { afterEach, beforeEach, expect, test } from 'vitest';
import { droppedFile, openInPlace, saveInPlace, savesInPlace } from '#renderer/link/handles.ts';

let asked: string[];
let written: [file: string, bytes: number[]][];
let fails: string | undefined;
let permits: string;
const handle = (name: string) => ({
  kind: 'file',
  name,
  getFile: async () => new File(['1,2'], name),
  requestPermission: async () => permits,
  createWritable: async () => {
    const parts: number[] = [];
    return {
      write: async (bytes: Uint8Array) => {
        if (fails) throw new Error(fails);
        parts.push(...bytes);
      },
      close: async () => void written.push([name, parts]),
      abort: async () => undefined,
    };
  },
});
const file = (...bytes: number[]) => ({
  suggestedName: 'tarea.retrograd',
  filter: { name: 'Documento', extensions: ['retrograd'] },
  bytes: Uint8Array.from(bytes),
  lasting: true,
});
beforeEach(() => {
  [asked, written, fails, permits] = [[], [], undefined, 'granted'];
  Object.assign(globalThis, {
    showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => {
      asked.push(suggestedName);
      if (fails === 'cancelled') throw new DOMException('no', 'AbortError');
      return handle(`${asked.length}-${suggestedName}`);
    },
    showOpenFilePicker: async () => [handle('abierto.retrograd')],
  });
});
afterEach(() => {
  for (const name of ['showSaveFilePicker', 'showOpenFilePicker']) Reflect.deleteProperty(globalThis, name);
});

test('it is asked once where, and saved there again', async () => {
  expect(savesInPlace()).toBe(true);
  const first = (await saveInPlace(file(1)))!;
  const again = await saveInPlace({ ...file(2, 3), token: first.token! });
  expect(again).toEqual(first);
  expect([asked.length, written]).toEqual([1, [['1-tarea.retrograd', [1]], ['1-tarea.retrograd', [2, 3]]]]); // prettier-ignore
});

test('a token of another window stands for no file: it is asked again', async () => {
  await saveInPlace({ ...file(1), token: 'of another window' });
  expect(asked.length).toBe(1);
});

test('whoever changes their mind saves nothing, and a file that cannot be written is told by its name', async () => {
  fails = 'cancelled';
  expect(await saveInPlace(file(1))).toBeUndefined();
  fails = 'disk full';
  await expect(saveInPlace(file(1))).rejects.toMatchObject({
    failure: { code: 'file-unwritable', file: '2-tarea.retrograd', reason: 'disk full' },
  });
  expect(written).toEqual([]);
});

const dropped = (found: unknown) => ({ getAsFileSystemHandle: async () => found }) as unknown as DataTransferItem;

test.each([
  ['chosen', () => openInPlace(file().filter)],
  ['dropped', () => droppedFile(dropped(handle('abierto.retrograd')))],
])('a file that was %s is saved back to where it came from, and nobody is asked where', async (_how, open) => {
  const opened = (await open())!;
  expect(await opened.file.text()).toBe('1,2');
  expect(await saveInPlace({ ...file(7), token: opened.token })).toEqual({ name: 'abierto.retrograd', token: opened.token });
  expect([asked, written]).toEqual([[], [['abierto.retrograd', [7]]]]);
});

test('whoever does not let it be written saves nothing', async () => {
  const { token } = (await openInPlace(file().filter))!;
  permits = 'denied';
  expect(await saveInPlace({ ...file(7), token })).toBeUndefined();
  expect([asked, written]).toEqual([[], []]);
});

test.each([
  ['a folder', { ...handle('cosas'), kind: 'directory' }],
  ['what has no place', null],
])('%s that is dropped has no place to save to', async (_what, found) => {
  expect(await droppedFile(dropped(found))).toBeUndefined();
});
