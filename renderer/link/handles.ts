import { FailureError } from '#core/contract/failure.ts';
import type { FileToSave, SavedFile } from '#core/protocol/host.ts';

/** Files that a browser lets the page write again, as long as the window lives: saving makes no further download. Not every browser has them. */

interface Handle {
  readonly name: string;
  createWritable(): Promise<{ write(bytes: Uint8Array): Promise<void>; close(): Promise<void>; abort(): Promise<void> }>;
}
interface Picker {
  readonly showSaveFilePicker?: (options: {
    readonly suggestedName: string;
    readonly types: readonly { readonly description: string; readonly accept: Readonly<Record<string, readonly string[]>> }[];
  }) => Promise<Handle>;
}

const handles = new Map<string, Handle>();

export const savesInPlace = (): boolean => (globalThis as Picker).showSaveFilePicker !== undefined;

/** Writes over the file that a token stands for, else asks where; undefined where the person changes their mind. Rejects with a FailureError. */
export const saveInPlace = async ({ suggestedName, filter, bytes, token }: FileToSave): Promise<SavedFile | undefined> => {
  const known = token === undefined ? undefined : handles.get(token);
  const handle = known ?? (await choose(suggestedName, filter));
  if (!handle) return undefined;
  try {
    await write(handle, bytes);
  } catch (error) {
    throw new FailureError({ code: 'file-unwritable', file: handle.name, reason: error instanceof Error ? error.message : String(error) });
  }
  const place = known ? token! : crypto.randomUUID();
  handles.set(place, handle);
  return { name: handle.name, token: place };
};

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

const choose = async (suggestedName: string, { name, extensions }: FileToSave['filter']): Promise<Handle | undefined> => {
  const accept = { 'application/octet-stream': extensions.map((extension) => `.${extension}`) };
  try {
    return await (globalThis as Picker).showSaveFilePicker!({ suggestedName, types: [{ description: name, accept }] });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
};
