import type { MenuItemConstructorOptions } from 'electron';
import type { MenuGroup, MenuItem, RecentFile } from '#core/protocol/host.ts';

/** What the menu bar leads to. */
export interface Choices {
  choose(command: string): void;
  readonly recent: readonly RecentFile[];
  openRecent(token: string): void;
}

/** Keys that a menu can name; of a letter such as Ñ Electron would only complain. */
const shown =
  /^((CommandOrControl|Control|Ctrl|Alt|Shift)\+)*([!-~]|F\d{1,2}|Plus|Space|Tab|Backspace|Delete|Insert|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape)$/;

/** `Mod+ArrowLeft` of the command registry in Electron's words; undefined where it has none for it. */
export const acceleratorOf = (keys: string): string | undefined => {
  const words = keys
    .replace(/\+\+$|^\+$/, (plus) => (plus === '+' ? 'Plus' : '+Plus'))
    .split('+')
    .map((key) => (key === 'Mod' ? 'CommandOrControl' : key.replace(/^Arrow(?=Left|Right|Up|Down)/, '')))
    .join('+');
  return shown.test(words) ? words : undefined;
};

/** An ampersand marks the letter that opens an entry; two are one that is shown. */
const plain = (label: string): string => label.replaceAll('&', '&&');

const itemTemplate = (item: MenuItem, to: Choices): MenuItemConstructorOptions => {
  if ('separator' in item) return { type: 'separator' };
  if ('role' in item) return { role: item.role, label: item.label };
  if ('recent' in item) {
    const submenu = to.recent.map(({ name, token }) => ({ label: plain(name), click: () => to.openRecent(token) }));
    return { label: item.label, enabled: submenu.length > 0, submenu };
  }
  const { command, label, enabled, checked } = item;
  const accelerator = item.accelerator === undefined ? undefined : acceleratorOf(item.accelerator);
  return {
    id: command,
    label,
    enabled,
    click: () => to.choose(command),
    // The page hears the keys itself, in the same registry: the menu shows them only.
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
    ...(checked === undefined ? {} : { type: 'checkbox', checked }),
  };
};

/** What entries are told apart by. */
const nameOf = (item: MenuItem): string | undefined =>
  'command' in item ? item.command : 'role' in item ? `role ${item.role}` : undefined;

/** Entries that only a Mac has. */
const onlyMac: ReadonlySet<string | undefined> = new Set([
  'role services',
  'role hide',
  'role hideOthers',
  'role unhide',
  'role front',
  'role zoom',
]);

/** Separators stand between entries, never at an end or side by side. */
const tidy = (items: readonly MenuItem[]): readonly MenuItem[] =>
  items.filter(
    (item, index) =>
      !('separator' in item) ||
      (index > 0 && items.slice(index + 1).some((later) => !('separator' in later)) && !('separator' in items[index - 1]!)),
  );

/** The letter that opens each menu with Alt: the first of its label that no menu before has taken. */
export const withMnemonics = (labels: readonly string[]): readonly string[] => {
  const taken = new Set<string>();
  return labels.map((label) => {
    const at = [...label].findIndex((letter) => /\p{L}/u.test(letter) && !taken.has(letter.toLowerCase()));
    if (at < 0) return plain(label);
    taken.add(label[at]!.toLowerCase());
    return `${plain(label.slice(0, at))}&${plain(label.slice(at))}`;
  });
};

/** The menu bar as the system has them: a Mac's begins with the program's own menu, what stands there stands nowhere else. */
export const templateOf = (groups: readonly MenuGroup[], isMac: boolean, to: Choices): MenuItemConstructorOptions[] => {
  const own = new Set(isMac ? groups.find(({ role }) => role === 'app')?.items.map(nameOf) : []);
  own.delete(undefined);
  const shown = groups.filter(({ role }) => isMac || role !== 'app');
  const labels = isMac ? shown.map(({ label }) => plain(label)) : withMnemonics(shown.map(({ label }) => label));
  return shown.map(({ role, items }, index) => {
    const kept = items.filter((item) => role === 'app' || !(own.has(nameOf(item)) || (!isMac && onlyMac.has(nameOf(item)))));
    return {
      label: labels[index]!,
      // By their roles a Mac lists windows and searches entries.
      ...(isMac && (role === 'window' || role === 'help') && { role }),
      submenu: tidy(kept).map((item) => itemTemplate(item, to)),
    };
  });
};
