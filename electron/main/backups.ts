import { app } from 'electron';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { newestStores, PartStore } from '#core/disk/part-store.ts';

/** What windows had when they ended, a folder each within the user's own: the page says what and when, and reads it at its next start. */

/** Windows that come back at the next start; what is older than theirs is given up. */
const most = 8;

const stores = new Map<string, PartStore>();
const folder = (): string => path.join(app.getPath('userData'), 'backups');

export const newBackup = (): string => randomUUID();

export const backupOf = (id: string): PartStore => {
  const known = stores.get(id) ?? new PartStore(path.join(folder(), id));
  stores.set(id, known);
  return known;
};

/** Those that the last time left, the newest first. */
export const keptBackups = (): Promise<readonly string[]> => newestStores(folder(), most);

/** Settles once all that the pages gave is written. */
export const backupsWritten = async (): Promise<void> => {
  await Promise.all([...stores.values()].map((store) => store.settled()));
};
