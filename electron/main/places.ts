import { app } from 'electron';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RecentFile } from '#core/protocol/host.ts';
import { saveWholeNow } from '#core/disk/save-whole.ts';

/** The places of files that the person chose, each under a token: the page never sees a path. The latest outlive the app. */

interface Place {
  readonly token: string;
  readonly file: string;
}

const mostRecent = 10;
const known = new Map<string, string>();
/** The newest first; undefined until it is read. */
let recent: readonly Place[] | undefined;

const recentFile = (): string => path.join(app.getPath('userData'), 'recent.json');

const isPlace = (value: unknown): value is Place => {
  const { token, file } = (value ?? {}) as Partial<Record<string, unknown>>;
  return typeof token === 'string' && typeof file === 'string' && path.isAbsolute(file);
};

/** A broken file counts as none. */
export const readRecent = (text: string): readonly Place[] => {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isPlace).slice(0, mostRecent) : [];
  } catch {
    return [];
  }
};

const recentPlaces = (): readonly Place[] => {
  if (recent) return recent;
  let text = '';
  try {
    text = readFileSync(recentFile(), 'utf8');
  } catch {
    // Nothing was open yet.
  }
  recent = readRecent(text);
  for (const { token, file } of recent) known.set(token, file);
  return recent;
};

/** The token of a place; always the same one. */
export const tokenOf = (file: string): string => {
  const place = recentPlaces().find((one) => one.file === file)?.token ?? [...known].find(([, one]) => one === file)?.[0];
  const token = place ?? randomUUID();
  known.set(token, file);
  return token;
};

export const placeOf = (token: string): string | undefined => {
  recentPlaces();
  return known.get(token);
};

export const recentFiles = (): readonly RecentFile[] => recentPlaces().map(({ token, file }) => ({ token, name: path.basename(file) }));

export const remember = (token: string): void => {
  const file = placeOf(token);
  if (file === undefined) return;
  // The system's own lists: of the program in the dock, the task bar, the files' menu.
  app.addRecentDocument(file);
  recent = [{ token, file }, ...recentPlaces().filter((one) => one.file !== file)].slice(0, mostRecent);
  saveWholeNow({ file: recentFile() }, new TextEncoder().encode(JSON.stringify(recent)));
};
