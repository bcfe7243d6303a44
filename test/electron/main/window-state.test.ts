import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clamp, readState, type Rectangle, shiftOf } from '#electron/main/window-state.ts';

const main: Rectangle = { x: 0, y: 25, width: 1440, height: 875 };
const second: Rectangle = { x: 1440, y: 0, width: 1920, height: 1080 };

test('a window that fits stays where it was, on either display', () => {
  for (const bounds of [
    { x: 100, y: 100, width: 900, height: 600 },
    { x: 1600, y: 50, width: 1200, height: 900 },
  ]) {
    expect(clamp(bounds, [main, second])).toEqual(bounds);
  }
});

test('a window of a display that is gone comes to the middle of the main one', () => {
  expect(clamp({ x: 1600, y: 50, width: 1000, height: 600 }, [main])).toEqual({ x: 220, y: 162, width: 1000, height: 600 });
});

test('wherever it was, the window is whole on one of the displays', () => {
  const number = fc.integer({ min: -5_000, max: 5_000 });
  const size = fc.integer({ min: 1, max: 5_000 });
  fc.assert(
    fc.property(fc.record({ x: number, y: number, width: size, height: size }), (bounds) => {
      const { x, y, width, height } = clamp(bounds, [main, second]);
      const inside = (area: Rectangle) =>
        x >= area.x && y >= area.y && x + width <= area.x + area.width && y + height <= area.y + area.height;
      expect([main, second].some(inside)).toBe(true);
    }),
  );
});

test('a broken file counts as none', () => {
  for (const text of ['', '{', 'null', '[]', '{"bounds":{"x":1}}', '{"bounds":{"x":0.5,"y":0,"width":1,"height":1}}']) {
    expect(readState(text)).toBeUndefined();
  }
  const bounds = { x: 1, y: 2, width: 3, height: 4 };
  expect(readState(JSON.stringify({ bounds, maximized: true }))).toEqual({ bounds, maximized: true });
});

test('the frame that a system adds is taken off again; what moved it otherwise is none', () => {
  const asked = { x: 280, y: 110, width: 1360, height: 860 };
  expect(shiftOf(asked, { ...asked, x: 281, y: 130 })).toEqual({ x: 1, y: 20 });
  for (const [x, y] of [[280, 109], [500, 130], [281, 300]]) expect(shiftOf(asked, { ...asked, x: x!, y: y! })).toEqual({ x: 0, y: 0 }); // prettier-ignore
});
