import { dialog, type BrowserWindow } from 'electron';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '#core/contract/failure.ts';
import { reasonOf, saveWhole } from '#core/disk/save-whole.ts';
import type { FileFilter, FileToGrow, FileToSave, OpenedFile, SavedFile } from '#core/protocol/host.ts';
import { limits } from './check.ts';
import { placeOf, tokenOf } from './places.ts';

/** Files for the page, which sees names and bytes and never a path. */

const dialogFilters = ({ name, extensions }: FileFilter) => [{ name, extensions: [...extensions] }];

export const openFile = async (window: BrowserWindow, filter: FileFilter): Promise<Result<OpenedFile | undefined>> => {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters: dialogFilters(filter) });
  const file = filePaths[0];
  if (canceled || file === undefined) return ok(undefined);
  return readWhole(file);
};

/** A file that was chosen before; undefined where nobody knows it. */
export const openKnown = async (token: string): Promise<Result<OpenedFile | undefined>> => {
  const file = placeOf(token);
  return file === undefined ? ok(undefined) : readWhole(file);
};

export const readWhole = async (file: string): Promise<Result<OpenedFile>> => {
  const name = path.basename(file);
  try {
    const { size } = await stat(file);
    if (size > limits.file) return fail({ code: 'too-large', what: 'bytes', place: name, found: size, limit: limits.file });
    return ok({ name, bytes: new Uint8Array(await readFile(file)), token: tokenOf(file) });
  } catch (error) {
    return fail({ code: 'file-unreadable', file: name, reason: reasonOf(error) });
  }
};

export const saveFile = async (window: BrowserWindow, wanted: FileToSave): Promise<Result<SavedFile | undefined>> => {
  const file = (wanted.token === undefined ? undefined : placeOf(wanted.token)) ?? (await askWhere(window, wanted));
  if (file === undefined) return ok(undefined);
  const name = path.basename(file);
  const token = tokenOf(file);
  const saved = await saveWhole({ file, called: name, backup: true, overReadOnly: wanted.overReadOnly ?? false }, wanted.bytes);
  return saved.ok ? ok({ name, token }) : saved;
};

export const askWhere = async (window: BrowserWindow, { suggestedName, filter }: FileToGrow): Promise<string | undefined> => {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    // A suggestion is a name, wherever it came from.
    defaultPath: path.basename(suggestedName),
    filters: dialogFilters(filter),
  });
  return canceled || !filePath ? undefined : filePath;
};
