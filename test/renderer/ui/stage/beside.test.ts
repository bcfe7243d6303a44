import { describe, expect, test } from 'vitest';
import { frameAt } from '#renderer/picture/frame-at.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { liesUnder } from '#renderer/ui/stage/beside.ts';
import { shapeOf } from '#test/renderer/picture/shapes.ts';
import { plainLook, traceOf } from '#test/scenes/scene.ts';
import { smallRun } from '#test/renderer/model/fake-trainer.ts';

describe('networks beside each other', () => {
  test('lie side by side, or one under the other where that makes them larger', () => {
    const article = shapeOf(2, 4, 8, 1);
    expect(liesUnder(article, { width: 1400, height: 500 }, 2)).toBe(false);
    expect(liesUnder(article, { width: 500, height: 1000 }, 2)).toBe(true);
    // Before an audience, in the part of a small window that a view leaves.
    expect(liesUnder(article, { width: 820, height: 614 }, 3, 17.8)).toBe(true);
    // On a phone three would have no room for their layers.
    expect(liesUnder(shapeOf(2, 8, 8, 1), { width: 390, height: 190 }, 3)).toBe(true);
    // Three at a desk.
    expect(liesUnder(article, { width: 1011, height: 380 }, 3)).toBe(false);
  });

  test('have no workings under them, and in little room nothing but themselves, larger so', () => {
    const article = shapeOf(2, 4, 8, 1);
    const discs = (width: number, height: number, bare: boolean | 'always') => {
      const { columns, sparse, workings } = place(article, { width, height }, undefined, bare);
      return { radius: Math.min(...columns.map(({ radius }) => radius)), sparse, workings };
    };
    const large = discs(600, 500, 'always');
    expect([large.sparse, large.workings]).toEqual([false, undefined]);
    expect(large.radius).toBeGreaterThan(discs(600, 500, true).radius);
    const small = discs(337, 300, 'always');
    expect(small.sparse).toBe(true);
    expect(small.radius).toBeGreaterThan(2 * discs(337, 300, true).radius);
    expect(small.radius).toBeGreaterThan(12);
  });

  test('in little room say their numbers and no titles, legend or ruler', () => {
    const { shape, trace } = traceOf({ spec: smallRun, step: 1, follow: 0 } as never);
    const timeline = stepTimeline(shape);
    const said = (bare: boolean | 'always') =>
      frameAt({
        trace,
        placement: place(shape, { width: 340, height: 280 }, undefined, bare),
        timeline,
        t: timeline.duration,
        look: plainLook,
      }).texts.map(({ text }) => text);
    const alone = said('always');
    expect(said(true).some((text) => text.includes('w > 0'))).toBe(true);
    expect(alone.some((text) => text.includes('w > 0') || text.includes('target'))).toBe(false);
    expect(alone.filter((text) => /^[−\d]/.test(text)).length).toBeGreaterThanOrEqual(shape.inputs + shape.layers.length);
  });
});
