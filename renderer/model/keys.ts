import { commandIds, commandOf, type CommandId } from './commands.ts';
import type { KeyChoices } from './preferences.svelte.ts';

/** The keys of commands, those of the registry or what the person chose instead: keyboard, menus, tooltips and the sheet of keys ask here. */

export const keysOf = (id: CommandId, chosen: KeyChoices): readonly string[] => chosen[id] ?? commandOf(id).keys;

export const commandForChord = (chord: string, chosen: KeyChoices = {}): CommandId | undefined =>
  commandIds.find((id) => chosen[id]?.includes(chord)) ?? commandIds.find((id) => keysOf(id, chosen).includes(chord));

export const isChosen = (id: CommandId, chosen: KeyChoices): boolean => chosen[id] !== undefined;

/** What cannot mean a command: keys that move the focus, end a dialog or write, and those that systems keep for themselves. */
export const isFree = (chord: string): boolean =>
  !/^(?:(?:Shift\+)?Tab|Enter|Backspace|Delete|Dead|Alt\+F4|Mod\+[CVXAWQ]|Mod\+Alt\+Delete)$/.test(chord);

/** Chooses one key for a command in the place of its others. Whatever command had it is left without; back at its own keys a command counts as not chosen. */
export const withKey = (chosen: KeyChoices, id: CommandId, chord: string): KeyChoices => {
  const holder = commandForChord(chord, chosen);
  if (holder === id) return chosen;
  const left =
    holder === undefined
      ? chosen
      : withKeys(
          chosen,
          holder,
          keysOf(holder, chosen).filter((key) => key !== chord),
        );
  return withKeys(left, id, [chord]);
};

export const withoutKeys = (chosen: KeyChoices, id: CommandId): KeyChoices => withKeys(chosen, id, []);

/** Back to the registry's keys, less those that were given to other commands meanwhile. */
export const asUsual = (chosen: KeyChoices, id: CommandId): KeyChoices => {
  const others = { ...chosen, [id]: [] };
  return withKeys(
    chosen,
    id,
    commandOf(id).keys.filter((key) => commandForChord(key, others) === undefined),
  );
};

const withKeys = (chosen: KeyChoices, id: CommandId, keys: readonly string[]): KeyChoices => {
  const { [id]: _before, ...rest } = chosen;
  return keys.join(' ') === commandOf(id).keys.join(' ') ? rest : { ...rest, [id]: keys };
};
