import { app, Menu } from 'electron';
import type { desktop } from '#core/words/work/desktop.ts';
import { jumpList } from './jump-list.ts';

/** What the system itself offers of the program: Windows' jump list, the menu of a Mac's dock. */

let said: string | undefined;

/** In the language of the page that spoke last. */
export const showShortcuts = (words: Pick<typeof desktop.es, 'newWindow'>, openWindow: () => void): void => {
  if (said === words.newWindow) return;
  said = words.newWindow;
  // Started from its sources, the program is Electron's own, which knows nothing of it.
  if (process.platform === 'win32' && app.isPackaged) app.setJumpList(jumpList(words, process.execPath));
  if (process.platform === 'darwin') app.dock?.setMenu(Menu.buildFromTemplate([{ label: words.newWindow, click: openWindow }]));
};
