import { FailureError } from '#core/contract/failure.ts';

/** A file of a folder, before it is read. */
export interface FolderFile {
  /** From the folder's own name, with `/` between folders. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Rejects with a FailureError. */
  read(): Promise<Uint8Array>;
}

export interface Folder {
  readonly name: string;
  readonly files: readonly FolderFile[];
}

/** Files of a folder that are looked at: one with more was dropped by mistake. */
const mostFiles = 20_000;

const fileOf = (file: File, path: string): FolderFile => ({
  path,
  size: file.size,
  read: async () => {
    try {
      return new Uint8Array(await file.arrayBuffer());
    } catch (error) {
      throw unreadable(path, error);
    }
  },
});

const unreadable = (file: string, error: unknown): FailureError =>
  new FailureError({ code: 'file-unreadable', file, reason: error instanceof Error ? error.message : String(error) });

/** Asks for a folder; undefined where the person changes their mind. The same in a browser and in Electron. */
export const chooseFolder = (): Promise<Folder | undefined> =>
  new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.webkitdirectory = true;
    input.onchange = () => {
      const files = [...(input.files ?? [])].slice(0, mostFiles);
      const name = files[0]?.webkitRelativePath.split('/')[0];
      resolve(name === undefined ? undefined : { name, files: files.map((file) => fileOf(file, file.webkitRelativePath)) });
    };
    input.oncancel = () => resolve(undefined);
    input.click();
  });

/** A folder that was dropped. Rejects with a FailureError where it cannot be read. */
export const droppedFolder = async (folder: FileSystemDirectoryEntry): Promise<Folder> => {
  const files: FolderFile[] = [];
  const walk = async (entry: FileSystemEntry): Promise<void> => {
    if (files.length >= mostFiles) return;
    const path = entry.fullPath.replace(/^\//, '');
    if (entry.isDirectory) for (const inner of await entriesOf(entry as FileSystemDirectoryEntry)) await walk(inner);
    else files.push(fileOf(await contentOf(entry as FileSystemFileEntry, path), path));
  };
  await walk(folder);
  return { name: folder.name, files };
};

const contentOf = (entry: FileSystemFileEntry, path: string): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, (error) => reject(unreadable(path, error))));

/** A browser gives the entries of a folder a hundred at a time. */
const entriesOf = async (folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> => {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  while (entries.length < mostFiles) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, (error) => reject(unreadable(folder.name, error))),
    );
    if (some.length === 0) break;
    entries.push(...some);
  }
  return entries;
};
