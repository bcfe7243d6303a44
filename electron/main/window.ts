import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { saveWholeNow } from '#core/disk/save-whole.ts';
import { stop } from './relay.ts';
import { confine, pageUrl } from './security.ts';
import { clamp, least, readState, type WindowState } from './window-state.ts';

/** The one place that makes windows: each is sandboxed, isolated and without Node. */
export const openWindow = (): BrowserWindow => {
  const kept = keptState();
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
  const window = new BrowserWindow({
    ...clamp(kept?.bounds, areas),
    minWidth: least.width,
    minHeight: least.height,
    show: false,
    title: 'Retrograd',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1d21' : '#f7f7f7',
    webPreferences: {
      preload: path.join(app.getAppPath(), 'out', 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  const page = window.webContents;
  confine(page);
  page.on('destroyed', () => stop(page));
  reviveAfterCrashes(window);
  window.once('ready-to-show', () => {
    if (kept?.maximized) window.maximize();
    window.show();
  });
  window.on('close', () => keepState({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }));
  // A window that is closed or loaded again while it loads rejects; what else fails is shown in it.
  window.loadURL(pageUrl).catch(() => undefined);
  return window;
};

const crashes = { most: 3, within: 60_000 };

/** A page that crashed is loaded again, unless it keeps crashing. */
const reviveAfterCrashes = (window: BrowserWindow): void => {
  let times: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    stop(window.webContents);
    if (reason === 'clean-exit') return;
    const now = Date.now();
    times = [...times.filter((time) => now - time < crashes.within), now];
    if (times.length <= crashes.most) window.webContents.reload();
  });
};

const stateFile = (): string => path.join(app.getPath('userData'), 'window.json');

const keptState = (): WindowState | undefined => {
  try {
    return readState(readFileSync(stateFile(), 'utf8'));
  } catch {
    return undefined;
  }
};

/** At once: the app may end right after its last window has closed. */
const keepState = (state: WindowState): void => {
  // Where it fails there is nothing to tell anyone: the window then opens in its usual place.
  saveWholeNow({ file: stateFile() }, new TextEncoder().encode(JSON.stringify(state)));
};
