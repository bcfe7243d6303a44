import { app, BrowserWindow, dialog, Menu, session } from 'electron';
import path from 'node:path';
import { serveHost } from './host.ts';
import { registerScheme, serveBundle } from './protocol.ts';
import { relayTrainers } from './relay.ts';
import { restrictSession } from './security.ts';
import { openWindow } from './window.ts';

/** The app's life: one instance, one window, and the services that its page may use. */
const start = async (): Promise<void> => {
  await app.whenReady();
  restrictSession(session.defaultSession);
  serveBundle(session.defaultSession, path.join(app.getAppPath(), 'out', 'renderer'));
  // The page gives its own menu as soon as it knows the language.
  Menu.setApplicationMenu(null);
  serveHost();
  relayTrainers();
  openWindow();
};

if (app.requestSingleInstanceLock()) {
  app.enableSandbox();
  registerScheme();
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('activate', () => {
    if (app.isReady() && BrowserWindow.getAllWindows().length === 0) openWindow();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  start().catch((reason: unknown) => {
    dialog.showErrorBox('Retrograd', String(reason));
    app.exit(1);
  });
} else {
  app.quit();
}
