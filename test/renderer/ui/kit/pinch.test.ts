import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pinched, toStage, type View } from '#renderer/stage/view.ts';
import { pinchOf, type Point } from '#renderer/ui/kit/pinch.ts';

test('fingers that part about a place zoom about it; that go together they pan; one that stays is a hinge', () => {
  const [a, b] = [
    { x: 100, y: 100 },
    { x: 140, y: 130 },
  ];
  const both = (by: Point, factor = 1): [Point, Point] => [
    { x: 120 + by.x - 20 * factor, y: 115 + by.y - 15 * factor },
    { x: 120 + by.x + 20 * factor, y: 115 + by.y + 15 * factor },
  ];
  expect(pinchOf([a, b], both({ x: 0, y: 0 }, 3))).toEqual({ at: { x: 120, y: 115 }, by: { x: 0, y: 0 }, factor: 3 });
  expect(pinchOf([a, b], both({ x: 7, y: -9 }))).toEqual({ at: { x: 120, y: 115 }, by: { x: 7, y: -9 }, factor: 1 });
  expect(pinchOf([a, b], [a, { x: 180, y: 160 }])).toEqual({ at: { x: 120, y: 115 }, by: { x: 20, y: 15 }, factor: 2 });
});

test('what lies under fingers that do not turn stays under them, inside the stage', () => {
  const size = { width: 390, height: 560 };
  const view: View = { x: -400, y: -600, zoom: 3 };
  const place = fc.record({ x: fc.integer({ min: 120, max: 160 }), y: fc.integer({ min: 200, max: 240 }) });
  const change = fc.record({
    by: fc.record({ x: fc.integer({ min: -30, max: 30 }), y: fc.integer({ min: -30, max: 30 }) }),
    factor: fc.double({ min: 0.9, max: 2, noNaN: true }),
  });
  fc.assert(
    fc.property(place, fc.integer({ min: 20, max: 60 }), change, (first, apart, { by, factor }) => {
      const before = [first, { x: first.x + apart, y: first.y + apart }] as const;
      const middle = { x: first.x + apart / 2, y: first.y + apart / 2 };
      const moved = ({ x, y }: Point): Point => ({
        x: middle.x + by.x + (x - middle.x) * factor,
        y: middle.y + by.y + (y - middle.y) * factor,
      });
      const after = [moved(before[0]), moved(before[1])] as const;
      const next = pinched(view, size, pinchOf(before, after));
      before.forEach((finger, i) => {
        const [held, there] = [toStage(view, finger.x, finger.y), toStage(next, after[i]!.x, after[i]!.y)];
        expect(there.x).toBeCloseTo(held.x, 6);
        expect(there.y).toBeCloseTo(held.y, 6);
      });
    }),
  );
});

test('fingers that all but touch have a factor', () => {
  const one = { x: 5, y: 5 };
  expect(pinchOf([one, one], [one, { x: 9, y: 5 }]).factor).toBe(4);
});
