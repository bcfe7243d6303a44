import { groupRoles, type MenuGroup, type MenuItem, type MenuRole } from '#core/protocol/host.ts';
import type { Words } from '#core/words/catalogue.ts';
import type { App } from './app.svelte.ts';
import { isEnabled, isFunctionKey, isTextKey, labelOf, type CommandId } from './commands.ts';
import { keysOf } from './keys.ts';

type MenuName = Exclude<keyof Words['shell']['menu'], 'roles' | 'recent'> | 'app';

/** What the system does by itself, or knows. */
type Own = `role ${MenuRole}` | 'recent';

/** Menus from the left, each in parts that a line separates. Only a Mac has the first, and what stands there then stands nowhere else. */
const menus: Readonly<Record<MenuName, readonly (readonly (CommandId | Own)[])[]>> = {
  app: [['about'], ['preferences'], ['role services'], ['role hide', 'role hideOthers', 'role unhide'], ['role quit']],
  file: [
    ['newDocument', 'newWindow'],
    ['open', 'recent', 'openRecent', 'openCourse'],
    ['save', 'saveAs', 'saveRun', 'revert'],
    ['share', 'export'],
    ['startAfresh', 'bringBack'],
    ['role close', 'role quit'],
  ],
  edit: [['role undo', 'role redo'], ['role cut', 'role copy', 'role paste', 'role selectAll'], ['undo', 'redo'], ['preferences']],
  run: [['ownNetwork'], ['train', 'restart', 'compareRuns'], ['practise', 'recordLesson', 'addScene']],
  time: [
    ['lead', 'play', 'playBack', 'playForward'],
    ['readingPace', 'phasePauses'],
    ['forward', 'back', 'forwardTen', 'backTen', 'forwardEpoch', 'backEpoch'],
    ['coarser', 'finer'],
    ['home', 'end', 'goToStep'],
    ['timeCloser', 'timeFurther'],
    ['loopStart', 'loopEnd', 'clearLoop'],
    ['mark', 'nextMark', 'previousMark'],
  ],
  view: [
    ['zoomIn', 'zoomOut', 'zoomWhole'],
    ['unitSurfaces', 'thumbnails', 'release'],
    ['editorPanel', 'detailPanel', 'trainingTrack', 'bottomPanel', 'formulas', 'firstView', 'largeView', 'resetLayout'],
    ['theme', 'language'],
    ['pageLarger', 'pageSmaller', 'pageUsual', 'fullScreen'],
  ],
  present: [['present'], ['nextPoint', 'previousPoint'], ['largeFormula', 'besideView', 'nextView'], ['black', 'white']],
  window: [['role minimize', 'role zoom'], ['role front']],
  help: [['learn', 'welcome'], ['keys', 'palette', 'glossary'], ['openLogs'], ['about']],
};

/** The menu bar as data, in the chosen language, read from the commands. */
export const menuOf = (app: App): MenuGroup[] => {
  const { menu } = app.preferences.words.shell;
  const itemFor = (entry: CommandId | Own): MenuItem => {
    if (entry === 'recent') return { recent: true, label: menu.recent };
    if (!isRole(entry)) return itemOf(entry, app);
    const role = entry.slice('role '.length) as MenuRole;
    return { role, label: menu.roles[role] };
  };
  return (Object.keys(menus) as MenuName[]).map((name): MenuGroup => {
    const role = groupRoles.find((one) => one === name);
    return {
      label: name === 'app' ? 'Retrograd' : menu[name],
      ...(role && { role }),
      items: menus[name].flatMap((part, index) => [...(index > 0 ? [{ separator: true } as const] : []), ...part.map(itemFor)]),
    };
  });
};

const isRole = (entry: string): entry is `role ${MenuRole}` => entry.startsWith('role ');

const itemOf = (id: CommandId, app: App): MenuItem => {
  const accelerator = acceleratorOf(keysOf(id, app.preferences.keys));
  return { command: id, label: labelOf(id, app.preferences.words), enabled: isEnabled(id, app), ...(accelerator ? { accelerator } : {}) };
};

/** Only keys that no control uses may be taken by a menu bar: those with Mod, and function keys. Undo and redo stay with text fields too. */
const acceleratorOf = (keys: readonly string[]): string | undefined =>
  keys.find((key) => isFunctionKey(key) || (key.startsWith('Mod+') && !isTextKey(key) && !key.includes('Arrow')));
