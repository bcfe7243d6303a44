import { screen, type BrowserWindow } from 'electron';
import { channels } from '#core/protocol/bridge.ts';

/** Says whether the window fills the screen, whoever made it: the page, a key of the system, a gesture. */
export const tellFullScreen = (window: BrowserWindow): void => window.webContents.send(channels.fullScreen, window.isFullScreen());

/** A window that enters full screen is resized on the way. Milliseconds. */
const rest = 200;

/** Under X11 a window that the system took out of full screen says that it still is, as was seen in Electron 22; its size tells. */
const isStale = (window: BrowserWindow): boolean => {
  if (window.isDestroyed() || !window.isFullScreen()) return false;
  const { width, height } = window.getBounds();
  const { bounds } = screen.getDisplayMatching(window.getBounds());
  return width < bounds.width || height < bounds.height;
};

export const followFullScreen = (window: BrowserWindow): void => {
  // Asked within the event it may still be what it was before: each says what it is.
  window.on('enter-full-screen', () => window.webContents.send(channels.fullScreen, true));
  window.on('leave-full-screen', () => window.webContents.send(channels.fullScreen, false));
  if (process.platform !== 'linux') return;
  window.on('resize', () => setTimeout(() => isStale(window) && window.setFullScreen(false), rest));
};
