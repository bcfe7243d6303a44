import { app, BrowserWindow, dialog, Menu, session } from 'electron';
import path from 'node:path';
import { backupsWritten, keptBackups, newBackup } from './backups.ts';
import { willQuit } from './desk.ts';
import { keepLog } from './desktop/log.ts';
import { restoreTheme } from './desktop/look.ts';
import { newWindowArgument } from './desktop/jump-list.ts';
import { bringForward, filesIn, openGiven } from './given.ts';
import { serveHost } from './host.ts';
import { registerScheme, serveBundle } from './protocol.ts';
import { relayTrainers } from './relay.ts';
import { restrictSession } from './security.ts';
import { openWindow } from './window.ts';

/** The app's life: one instance, the windows that were there last, and the services that their pages may use. */
const start = async (): Promise<void> => {
  await app.whenReady();
  restrictSession(session.defaultSession);
  serveBundle(session.defaultSession, path.join(app.getAppPath(), 'out', 'renderer'));
  // The page gives its own menu as soon as it knows the language.
  Menu.setApplicationMenu(null);
  restoreTheme();
  keepLog();
  serveHost();
  relayTrainers();
  const kept = await keptBackups();
  // The newest comes last, and so in front.
  for (const backup of kept.length > 0 ? kept.toReversed() : [newBackup()]) openWindow(backup);
  isStarted = true;
  await openGiven(early);
};

/** Files that the system gave before there were windows. */
const early = [...filesIn(process.argv.slice(1), process.cwd())];
let isStarted = false;
const told = (reason: unknown): void => dialog.showErrorBox('Retrograd', String(reason));
const take = (files: readonly string[]): void => {
  if (isStarted) openGiven(files).catch(told);
  else early.push(...files);
};

if (app.requestSingleInstanceLock()) {
  app.enableSandbox();
  registerScheme();
  app.on('second-instance', (_event, argv, folder) => {
    const files = filesIn(argv.slice(1), folder);
    if (files.length > 0) take(files);
    else if (argv.includes(newWindowArgument) && isStarted) openWindow(newBackup());
    else bringForward(BrowserWindow.getAllWindows()[0]);
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    take([file]);
  });
  app.on('activate', () => {
    if (isStarted && BrowserWindow.getAllWindows().length === 0) openWindow(newBackup());
  });
  app.on('before-quit', willQuit);
  // What pages gave in their last moment is still on its way to the disk.
  let written = false;
  app.on('will-quit', (event) => {
    if (written) return;
    event.preventDefault();
    void backupsWritten().finally(() => {
      written = true;
      app.quit();
    });
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  start().catch((reason: unknown) => {
    told(reason);
    app.exit(1);
  });
} else {
  app.quit();
}
