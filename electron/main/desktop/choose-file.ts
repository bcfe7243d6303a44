import { app, dialog, type BrowserWindow } from 'electron';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FileFilter, FileToGrow } from '#core/protocol/host.ts';
import { withExtension } from './file-name.ts';
import { wordsOf } from './host-words.ts';
import { keepSettings, settings } from './settings.ts';

/** The system's dialogs for files. They open where the last file was chosen: by themselves they would go to the downloads each time. */

const dialogFilters = ({ name, extensions }: FileFilter) => [{ name, extensions: [...extensions] }];

const isFolder = (folder: string): boolean => statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;

const usualFolder = (): string => {
  const { folder } = settings();
  return folder !== undefined && isFolder(folder) ? folder : app.getPath('documents');
};

const chosen = (file: string): string => {
  keepSettings({ folder: path.dirname(file) });
  return file;
};

export const chooseFile = async (window: BrowserWindow, filter: FileFilter): Promise<string | undefined> => {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    defaultPath: usualFolder(),
    properties: ['openFile'],
    filters: dialogFilters(filter),
  });
  const file = filePaths[0];
  return canceled || file === undefined ? undefined : chosen(file);
};

export const choosePlace = async (window: BrowserWindow, { suggestedName, filter }: FileToGrow): Promise<string | undefined> => {
  // A suggestion is a name, wherever it came from.
  let defaultPath = path.join(usualFolder(), path.basename(suggestedName));
  for (;;) {
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath,
      filters: dialogFilters(filter),
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    if (canceled || !filePath) return undefined;
    const file = withExtension(filePath, filter.extensions);
    // The dialog asked about the name that was typed.
    if (file === filePath || !existsSync(file) || (await mayReplace(window, file))) return chosen(file);
    defaultPath = file;
  }
};

const mayReplace = async (window: BrowserWindow, file: string): Promise<boolean> => {
  const words = wordsOf(window);
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: words.exists(path.basename(file)),
    detail: words.existsDetail,
    buttons: [words.replace, words.cancel],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
};
