import { expect, test } from 'vitest';
import { seconds, step, type Step } from '#core/contract/units.ts';
import { footageOf } from '#renderer/export/footage.ts';
import { frameAt } from '#renderer/picture/frame-at.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import article from '#test/scenes/article.scene.ts';
import { plainLook, traceOf } from '#test/scenes/scene.ts';

const { trace, shape } = traceOf(article);
const scene = { placement: place(shape, { width: 320, height: 180 }), timeline: stepTimeline(shape), look: plainLook };

test('a step is asked for once while it lasts, and each frame is the screen’s', async () => {
  const asked: Step[] = [];
  const footage = footageOf(scene, async (of) => {
    asked.push(of);
    return { ...trace, step: of };
  });
  for (const [of, t] of [
    [4, 0],
    [4, 0.5],
    [5, 3],
  ] as const) {
    const { frame, note } = await footage.at({ step: step(of), t: seconds(t) });
    expect(frame).toEqual(frameAt({ ...scene, trace: { ...trace, step: step(of) }, t }));
    expect(note).toMatchObject({ step: of, t, epoch: trace.epoch, loss: trace.loss.total });
  }
  expect(asked).toEqual([4, 5]);
});
