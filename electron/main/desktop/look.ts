import { BrowserWindow, nativeTheme } from 'electron';
import type { HostTheme, ZoomStep } from '#core/protocol/host.ts';
import { zoomAfter } from './read-settings.ts';
import { keepSettings, settings } from './settings.ts';

/** How windows look around and before their page: theme of bars and dialogs, ground, size of what is drawn. */

export const groundColour = (): string => (nativeTheme.shouldUseDarkColors ? '#1b1d21' : '#f7f7f7');

/** As it was left, before there is a window. */
export const restoreTheme = (): void => void (nativeTheme.themeSource = settings().theme);

export const setTheme = (theme: HostTheme): void => {
  if (theme === settings().theme && theme === nativeTheme.themeSource) return;
  nativeTheme.themeSource = theme;
  keepSettings({ theme });
  for (const window of BrowserWindow.getAllWindows()) window.setBackgroundColor(groundColour());
};

export const zoomPages = (by: ZoomStep): void => {
  const zoom = zoomAfter(settings().zoom, by);
  keepSettings({ zoom });
  for (const { webContents } of BrowserWindow.getAllWindows()) webContents.setZoomFactor(zoom);
};

/** Chromium forgets the size where a page is loaded anew. */
export const keepZoom = ({ webContents }: BrowserWindow): void =>
  void webContents.on('did-finish-load', () => webContents.setZoomFactor(settings().zoom));
