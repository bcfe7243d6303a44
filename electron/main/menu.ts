import { Menu, type BrowserWindow } from 'electron';
import { channels } from '#core/protocol/bridge.ts';
import type { MenuGroup } from '#core/protocol/host.ts';
import { allPlaces, deskOf } from './desk.ts';
import { openGiven } from './given.ts';
import { templateOf } from './menu-template.ts';
import { placeOf, recentFiles } from './places.ts';

/** The menu bar as each page describes it, in the page's language. */

/** Where the system has one bar for the program, it shows that of the window in front. */
const bars = new WeakMap<BrowserWindow, Menu>();

export const showMenu = (window: BrowserWindow, groups: readonly MenuGroup[]): void => {
  deskOf(window).menu = groups;
  const isMac = process.platform === 'darwin';
  const menu = Menu.buildFromTemplate(
    templateOf(groups, isMac, {
      choose: (command) => window.webContents.send(channels.command, command),
      recent: recentFiles(),
      openRecent: (token) => {
        const file = placeOf(token);
        if (file !== undefined) void openGiven([file]);
      },
    }),
  );
  if (!isMac) return window.setMenu(menu);
  if (!bars.has(window)) window.on('focus', () => Menu.setApplicationMenu(bars.get(window)!));
  bars.set(window, menu);
  if (window.isFocused()) Menu.setApplicationMenu(menu);
};

/** The files that were open lately have changed. */
export const renewMenus = (): void => {
  for (const { window, menu } of allPlaces()) if (menu.length > 0) showMenu(window, menu);
};
