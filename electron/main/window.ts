import { app, BrowserWindow, screen } from 'electron';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { saveWholeNow } from '#core/disk/save-whole.ts';
import { channels } from '#core/protocol/bridge.ts';
import { offerEditing } from './desktop/edit-menu.ts';
import { followFullScreen } from './desktop/full-screen.ts';
import { groundColour, keepZoom } from './desktop/look.ts';
import { followPlace } from './desktop/placing.ts';
import { allPlaces, enter, type Place } from './desk.ts';
import { giveUp } from './growing.ts';
import { stop } from './relay.ts';
import { confine, pageUrl } from './security.ts';
import { tellHung, watch } from './watch.ts';
import { clamp, least, readState, type Rectangle, type WindowState } from './window-state.ts';

/** How far windows stand from each other, in pixels. */
const offset = 28;

/** The one place that makes windows: each is sandboxed, isolated and without Node, and has a backup of its own. */
export const openWindow = (backup: string): Place => {
  const kept = keptState();
  const others = allPlaces().length;
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
  const bounds = clamp(beside(kept?.bounds, others), areas);
  const maximized = kept?.maximized === true && others === 0;
  const window = new BrowserWindow({
    ...bounds,
    minWidth: least.width,
    minHeight: least.height,
    show: false,
    title: 'Retrograd',
    // Elsewhere the program's file has it.
    ...(process.platform === 'linux' && { icon: path.join(app.getAppPath(), 'out', 'renderer', 'icon-512.png') }),
    backgroundColor: groundColour(),
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
      // A Mac spells by itself; elsewhere Chromium would fetch dictionaries.
      spellcheck: process.platform === 'darwin',
    },
  });
  const page = window.webContents;
  confine(page);
  page.on('destroyed', () => stop(page));
  // What a page was writing ends with it, however that was.
  for (const event of ['destroyed', 'render-process-gone', 'did-finish-load'] as const) page.on(event as 'destroyed', () => giveUp(window));
  const place = enter(window, backup, () => askToClose(place));
  watch(place);
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  followFullScreen(window);
  keepZoom(window);
  offerEditing(window);
  const stateOf = followPlace(window, bounds, maximized);
  window.on('close', () => keepState(stateOf()));
  // A window that is closed or loaded again while it loads rejects; what else fails is shown in it.
  window.loadURL(pageUrl).catch(() => undefined);
  return place;
};

const beside = (bounds: Rectangle | undefined, others: number): Rectangle | undefined =>
  bounds && { ...bounds, x: bounds.x + others * offset, y: bounds.y + others * offset };

/** How long a page may take to hear that its window is to close, in milliseconds. */
const patience = 2500;

/** The page asks what becomes of its work; one that does not even hear of it hangs. */
const askToClose = (place: Place): void => {
  place.hears = false;
  place.window.webContents.send(channels.closing);
  setTimeout(() => {
    if (!place.hears && !place.window.isDestroyed()) void tellHung(place);
  }, patience);
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
