import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Phase } from '#core/contract/position.ts';
import { positionAt, timeOf } from '#renderer/picture/time/position.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { anyShape, shapeOf } from './shapes.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('a moment without seconds', () => {
  test('every part of every network is found again, to the bit at its end', () => {
    fc.assert(
      fc.property(anyShape(6), (shape) => {
        const timeline = stepTimeline(shape);
        for (let index = 0; index < timeline.count; index++) {
          const t = timeline.restAt(index);
          expect(timeOf(timeline, positionAt(timeline, 3, t))).toBe(t);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('within a part it is found again within a billionth of the part, and told alike ever after', () => {
    fc.assert(
      fc.property(anyShape(), share, (shape, at) => {
        const timeline = stepTimeline(shape);
        const t = at * timeline.duration;
        const position = positionAt(timeline, 7, t);
        const again = timeOf(timeline, position);
        expect(Math.abs(again - t)).toBeLessThan(1e-8);
        expect(positionAt(timeline, 7, again)).toEqual(position);
      }),
    );
  });

  test('the same position is another time in another network', () => {
    const [small, large] = [stepTimeline(shapeOf(2, 3, 1)), stepTimeline(shapeOf(2, 3, 9, 9, 1))];
    const position = { step: 0, phase: 'backward', layer: 1, unit: 2, part: 0, through: 0.5 } as const;
    expect(positionAt(large, 0, timeOf(large, position))).toEqual(position);
    expect(timeOf(large, position)).not.toBe(timeOf(small, position));
  });

  test('a position that a network does not have is the nearest that it has', () => {
    const timeline = stepTimeline(shapeOf(2, 3, 1));
    const nearest = (phase: Phase, layer: number, unit: number, part: number) =>
      positionAt(timeline, 0, timeOf(timeline, { phase, layer, unit, part, through: 1 }));
    expect(nearest('loss', 0, 0, 0)).toMatchObject({ phase: 'loss', layer: 2, unit: 0, part: 0 });
    expect(nearest('loss', 0, 5, 9)).toMatchObject({ phase: 'loss', layer: 2, unit: 0, part: 1 });
    expect(nearest('forward', 9, 9, 99)).toMatchObject({ phase: 'forward', layer: 2, unit: 0, part: 5 });
    expect(nearest('batch', 4, 9, 9)).toMatchObject({ phase: 'batch', layer: 0, unit: 1, part: 0 });
  });
});
