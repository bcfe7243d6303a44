import { dialog, type BrowserWindow } from 'electron';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '#core/contract/failure.ts';
import type { FileFilter, FileToSave, OpenedFile } from '#core/protocol/host.ts';
import { limits } from './check.ts';
import { saveWhole } from './save.ts';

/** Files for the page, which sees names and bytes and never a path. */

const reasonOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code;
  // The message of a system error names the whole path.
  return typeof code === 'string' ? code : error instanceof Error ? error.message : String(error);
};

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
  try {
    await saveWhole(filePath, bytes);
    return ok({ name });
  } catch (error) {
    return fail({ code: 'file-unwritable', file: name, reason: reasonOf(error) });
  }
};
