import { bounds } from '#core/protocol/bounds.ts';
import { externalSites } from '#core/protocol/bridge.ts';
import { FailureError } from '#core/contract/failure.ts';
import type { FileFilter, FileToSave, HostCalls, OpenedFile, SavedFile } from '#core/protocol/host.ts';
import { growAside } from './grow-aside.ts';
import { download } from './download.ts';
import { droppedFile, growInPlace, openInPlace, saveInPlace, savesInPlace } from './handles.ts';
import { openRecent, recentFiles, remember } from './recent.ts';

/** The browser as host: its file chooser, its downloads, its full screen. It has no menu bar, so no menu commands either. */
export const webHost = (): HostCalls => ({
  kind: 'browser',
  savesInPlace: savesInPlace(),
  openFile,
  saveFile,
  growFile: (file) => (savesInPlace() ? growInPlace(file) : growAside(file)),
  recent: recentFiles,
  openRecent,
  remember: (file) => void remember(file),
  setMenu: () => undefined,
  onCommand: () => undefined,
  setFullScreen: (on) => {
    if (on === (document.fullscreenElement !== null)) return;
    // A browser may refuse, for example outside a click: the page then stays as it is.
    (on ? document.documentElement.requestFullscreen() : document.exitFullscreen()).catch(() => undefined);
  },
  // A browser takes Escape for itself where it fills the screen.
  onFullScreen: (listener) => document.addEventListener('fullscreenchange', () => listener(document.fullscreenElement !== null)),
  openExternal: (url) => {
    const { protocol, hostname } = new URL(url);
    if (protocol === 'https:' && externalSites.includes(hostname)) window.open(url, '_blank', 'noopener,noreferrer');
  },
});

const openFile = async (filter: FileFilter): Promise<OpenedFile | undefined> => {
  if (savesInPlace()) {
    const opened = await openInPlace(filter);
    return opened && readFile(opened.file, opened.token);
  }
  const file = await chooseFile(filter);
  return file && readFile(file);
};

/** What was dropped, with its place where the browser says it. */
export const readDropped = async (file: File, item: DataTransferItem | undefined): Promise<OpenedFile> => {
  const dropped = await droppedFile(item);
  return dropped ? readFile(dropped.file, dropped.token) : readFile(file);
};

/** The content of a file that the browser gave. Rejects with `file-unreadable`, as for a folder. */
export const readFile = async (file: File, token?: string): Promise<OpenedFile> => {
  const { size: found } = file;
  const limit = bounds.fileBytes;
  if (found > limit) throw new FailureError({ code: 'too-large', what: 'bytes', place: file.name, found, limit });
  try {
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()), ...(token !== undefined && { token }) };
  } catch (error) {
    throw new FailureError({ code: 'file-unreadable', file: file.name, reason: error instanceof Error ? error.message : String(error) });
  }
};

const chooseFile = ({ extensions }: FileFilter): Promise<File | undefined> =>
  new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = extensions.map((extension) => `.${extension}`).join(',');
    input.onchange = () => resolve(input.files?.[0]);
    input.oncancel = () => resolve(undefined);
    input.click();
  });

const saveFile = (file: FileToSave): Promise<SavedFile | undefined> => {
  if (file.lasting && savesInPlace()) return saveInPlace(file);
  const { suggestedName, bytes } = file;
  download(suggestedName, new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' }), () => undefined);
  return Promise.resolve({ name: suggestedName });
};
