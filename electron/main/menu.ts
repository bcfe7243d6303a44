import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import type { MenuGroup, MenuItem } from '#core/protocol/host.ts';

/** The application menu as the page describes it, in the page's language; the system adds what belongs to it alone. */

const itemTemplate =
  (choose: (command: string) => void) =>
  (item: MenuItem): MenuItemConstructorOptions => {
    if ('separator' in item) return { type: 'separator' };
    if ('role' in item) return { role: item.role, label: item.label };
    const { command, label, accelerator, enabled, checked } = item;
    return {
      id: command,
      label,
      enabled,
      click: () => choose(command),
      // The page hears the keys itself, in the same registry: the menu shows them only.
      ...(accelerator === undefined ? {} : { accelerator: acceleratorOf(accelerator), registerAccelerator: false }),
      ...(checked === undefined ? {} : { type: 'checkbox', checked }),
    };
  };

/** On a Mac the application's own menu has the entry to quit. */
const isShown = (item: MenuItem): boolean => process.platform !== 'darwin' || !('role' in item) || item.role !== 'quit';

/** `Mod+ArrowLeft` of the command registry in Electron's words. */
export const acceleratorOf = (keys: string): string =>
  keys
    .replace(/\+\+$|^\+$/, (plus) => (plus === '+' ? 'Plus' : '+Plus'))
    .split('+')
    .map((key) => (key === 'Mod' ? 'CommandOrControl' : key.replace(/^Arrow(?=Left|Right|Up|Down)/, '')))
    .join('+');

/** What the system does by itself, in its own language, each under the system's own keys. */
const ownItems: Readonly<Record<NonNullable<MenuGroup['role']>, readonly MenuItemConstructorOptions[]>> = {
  edit: [
    { role: 'undo' },
    { role: 'redo' },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ],
  window: [{ role: 'minimize' }, { role: 'zoom' }, { type: 'separator' }, { role: 'close' }],
};

/** The menu of each window: where the system has one bar for the program, it shows that of the window in front. */
const menus = new WeakMap<BrowserWindow, Menu>();

export const showMenu = (window: BrowserWindow, groups: readonly MenuGroup[], choose: (command: string) => void): void => {
  const template: MenuItemConstructorOptions[] = groups.map(({ label, role, items }) => ({
    label,
    submenu: [...items.filter(isShown).map(itemTemplate(choose)), ...(role && !items.some((item) => 'role' in item) ? ownItems[role] : [])],
  }));
  if (process.platform !== 'darwin') return window.setMenu(Menu.buildFromTemplate(template));
  const menu = Menu.buildFromTemplate([{ role: 'appMenu' }, ...template]);
  if (!menus.has(window)) window.on('focus', () => Menu.setApplicationMenu(menus.get(window)!));
  menus.set(window, menu);
  if (window.isFocused()) Menu.setApplicationMenu(menu);
};
