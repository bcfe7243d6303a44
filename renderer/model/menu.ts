import type { MenuGroup, MenuItem, MenuRole } from '#core/protocol/host.ts';
import type { App } from './app.svelte.ts';
import { commandIds, commandOf, isEnabled, isFunctionKey, isTextKey, labelOf, type Command, type CommandId } from './commands.ts';

/** The menu bar as data, in the chosen language, read from the commands: one group of commands is one menu. */
export const menuOf = (app: App): MenuGroup[] => {
  const { words } = app.preferences;
  const items = (group: Command['group']): MenuItem[] =>
    commandIds.filter((id) => commandOf(id).group === group).map((id) => itemOf(id, app));
  const { menu } = words.shell;
  /** The system's own entries, in the app's language rather than the system's. */
  const roles = (names: readonly MenuRole[]): MenuItem[] => names.map((role) => ({ role, label: menu.roles[role] }));
  return [
    { label: menu.run, items: [...items('run'), ...roles(['quit'])] },
    { label: menu.edit, role: 'edit', items: roles(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll']) },
    { label: menu.time, items: items('time') },
    { label: menu.view, items: [...items('view'), ...items('present')] },
    { label: menu.window, role: 'window', items: roles(['minimize', 'close']) },
    { label: menu.help, items: items('help') },
  ];
};

const itemOf = (id: CommandId, app: App): MenuItem => {
  const accelerator = acceleratorOf(commandOf(id).keys);
  return { command: id, label: labelOf(id, app.preferences.words), enabled: isEnabled(id, app), ...(accelerator ? { accelerator } : {}) };
};

/** Only keys that no control uses may be taken by a menu bar: those with Mod, and function keys. Undo and redo stay with text fields too. */
const acceleratorOf = (keys: readonly string[]): string | undefined =>
  keys.find((key) => isFunctionKey(key) || (key.startsWith('Mod+') && !isTextKey(key) && !key.includes('Arrow')));
