import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { zoomRange } from '#core/view/place.ts';
import { clampView, fit, panBy, toStage, wholeView, zoomAt } from '#renderer/stage/view.ts';

const size = { width: 760, height: 480 };
const anyView = fc
  .record({
    x: fc.integer({ min: -9000, max: 900 }),
    y: fc.integer({ min: -9000, max: 900 }),
    zoom: fc.double({ min: 1, max: 12, noNaN: true }),
  })
  .map((view) => clampView(view, size));

describe('the view', () => {
  test('zooming holds the point under the pointer, unless the edge of the stage forbids it', () => {
    const inside = { x: -300, y: -200, zoom: 2 };
    const before = toStage(inside, 400, 250);
    const after = toStage(zoomAt(inside, size, 400, 250, 1.5), 400, 250);
    expect(after.x).toBeCloseTo(before.x, 9);
    expect(after.y).toBeCloseTo(before.y, 9);
  });

  test('the stage always covers the canvas', () => {
    fc.assert(
      fc.property(
        anyView,
        fc.integer({ min: -2000, max: 2000 }),
        fc.integer({ min: -2000, max: 2000 }),
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        (view, dx, dy, factor) => {
          for (const { x, y, zoom } of [panBy(view, size, dx, dy), zoomAt(view, size, 100, 50, factor)]) {
            expect(zoom).toBeGreaterThanOrEqual(zoomRange.min);
            expect(zoom).toBeLessThanOrEqual(zoomRange.max);
            expect(x).toBeLessThanOrEqual(0);
            expect(y).toBeLessThanOrEqual(0);
            expect(x + size.width * zoom).toBeGreaterThanOrEqual(size.width - 1e-6);
            expect(y + size.height * zoom).toBeGreaterThanOrEqual(size.height - 1e-6);
          }
        },
      ),
    );
  });

  test('zooming all the way out shows the whole stage', () => {
    expect(zoomAt({ x: -300, y: -100, zoom: 3 }, size, 10, 10, 0.01)).toEqual(wholeView);
  });

  test('fit brings an area into the middle, with its margin', () => {
    const view = fit({ x: 300, y: 200, width: 100, height: 40 }, size, 20);
    const corner = toStage(view, 0, 0);
    const end = toStage(view, size.width, size.height);
    expect(view.zoom).toBeCloseTo(7.2);
    expect((corner.x + end.x) / 2).toBeCloseTo(350);
    expect((corner.y + end.y) / 2).toBeCloseTo(220);
  });
});
