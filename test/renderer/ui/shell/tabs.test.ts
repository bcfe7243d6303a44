import { expect, test } from 'vitest';
import { tabsFor } from '#renderer/ui/shell/tabs.ts';

const pins = ['plane', 'loss', 'scores', 'health'];
const name = (id: string): string => id.padEnd(6, ' ');
const tabs = (shown: string, room: number): string[] => tabsFor(pins, shown, name, room);

test('all pins where there is room, fewer where there is less', () => {
  expect(tabs('plane', 99)).toEqual(pins);
  expect(tabs('plane', 7)).toEqual(['plane', 'loss']);
});

test('what is on show always has a tab', () => {
  expect(tabs('health', 7)).toEqual(['plane', 'health']);
  expect(tabs('health', 0)).toEqual(['health']);
  expect(tabs('matrix', 99)).toEqual([...pins, 'matrix']);
  expect(tabs('matrix', 7)).toEqual(['plane', 'matrix']);
});
