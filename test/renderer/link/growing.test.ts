import { afterEach, expect, test, vi } from 'vitest';
import { growAside } from '#renderer/link/grow-aside.ts';
import { growInPlace } from '#renderer/link/handles.ts';
import { MemoryFile } from '#renderer/link/memory-file.ts';

const wanted = { suggestedName: 'film.webm', filter: { name: 'WebM', extensions: ['webm'] } };
const bytes = (...values: number[]) => Uint8Array.from(values);

/** A folder, or a chosen file, of a browser: what is written is aside until it is closed. */
const disk = () => {
  const files = new Map<string, number[]>();
  const removed: string[] = [];
  let full = false;
  const handle = (name: string) => {
    files.set(name, []);
    const aside: number[] = [];
    return {
      kind: 'file',
      name,
      getFile: async () => ({ name, lastModified: name === 'left' ? 0 : Date.now(), size: files.get(name)!.length }),
      remove: async () => void (files.delete(name), removed.push(name)),
      createWritable: async () => ({
        write: async ({ position, data }: { position: number; data: Uint8Array }) => {
          if (full) throw new DOMException('no room', 'QuotaExceededError');
          data.forEach((value, index) => (aside[position + index] = value));
        },
        close: async () => void files.set(name, aside),
        abort: async () => undefined,
      }),
    };
  };
  const folder = {
    getFileHandle: async (name: string) => handle(name),
    removeEntry: async (name: string) => void (files.delete(name), removed.push(name)),
    entries: async function* () {
      for (const name of [...files.keys()]) yield [name, handle(name)] as const;
    },
  };
  return { files, removed, handle, folder, fill: () => (full = true) };
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('where the browser asks for a place, pieces go there; given up, not even the empty file remains', async () => {
  const { files, handle, fill } = disk();
  vi.stubGlobal('showSaveFilePicker', async ({ suggestedName }: { suggestedName: string }) => handle(suggestedName));
  const file = (await growInPlace(wanted))!;
  await file.write(bytes(1, 2, 3), 0);
  await file.write(bytes(9), 1);
  expect(files.get('film.webm')).toEqual([]);
  await file.close();
  expect(files.get('film.webm')).toEqual([1, 9, 3]);
  const other = (await growInPlace(wanted))!;
  fill();
  const failure = { code: 'file-unwritable', file: 'film.webm', reason: 'no room' };
  await expect(other.write(bytes(1), 0)).rejects.toMatchObject({ failure });
  await other.abort();
  expect([...files.keys()]).toEqual([]);
  vi.stubGlobal('showSaveFilePicker', () => Promise.reject(new DOMException('no', 'AbortError')));
  expect(await growInPlace(wanted)).toBeUndefined();
});

test('elsewhere it grows in the page’s own disk space, is downloaded once, and what was left there goes', async () => {
  vi.useFakeTimers();
  const { files, removed, handle, folder } = disk();
  handle('left');
  const clicks: string[] = [];
  vi.stubGlobal('FileSystemFileHandle', class { createWritable(): void {} }); // prettier-ignore
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => ({ getDirectoryHandle: async () => folder }) } });
  vi.stubGlobal('document', { createElement: () => ({ click(this: { download: string }) { clicks.push(this.download); } }) }); // prettier-ignore
  vi.stubGlobal('URL', { createObjectURL: () => 'blob:', revokeObjectURL: () => undefined });
  const file = await growAside(wanted);
  expect(removed).toEqual(['left']);
  await file.write(bytes(1, 2), 0);
  expect(clicks).toEqual([]);
  await file.close();
  expect([clicks, [...files.values()]]).toEqual([['film.webm'], [[1, 2]]]);
  await vi.runAllTimersAsync();
  expect(files.size).toBe(0);
  const cancelled = await growAside(wanted);
  await cancelled.write(bytes(1), 0);
  await cancelled.abort();
  expect([clicks.length, files.size]).toEqual([1, 0]);
});

test('in memory it grows to what it needs and no further than a limit', async () => {
  const file = new MemoryFile('film');
  await file.write(bytes(7), 100_000);
  await file.write(bytes(1, 2), 0);
  expect([file.bytes().length, file.bytes()[1], file.bytes()[100_000]]).toEqual([100_001, 2, 7]);
  await expect(file.write(bytes(1), 2 ** 30)).rejects.toMatchObject({ failure: { code: 'too-large' } });
});
