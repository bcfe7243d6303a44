import type { BrowserWindow } from 'electron';
import { channels } from '#core/protocol/bridge.ts';

/** Says whether the window fills the screen, whoever made it: the page, a key of the system, a gesture. */
export const tellFullScreen = (window: BrowserWindow): void => window.webContents.send(channels.fullScreen, window.isFullScreen());

export const followFullScreen = (window: BrowserWindow): void => {
  // Asked within the event it may still be what it was before: each says what it is.
  window.on('enter-full-screen', () => window.webContents.send(channels.fullScreen, true));
  window.on('leave-full-screen', () => window.webContents.send(channels.fullScreen, false));
};
