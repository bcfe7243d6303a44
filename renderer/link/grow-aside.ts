import type { FileToGrow, GrowingFile } from '#core/protocol/host.ts';
import { download } from './download.ts';
import { growing } from './growing.ts';
import { MemoryFile } from './memory-file.ts';

/** Where files grow that will be downloads, in the disk space that the browser gives this page. */
const folderName = 'growing';
/** What is older was left by a page that ended: a film that is still written cannot be removed, and a download is over by then. */
const old = 60 * 60_000;

/**
 * A file that grows out of sight and is downloaded when it is whole: on the disk, or in memory where the browser gives the page no disk space.
 */
export const growAside = async ({ suggestedName }: FileToGrow): Promise<GrowingFile> => {
  const folder = await ownFolder().catch(() => undefined);
  if (!folder) return growInMemory(suggestedName);
  await sweep(folder);
  const own = crypto.randomUUID();
  const remove = (): Promise<void> => folder.removeEntry(own).catch(() => undefined);
  const handle = await folder.getFileHandle(own, { create: true });
  return growing(suggestedName, await handle.createWritable(), {
    closed: async () => download(suggestedName, await handle.getFile(), () => void remove()),
    aborted: remove,
  });
};

const ownFolder = async (): Promise<FileSystemDirectoryHandle | undefined> => {
  if (!('createWritable' in FileSystemFileHandle.prototype)) return undefined;
  return (await navigator.storage.getDirectory()).getDirectoryHandle(folderName, { create: true });
};

const sweep = async (folder: FileSystemDirectoryHandle): Promise<void> => {
  for await (const [name, handle] of folder.entries()) {
    if (handle.kind !== 'file') continue;
    const { lastModified } = await (handle as FileSystemFileHandle).getFile();
    if (Date.now() - lastModified > old) await folder.removeEntry(name).catch(() => undefined);
  }
};

const growInMemory = (name: string): GrowingFile => {
  const file = new MemoryFile(name);
  return {
    name,
    write: (bytes, at) => file.write(bytes, at),
    close: async () => download(name, new Blob([file.bytes()]), () => undefined),
    abort: () => file.abort(),
  };
};
