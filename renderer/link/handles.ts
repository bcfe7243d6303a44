import { FailureError } from '#core/contract/failure.ts';
import type { FileFilter, FileToGrow, FileToSave, GrowingFile, SavedFile } from '#core/protocol/host.ts';
import { growing, type Writable } from './growing.ts';

/** Files that a browser lets the page write again, as long as the window lives: saving makes no further download. Not every browser has them. */

interface Handle {
  readonly kind?: 'file' | 'directory';
  readonly name: string;
  getFile(): Promise<File>;
  createWritable(): Promise<Writable & { write(bytes: Uint8Array): Promise<void> }>;
  /** Not every browser that has handles has this. */
  remove?(): Promise<void>;
  /** A file that was opened may be read; whether it may be written the browser asks the person, once. */
  requestPermission?(what: { readonly mode: 'readwrite' }): Promise<PermissionState>;
}
interface Picker {
  readonly showOpenFilePicker?: (options: { readonly types: readonly Type[] }) => Promise<readonly Handle[]>;
  readonly showSaveFilePicker?: (options: { readonly suggestedName: string; readonly types: readonly Type[] }) => Promise<Handle>;
}
interface Type {
  readonly description: string;
  readonly accept: Readonly<Record<string, readonly string[]>>;
}

const handles = new Map<string, Handle>();

export const savesInPlace = (): boolean => picker().showSaveFilePicker !== undefined;

/** Writes over the file that a token stands for, else asks where; undefined where the person changes their mind. Rejects with a FailureError. */
export const saveInPlace = async ({ suggestedName, filter, bytes, token }: FileToSave): Promise<SavedFile | undefined> => {
  const known = token === undefined ? undefined : handles.get(token);
  if (known && (await known.requestPermission?.({ mode: 'readwrite' })) === 'denied') return undefined;
  const handle = known ?? (await unlessCancelled(picker().showSaveFilePicker!({ suggestedName, types: [typeOf(filter)] })));
  if (!handle) return undefined;
  try {
    await write(handle, bytes);
  } catch (error) {
    throw new FailureError({ code: 'file-unwritable', file: handle.name, reason: error instanceof Error ? error.message : String(error) });
  }
  return { name: handle.name, token: known ? token! : keep(handle) };
};

/** A file of a place that the person is asked for; undefined where they change their mind. The browser has made it, empty, when they chose. */
export const growInPlace = async ({ suggestedName, filter }: FileToGrow): Promise<GrowingFile | undefined> => {
  const handle = await unlessCancelled(picker().showSaveFilePicker!({ suggestedName, types: [typeOf(filter)] }));
  if (!handle) return undefined;
  const removed = async (): Promise<void> => handle.remove?.().catch(() => undefined);
  return growing(handle.name, await handle.createWritable(), { closed: () => Promise.resolve(), aborted: removed });
};

const keep = (handle: Handle): string => {
  const place = crypto.randomUUID();
  handles.set(place, handle);
  return place;
};

/** Asks for a file; undefined where the person changes their mind. Rejects where it cannot be read. */
export const openInPlace = async (filter: FileFilter): Promise<Placed | undefined> => {
  const [handle] = (await unlessCancelled(picker().showOpenFilePicker!({ types: [typeOf(filter)] }))) ?? [];
  return handle && placed(handle);
};

/** The file of something that was dropped, as far as the browser says where it is. To be asked for in the moment of the drop. */
export const droppedFile = async (item: DataTransferItem | undefined): Promise<Placed | undefined> => {
  const ask = (item as (DataTransferItem & { getAsFileSystemHandle?(): Promise<Handle | null> }) | undefined)?.getAsFileSystemHandle;
  const handle = savesInPlace() && ask ? await ask.call(item).catch(() => null) : null;
  return handle?.kind === 'file' ? placed(handle) : undefined;
};

interface Placed {
  readonly file: File;
  readonly token: string;
}
const placed = async (handle: Handle): Promise<Placed> => ({ file: await handle.getFile(), token: keep(handle) });

/** The browser writes aside, and takes the whole in place of the old when it is closed. */
const write = async (handle: Handle, bytes: Uint8Array): Promise<void> => {
  const writing = await handle.createWritable();
  try {
    await writing.write(bytes);
  } catch (error) {
    await writing.abort().catch(() => undefined);
    throw error;
  }
  await writing.close();
};

const picker = (): Picker => globalThis as Picker;

const typeOf = ({ name, extensions }: FileFilter): Type => ({
  description: name,
  accept: { 'application/octet-stream': extensions.map((extension) => `.${extension}`) },
});

const unlessCancelled = async <T>(choice: Promise<T>): Promise<T | undefined> => {
  try {
    return await choice;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
};
