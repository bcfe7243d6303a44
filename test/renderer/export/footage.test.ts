import { expect, test } from 'vitest';
import { seconds, step, type Step } from '#core/contract/units.ts';
import { footageOf } from '#renderer/export/footage.ts';
import { frameAt } from '#renderer/picture/frame-at.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import article from '#test/scenes/article.scene.ts';
import { plainLook, traceOf } from '#test/scenes/scene.ts';

const { trace, shape } = traceOf(article);
const size = { width: 320, height: 180 };
const scene = { placement: place(shape, size), timeline: stepTimeline(shape), look: plainLook };
const film = (shows: { note: boolean; sentence: boolean }) => ({
  ...scene,
  size,
  placeIn: (inner: typeof size) => place(shape, inner),
  shows,
  note: ({ step: at }: { step: number }) => `Step ${at}`,
  sentence: (_: unknown, t: number) => `At ${t}`,
});

test('a step is asked for once while it lasts, and each frame is the screen’s', async () => {
  const asked: Step[] = [];
  const footage = footageOf(film({ note: false, sentence: false }), async (of) => {
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
    expect(note).toMatchObject({ step: of, t, epoch: trace.epoch, loss: trace.loss.total, sentence: `At ${t}` });
  }
  expect(asked).toEqual([4, 5]);
});

test('words over and under it leave the picture where it is, whatever they say', async () => {
  const footage = footageOf(film({ note: true, sentence: true }), async (of) => ({ ...trace, step: of }));
  const shots = await Promise.all([0.5, 3].map((t) => footage.at({ step: step(4), t: seconds(t) })));
  const said = shots.map(({ frame }) => frame.texts.map(({ text }) => text));
  expect(said.every((texts) => texts.includes('Step 4'))).toBe(true);
  expect(said.map((texts) => texts.find((text) => text.startsWith('At ')))).toEqual(['At 0.5', 'At 3']);
  for (const { frame } of shots) expect([frame.width, frame.height]).toEqual([size.width, size.height]);
  const places = shots.map(({ frame }) => frame.discs.slice(0, 5).map(({ x, y }) => [x, y]));
  expect(places[1]).toEqual(places[0]);
});
