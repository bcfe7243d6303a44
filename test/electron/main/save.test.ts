import * as nodeFiles from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { saveWhole, type Files } from '#electron/main/save.ts';

let folder = '';
let file = '';
const before = 'the old file';
const after = new TextEncoder().encode('the new file, which is longer');

beforeEach(async () => {
  folder = await nodeFiles.mkdtemp(path.join(tmpdir(), 'retrograd-save-'));
  file = path.join(folder, 'run.json');
  await nodeFiles.writeFile(file, before);
});
afterEach(() => nodeFiles.rm(folder, { recursive: true }));

/** Node's files, of which the n-th operation fails; the clean-up after a failure is not counted. */
const failing = (n: number, code: string): { files: Files; count: () => number } => {
  let count = 0;
  const guard =
    <A extends unknown[], R>(act: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      ++count === n ? Promise.reject(Object.assign(new Error(code), { code })) : act(...args);
  const open = async (...args: Parameters<Files['open']>) => {
    const handle = await nodeFiles.open(...args);
    const guarded = {
      write: guard(handle.write.bind(handle) as (bytes: Uint8Array, offset: number, length: number) => Promise<unknown>),
      stat: guard(() => handle.stat()),
      sync: guard(() => handle.sync()),
      close: () => handle.close(),
    };
    return guarded as unknown as nodeFiles.FileHandle;
  };
  return { files: { open: guard(open), rename: guard(nodeFiles.rename), rm: nodeFiles.rm }, count: () => count };
};

describe('saving', () => {
  test('writes every byte and leaves nothing beside the file', async () => {
    await saveWhole(file, after);
    expect(new Uint8Array(await nodeFiles.readFile(file))).toEqual(after);
    expect(await nodeFiles.readdir(folder)).toEqual(['run.json']);
  });

  test('goes on after a short write', async () => {
    const open = async (...args: Parameters<Files['open']>) => {
      const handle = await nodeFiles.open(...args);
      const write = handle.write.bind(handle) as (bytes: Uint8Array, offset: number, length: number) => Promise<unknown>;
      return Object.assign(handle, {
        write: (bytes: Uint8Array, offset: number, length: number) => write(bytes, offset, Math.min(length, 3)),
      });
    };
    await saveWhole(file, after, { ...nodeFiles, open: open as Files['open'] });
    expect(new Uint8Array(await nodeFiles.readFile(file))).toEqual(after);
  });

  test.each(['EIO', 'ENOSPC', 'EACCES'])('whichever operation fails with %s, the file is the old one or the new one', async (code) => {
    const all = failing(0, code);
    await saveWhole(file, after, all.files);
    expect(all.count()).toBeGreaterThan(4);
    for (let n = 1; n <= all.count(); n++) {
      await nodeFiles.writeFile(file, before);
      const failed = await saveWhole(file, after, failing(n, code).files).then(
        () => false,
        () => true,
      );
      expect(await nodeFiles.readFile(file, 'utf8'), `operation ${n}`).toBe(failed ? before : new TextDecoder().decode(after));
      expect(await nodeFiles.readdir(folder), `operation ${n}`).toEqual(['run.json']);
    }
  });

  test('a folder that is gone is an error, and nothing is written', async () => {
    await expect(saveWhole(path.join(folder, 'gone', 'run.json'), after)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
