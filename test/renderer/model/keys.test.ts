import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandIds, commandOf } from '#renderer/model/commands.ts';
import { asUsual, commandForChord, isFree, keysOf, withKey, withoutKeys } from '#renderer/model/keys.ts';
import { Preferences, type KeyChoices } from '#renderer/model/preferences.svelte.ts';

test('a chosen key stands in the place of the registry’s', () => {
  const chosen = withKey({}, 'play', 'p');
  expect([keysOf('play', chosen), commandForChord('p', chosen), commandForChord('k', chosen)]).toEqual([['p'], 'play', undefined]);
});

test('a key that another command had is taken from it, its other keys stay', () => {
  const chosen = withKey({}, 'play', 'Mod+Y');
  expect([keysOf('redo', chosen), keysOf('play', chosen)]).toEqual([['Mod+Shift+Z'], ['Mod+Y']]);
});

test('back to its own keys, as far as nobody has them now', () => {
  const moved = withKey(withKey({}, 'play', 'p'), 'mark', 'k');
  expect(keysOf('play', asUsual(moved, 'play'))).toEqual([]);
  expect(asUsual(withKey({}, 'play', 'p'), 'play')).toEqual({});
});

test('a command may have none', () => expect(keysOf('play', withoutKeys({}, 'play'))).toEqual([]));

test('whatever is chosen in whatever order, no key means two commands', () => {
  const chords = ['k', 'p', 'Mod+K', 'Mod+Y', 'F5', 'Alt+ArrowRight', 'Space'];
  const act = fc.tuple(fc.constantFrom(...commandIds.slice(0, 60)), fc.constantFrom('usual', 'none', ...chords));
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const chosen = acts.reduce<KeyChoices>(
        (keys, [id, chord]) =>
          chord === 'usual' ? asUsual(keys, id) : chord === 'none' ? withoutKeys(keys, id) : withKey(keys, id, chord),
        {},
      );
      const all = commandIds.flatMap((id) => keysOf(id, chosen));
      expect(new Set(all).size).toBe(all.length);
      for (const id of commandIds) for (const key of keysOf(id, chosen)) expect(commandForChord(key, chosen)).toBe(id);
      for (const id of commandIds) expect(chosen[id]).not.toEqual(commandOf(id).keys);
    }),
  );
});

test('keys that move the focus, write, or are the system’s cannot be chosen', () => {
  expect(['Tab', 'Shift+Tab', 'Enter', 'Backspace', 'Mod+C', 'Alt+F4', 'Mod+Q'].map(isFree)).toEqual(Array(7).fill(false));
  expect(['p', 'Mod+P', 'F7', 'Mod+Shift+C', 'Alt+Enter'].map(isFree)).toEqual(Array(5).fill(true));
});

test('what was chosen is kept; what is broken is not read', () => {
  const texts = new Map<string, string>();
  const store = {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
    removeItem: () => undefined,
  };
  const preferences = new Preferences(store, ['es-ES']);
  preferences.keys = withKey({}, 'play', 'p');
  preferences.save();
  expect(new Preferences(store, ['es-ES']).keys).toEqual({ play: ['p'] });
  for (const keys of [7, null, { play: 'p' }, { play: [''] }, { play: [7] }]) {
    texts.set('retrograd.preferences', JSON.stringify({ keys }));
    expect(new Preferences(store, ['es-ES']).keys).toEqual({});
  }
});
