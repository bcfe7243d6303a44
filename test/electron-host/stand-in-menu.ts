import type { MenuItemConstructorOptions } from 'electron';

/** What Electron takes as a menu, in the words of its documentation; whatever else would throw there, or not be shown, throws here. */

/** docs/api/accelerator.md, "Available modifiers"; of the Mac's own names none may stand for the others. */
const modifiers: ReadonlySet<string> = new Set(['CommandOrControl', 'CmdOrCtrl', 'Control', 'Ctrl', 'Alt', 'AltGr', 'Shift', 'Super']);
/** docs/api/accelerator.md, "Available key codes": `0` to `9`, `A` to `Z`, punctuation, and these. */
const named =
  /^(F([1-9]|1\d|2[0-4])|Plus|Space|Tab|Backspace|Delete|Insert|Return|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape|Esc)$/;
const isKey = (key: string): boolean => /^[!-~]$/.test(key) || named.test(key);

const checkAccelerator = (accelerator: unknown): void => {
  const parts = typeof accelerator === 'string' ? accelerator.split('+') : [];
  const key = parts.pop() ?? '';
  if (!isKey(key) || !parts.every((part) => modifiers.has(part))) throw new TypeError(`Invalid accelerator: ${String(accelerator)}`);
};

const types: ReadonlySet<unknown> = new Set(['normal', 'separator', 'submenu', 'checkbox', 'radio', 'header', 'palette']);

const checkItem = (item: MenuItemConstructorOptions): void => {
  const { type, label, role, submenu, accelerator, checked, click } = item;
  // docs/api/menu-item.md: "type" is one of these; "submenu" must be given for submenus; "checked" is for checkboxes and radios only.
  if (type !== undefined && !types.has(type)) throw new Error(`Unknown menu item type: ${String(type)}`);
  if (type === 'submenu' && submenu === undefined) throw new Error('Invalid submenu');
  if (checked !== undefined && type !== 'checkbox' && type !== 'radio')
    throw new Error(`${String(label)} can be checked, and is no checkbox`);
  if (label !== undefined && typeof label !== 'string') throw new TypeError('Error processing argument at index 2, conversion failure');
  // docs/api/menu-item.md, Roles: "when specifying a role on macOS, label and accelerator are the only options that will affect the item".
  if (role !== undefined && click !== undefined) throw new Error(`${role} is carried out by Electron, and has a click of its own`);
  if (accelerator !== undefined) checkAccelerator(accelerator);
  if (Array.isArray(submenu)) checkedTemplate(submenu);
};

/** docs/api/menu.md, `Menu.buildFromTemplate`: an array of the options of menu items. */
export const checkedTemplate = (template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] => {
  if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array');
  for (const item of template as unknown[]) {
    const fields = item as MenuItemConstructorOptions | null;
    const named = typeof fields === 'object' && fields !== null && ('label' in fields || 'role' in fields || fields.type === 'separator');
    if (!named) throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
    checkItem(fields);
  }
  return template;
};
