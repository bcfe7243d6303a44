import { expect, test } from 'vitest';
import { chordOf, commandIds, commandOf, isLetterKey } from '#renderer/model/commands.ts';
import { commandForChord } from '#renderer/model/keys.ts';
import { keyInWords, splitChord } from '#renderer/ui/common/key-words.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}, code = '') =>
  chordOf({ key, code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

test.each([
  [press(' '), 'Space', 'lead'],
  [press('k'), 'k', 'play'],
  [press('ArrowRight'), 'ArrowRight', 'forward'],
  [press('ArrowLeft', { shiftKey: true }), 'Shift+ArrowLeft', 'backTen'],
  [press('ArrowRight', { ctrlKey: true }), 'Mod+ArrowRight', 'forwardEpoch'],
  [press('ArrowRight', { altKey: true }), 'Alt+ArrowRight', 'forwardEpoch'],
  [press('g', { ctrlKey: true }), 'Mod+G', 'goToStep'],
  [press('g', { metaKey: true }), 'Mod+G', 'goToStep'],
  [press('P', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+P', 'palette'],
  [press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+Z', 'redo'],
  [press('y', { ctrlKey: true }), 'Mod+Y', 'redo'],
  [press('i'), 'i', 'loopStart'],
  [press('X', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+X', 'clearLoop'],
  [press('m'), 'm', 'mark'],
  [press('ArrowLeft', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+ArrowLeft', 'previousMark'],
  [press('?', { shiftKey: true }), '?', 'keys'],
  [press('+', { shiftKey: true }), '+', 'zoomIn'],
  // Caps Lock writes capitals without Shift; a Russian and a Greek keyboard write their own letters.
  [press('K'), 'k', 'play'],
  [press('л', {}, 'KeyK'), 'k', 'play'],
  [press('Λ', { ctrlKey: true, shiftKey: true }, 'KeyP'), 'Mod+Shift+P', 'palette'],
  [press('я', { ctrlKey: true }, 'KeyZ'), 'Mod+Z', 'undo'],
  [press('k', { ctrlKey: true }), 'Mod+K', 'palette'],
  // An accent is a Latin letter of its own.
  [press('ñ', {}, 'Semicolon'), 'ñ', undefined],
  [press('x'), 'x', undefined],
  [press('K', { shiftKey: true }), 'K', undefined],
])('%s is written %s and means %s', (chord, written, command) => {
  expect(chord).toBe(written);
  expect(commandForChord(chord)).toBe(command);
});

test('no key means two commands', () => {
  const keys = commandIds.flatMap((id) => commandOf(id).keys);
  expect(new Set(keys).size).toBe(keys.length);
});

test('letters are told from keys with Mod and from named keys', () => {
  expect(['k', '?', '+', '0'].map(isLetterKey)).toEqual([true, true, true, true]);
  expect(['Space', 'Mod+K', 'Escape', 'Alt+ArrowRight'].map(isLetterKey)).toEqual([false, false, false, false]);
});

test('keys are named in words, the plus sign too', () => {
  const names = { Mod: 'Ctrl', Shift: 'Mayús', Space: 'Espacio' };
  expect(keyInWords('Mod+Shift+P', names)).toBe('Ctrl + Mayús + P');
  expect(keyInWords('Space', names)).toBe('Espacio');
  expect(splitChord('+')).toEqual(['+']);
  expect(splitChord('Mod++')).toEqual(['Mod', '+']);
  expect(keyInWords(undefined, names)).toBeUndefined();
});
