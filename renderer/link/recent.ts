import type { OpenedFile, RecentFile } from '#core/protocol/host.ts';

/** Documents that were open lately in this browser, kept whole: a page cannot find a file again. Where nothing can be kept there are none. */

const database = 'retrograd.recent';
const store = 'files';
const most = { files: 8, bytes: 64 << 20 };

interface Kept {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly when: number;
}

const opened = async (mode: IDBTransactionMode): Promise<IDBObjectStore> => {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => void request.result.createObjectStore(store, { keyPath: 'name' });
  return (await answer(request)).transaction(store, mode).objectStore(store);
};

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the store did not answer'));
  });

const all = async (files: IDBObjectStore): Promise<readonly Kept[]> =>
  ((await answer(files.getAll())) as readonly Kept[]).toSorted((a, b) => b.when - a.when);

/** Names are tokens here: a file of the same name is the same document. */
export const recentFiles = async (): Promise<readonly RecentFile[]> => {
  try {
    return (await all(await opened('readonly'))).map(({ name }) => ({ name, token: name }));
  } catch {
    return [];
  }
};

export const openRecent = async (token: string): Promise<OpenedFile | undefined> => {
  const kept = (await answer((await opened('readonly')).get(token))) as Kept | undefined;
  return kept && { name: kept.name, bytes: kept.bytes, token };
};

export const remember = async ({ name, bytes }: OpenedFile): Promise<void> => {
  if (bytes.byteLength > most.bytes) return;
  try {
    const files = await opened('readwrite');
    files.put({ name, bytes, when: Date.now() });
    let size = 0;
    for (const [index, kept] of (await all(files)).entries()) {
      size += kept.bytes.byteLength;
      if (index >= most.files || size > most.bytes) files.delete(kept.name);
    }
  } catch {
    // A browser that keeps nothing has no recent files.
  }
};
