import { expect, test } from 'vitest';
import { frameAt } from '#renderer/picture/frame-at.ts';
import { palettes } from '#renderer/picture/palette.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { plainLook, traceOf } from '#test/scenes/scene.ts';
import { smallRun } from '#test/renderer/model/fake-trainer.ts';

test('a gate stands before the plate of its number, where that is wider than the disc', () => {
  const { shape, trace } = traceOf({ spec: smallRun, step: 1, follow: 0 } as never);
  const timeline = stepTimeline(shape);
  // Before an audience, over a view: discs are small and letters large.
  const placement = place(shape, { width: 943, height: 322 }, 17.8, true);
  let met = 0;
  for (let i = 0; i <= 100; i++) {
    const { marks } = frameAt({ trace, placement, timeline, t: (timeline.duration * i) / 100, look: plainLook });
    const plates = marks.flatMap((mark) => (mark.kind === 'rect' && mark.radius > 0 && mark.outline !== undefined ? [mark] : []));
    const jaws = marks.flatMap((mark) =>
      mark.kind === 'line' && mark.points.length === 4 && mark.points[0] === mark.points[2] && mark.colour !== palettes.light.background
        ? [mark.points]
        : [],
    );
    for (const { x, y, width, height } of plates)
      for (const [at, from, , to] of jaws) {
        if (Math.max(from!, to!) < y || Math.min(from!, to!) > y + height || at! > x + width) continue;
        met++;
        expect(at).toBeLessThan(x);
      }
  }
  expect(met).toBeGreaterThan(0);
});
