import { BrowserWindow, ipcMain, type WebContents } from 'electron';
import { channels } from '#core/protocol/bridge.ts';
import { backupOf, newBackup } from './backups.ts';
import {
  isBoolean,
  isEnd,
  isFault,
  isFileToGrow,
  isFileToSave,
  isFilter,
  isMenu,
  isParts,
  isPiece,
  isText,
  isTheme,
  isWorkState,
  isZoomStep,
} from './check.ts';
import { deskOf, note } from './desk.ts';
import { tellFullScreen } from './desktop/full-screen.ts';
import { wordsOf } from './desktop/host-words.ts';
import { facts } from './desktop/facts.ts';
import { noteEvent, openLogs } from './desktop/log.ts';
import { setTheme, zoomPages } from './desktop/look.ts';
import { showShortcuts } from './desktop/shortcuts.ts';
import { openFile, openKnown, saveFile } from './files.ts';
import { listens } from './given.ts';
import { endGrowing, growFile, growPiece } from './growing.ts';
import { recentFiles, remember } from './places.ts';
import { renewMenus, showMenu } from './menu.ts';
import { isTrusted, openOutside } from './security.ts';
import { openWindow } from './window.ts';

/** What the page may ask of the host. Every message is checked twice: who sends it, and what it holds. */
export const serveHost = (): void => {
  tell(channels.setMenu, isMenu, showMenu);
  tell(channels.setFullScreen, isBoolean, (window, on) => window.setFullScreen(on));
  tell(channels.awaitFullScreen, isBoolean, tellFullScreen);
  tell(channels.setTheme, isTheme, (_window, theme) => setTheme(theme));
  tell(channels.zoomPages, isZoomStep, (_window, by) => zoomPages(by));
  tell(channels.openLogs, isBoolean, () => void openLogs());
  tell(channels.noteFault, isFault, (_window, fault) => noteEvent(`page ${fault}`));
  ask(channels.facts, isBoolean, facts);
  tell(channels.openExternal, isText, (_window, url) => void openOutside(url).catch(() => undefined));
  ask(channels.openFile, isFilter, openFile);
  ask(channels.saveFile, isFileToSave, saveFile);
  ask(channels.growFile, isFileToGrow, growFile);
  ask(channels.growPiece, isPiece, growPiece);
  ask(channels.endGrowing, isEnd, endGrowing);
  ask(channels.recent, isBoolean, async () => recentFiles());
  ask(channels.openRecent, isText, (_window, token) => openKnown(token));
  tell(channels.remember, isText, (_window, token) => {
    remember(token);
    renewMenus();
  });
  ask(channels.readBackup, isBoolean, (window) => backupOf(deskOf(window).backup).read());
  ask(channels.writeBackup, isParts, (window, parts) => backupOf(deskOf(window).backup).write(parts));
  tell(channels.awaitGiven, isBoolean, listens);
  tell(channels.work, isWorkState, (window, work) => {
    note(deskOf(window), work);
    showShortcuts(wordsOf(window), openAnother);
  });
  tell(channels.closingHeard, isBoolean, (window) => void (deskOf(window).hears = true));
  tell(channels.closeWindow, isBoolean, (window) => {
    deskOf(window).leaves = true;
    window.close();
  });
  // The page says by its own style what is printed, and on which size of paper.
  ask(
    channels.printToPdf,
    isBoolean,
    async ({ webContents }) => new Uint8Array(await webContents.printToPDF({ preferCSSPageSize: true, printBackground: true })),
  );
  tell(channels.newWindow, isBoolean, openAnother);
};

const openAnother = (): void => void openWindow(newBackup());

type Check<T> = (value: unknown) => value is T;

const tell = <T>(channel: string, check: Check<T>, act: (window: BrowserWindow, value: T) => void): void => {
  ipcMain.on(channel, ({ sender, senderFrame }, value: unknown) => {
    const window = isTrusted(senderFrame) ? windowOf(sender) : undefined;
    if (window && check(value)) act(window, value);
  });
};

const ask = <T>(channel: string, check: Check<T>, act: (window: BrowserWindow, value: T) => Promise<unknown>): void => {
  ipcMain.handle(channel, ({ sender, senderFrame }, value: unknown) => {
    const window = isTrusted(senderFrame) ? windowOf(sender) : undefined;
    if (!window || !check(value)) throw new Error(`${channel} was refused`);
    return act(window, value);
  });
};

const windowOf = (sender: WebContents): BrowserWindow | undefined => BrowserWindow.fromWebContents(sender) ?? undefined;
