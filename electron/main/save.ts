import * as nodeFiles from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';

/** The file operations that saving needs; tests make each of them fail. */
export type Files = Pick<typeof nodeFiles, 'open' | 'rename' | 'rm'>;

/**
 * Writes the whole file or nothing. The bytes go to a new file beside it, are forced to the disk and then take the name:
 * whenever this fails or the machine stops, the old file or the new one is there, never a part. Rejects with the system's
 * error; nothing partial is left.
 */
export const saveWhole = async (file: string, bytes: Uint8Array, files: Files = nodeFiles): Promise<void> => {
  const folder = path.dirname(file);
  const temporary = path.join(folder, `.${path.basename(file).slice(0, 100)}.${randomUUID()}.tmp`);
  try {
    await writeNew(temporary, bytes, files);
    await files.rename(temporary, file);
  } catch (error) {
    await files.rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder, files);
};

const writeNew = async (file: string, bytes: Uint8Array, files: Files): Promise<void> => {
  const handle = await files.open(file, 'wx');
  try {
    for (let written = 0; written < bytes.length;) {
      const { bytesWritten } = await handle.write(bytes, written, bytes.length - written);
      if (bytesWritten === 0) throw new Error('the disk took no more bytes');
      written += bytesWritten;
    }
    const { size } = await handle.stat();
    if (size !== bytes.length) throw new Error(`${size} of ${bytes.length} bytes were written`);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Makes the new name last through a power cut. The file is whole already, and not every system can do this to a folder. */
const syncFolder = async (folder: string, files: Files): Promise<void> => {
  try {
    const handle = await files.open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows cannot open a folder.
  }
};
