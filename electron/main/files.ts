import { dialog, type BrowserWindow } from 'electron';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '#core/contract/failure.ts';
import { reasonOf, saveWhole } from '#core/disk/save-whole.ts';
import type { FileFilter, FileToSave, OpenedFile } from '#core/protocol/host.ts';
import { limits } from './check.ts';

/** Files for the page, which sees names and bytes and never a path. */

const dialogFilters = ({ name, extensions }: FileFilter) => [{ name, extensions: [...extensions] }];

export const openFile = async (window: BrowserWindow, filter: FileFilter): Promise<Result<OpenedFile | undefined>> => {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters: dialogFilters(filter) });
  const file = filePaths[0];
  if (canceled || file === undefined) return ok(undefined);
  const name = path.basename(file);
  try {
    const { size } = await stat(file);
    if (size > limits.file) return fail({ code: 'too-large', what: 'bytes', place: name, found: size, limit: limits.file });
    return ok({ name, bytes: new Uint8Array(await readFile(file)) });
  } catch (error) {
    return fail({ code: 'file-unreadable', file: name, reason: reasonOf(error) });
  }
};

export const saveFile = async (
  window: BrowserWindow,
  { suggestedName, filter, bytes }: FileToSave,
): Promise<Result<{ name: string } | undefined>> => {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    // A suggestion is a name, wherever it came from.
    defaultPath: path.basename(suggestedName),
    filters: dialogFilters(filter),
  });
  if (canceled || !filePath) return ok(undefined);
  const name = path.basename(filePath);
  const saved = await saveWhole({ file: filePath, called: name, backup: true }, bytes);
  return saved.ok ? ok({ name }) : saved;
};
