import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import type { MenuItem, MenuRole } from '#core/protocol/host.ts';

/** The menu that a text has: what its window's menu bar says of editing, as far as it can be done here. */

type Context = Pick<ContextMenuParams, 'isEditable' | 'editFlags' | 'selectionText' | 'misspelledWord' | 'dictionarySuggestions'>;

const can = ({ isEditable, editFlags }: Context, role: MenuRole): boolean | undefined => {
  switch (role) {
    case 'copy':
      return editFlags.canCopy;
    case 'undo':
      return isEditable ? editFlags.canUndo : undefined;
    case 'redo':
      return isEditable ? editFlags.canRedo : undefined;
    case 'cut':
      return isEditable ? editFlags.canCut : undefined;
    case 'paste':
      return isEditable ? editFlags.canPaste : undefined;
    case 'selectAll':
      return isEditable ? editFlags.canSelectAll : undefined;
    default:
      return undefined;
  }
};

/** Empty where there is nothing to edit and nothing chosen. `items` are those of the menu of editing, `correct` puts a word in the place of a misspelt one. */
export const editTemplate = (
  context: Context,
  items: readonly MenuItem[],
  correct: (word: string) => void,
): MenuItemConstructorOptions[] => {
  if (!context.isEditable && context.selectionText.trim() === '') return [];
  const spelling =
    context.misspelledWord === '' ? [] : context.dictionarySuggestions.map((word) => ({ label: word, click: () => correct(word) }));
  const editing = items.flatMap((item): MenuItemConstructorOptions[] => {
    if (!('role' in item)) return [];
    const enabled = can(context, item.role);
    return enabled === undefined ? [] : [{ role: item.role, label: item.label, enabled }];
  });
  return [...spelling, ...(spelling.length > 0 ? [{ type: 'separator' } as const] : []), ...editing];
};
