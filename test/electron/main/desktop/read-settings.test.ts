import { expect, test } from 'vitest';
import { readSettings, zoomAfter, zooms } from '#electron/main/desktop/read-settings.ts';

const usual = { zoom: 1, theme: 'system' };

test('what was chosen comes back', () => {
  const chosen = { folder: '/home/ana/redes', zoom: 1.25, theme: 'dark' };
  expect(readSettings(JSON.stringify(chosen))).toEqual(chosen);
});

test.each(['', 'null', '7', '[]', '{', '"x"', '{"zoom":"2"}', '{"zoom":1e9}', '{"zoom":0}', '{"theme":"pink"}', '{"theme":{}}'])(
  'nonsense counts as not chosen: %s',
  (text) => expect(readSettings(text)).toEqual(usual),
);

test.each(['redes', '../..', '', '/a\0b', 7, null])('a folder that is no place is forgotten: %s', (folder) => {
  expect(readSettings(JSON.stringify({ folder }))).toEqual(usual);
});

test('pages grow and shrink by known sizes, within both ends', () => {
  const up = zooms.map((_, n) => Array.from({ length: n }).reduce<number>((zoom) => zoomAfter(zoom, 'larger'), zooms[0]));
  expect(up).toEqual([...zooms]);
  expect(zoomAfter(2, 'larger')).toBe(2);
  expect(zoomAfter(0.5, 'smaller')).toBe(0.5);
  expect(zoomAfter(1.1, 'smaller')).toBe(1);
  expect(zoomAfter(1.75, 'usual')).toBe(1);
});
