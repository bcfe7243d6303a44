import { describe, expect, test } from 'vitest';
import { frameAt, frameInto, FrameMemory } from '#renderer/picture/frame-at.ts';
import type { Text } from '#renderer/picture/frame.ts';
import { textWidth } from '#renderer/picture/pen.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { scenes } from '#test/scenes/all.ts';
import article from '#test/scenes/article.scene.ts';
import { lookOf, plainLook, plainSpeech, spanish, traceOf } from '#test/scenes/scene.ts';

/** The longer words and numbers of the two languages. */

/** Where letters stand, as far as that can be known without a screen. */
const boxOf = ({ x, y, text, size, align }: Text) => {
  const width = textWidth(text, size);
  const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
  return { text, left, right: left + width, top: y - size / 2, bottom: y + size / 2 };
};

/** At the desk, and before an audience with a view beside the network, in windows of 1280 x 720 and 1920 x 1080. */
const stages = [
  [480, 380, 0],
  [760, 480, 0],
  [1900, 1000, 0],
  [620, 560, 16.7],
  [930, 840, 25],
  [1280, 560, 16.7],
] as const;
const moments = 14;
const staged = [...scenes]
  .filter(([, { against, view }]) => !against && !view)
  .map(([name, scene]) => ({ name, scene, ...traceOf(scene) }));

describe.each(stages)('the workings of a stage of %i by %i with letters of at least %d', (width, height, least) => {
  test.each(staged)('$name: every text within its room, and none over another', ({ scene, trace, shape, ...rest }) => {
    const timeline = stepTimeline(shape);
    const placement = place(shape, { width, height }, least);
    const { x, y, width: across, height: down } = placement.workings!;
    const memory = new FrameMemory();
    for (let i = 1; i <= moments; i++) {
      const t = (timeline.duration * i) / (moments + 0.5);
      const look = lookOf(scene, { trace, shape, ...rest }, 'light', spanish);
      const within = frameInto(memory, { trace, placement, timeline, t, look }).texts.filter(
        (text) => text.text !== '' && text.y > y && text.y < y + down,
      );
      expect(within.length, `texts at ${t}`).toBeGreaterThan(1);
      const boxes = within.map(boxOf);
      for (const [index, one] of boxes.entries()) {
        expect(one.left, one.text).toBeGreaterThanOrEqual(x - 1);
        expect(one.right, one.text).toBeLessThanOrEqual(x + across + 1);
        for (const other of boxes.slice(0, index)) {
          const overlap = Math.min(
            Math.min(one.right, other.right) - Math.max(one.left, other.left),
            Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top),
          );
          expect(overlap, `${one.text} over ${other.text}`).toBeLessThanOrEqual(1);
        }
      }
    }
  });
});

test('where letters are large the curve takes the place of the terms when its turn comes', () => {
  const { trace, shape } = traceOf(article);
  const timeline = stepTimeline(shape);
  const placement = place(shape, { width: 620, height: 560 }, 16.7);
  const texts = (t: number): string[] => frameAt({ trace, placement, timeline, t, look: plainLook }).texts.map(({ text }) => text);
  // The summary names a, and the curve names its axis.
  const named = (t: number): number => texts(t).filter((text) => text === 'a = ReLU(z)').length;
  expect(named(timeline.partEnd('forward', 1, 0, 2))).toBe(1);
  expect(texts(timeline.partEnd('forward', 1, 0, 2))).toContain('b');
  expect(named(timeline.unitEnd('forward', 1, 0) - 1e-6)).toBe(2);
});

test('a tangent ends where its curve does', () => {
  const { trace, shape } = traceOf(article);
  const timeline = stepTimeline(shape);
  const placement = place(shape, { width: 760, height: 480 });
  const { workings } = placement;
  for (let unit = 0; unit < 8; unit++) {
    const t = timeline.unitEnd('backward', 2, unit) - 1e-6;
    const { shapes } = frameAt({ trace, placement, timeline, t, look: plainLook });
    const lines = shapes.filter((shape) => shape.kind === 'line' && shape.points[1]! > workings!.y && shape.points[0]! > 500);
    const ys = lines.map((line) => (line.kind === 'line' ? line.points.filter((_, i) => i % 2 === 1) : []));
    const [axis, upright, curve, tangent] = ys;
    expect(axis).toHaveLength(2);
    expect(upright).toHaveLength(2);
    expect(Math.max(...tangent!)).toBeLessThanOrEqual(Math.max(...curve!) + 1e-9);
    expect(Math.min(...tangent!)).toBeGreaterThanOrEqual(Math.min(...curve!) - 1e-9);
  }
});

test('a chosen weight has its number once, whatever phase it is in', () => {
  const { trace, shape } = traceOf(article);
  const timeline = stepTimeline(shape);
  const placement = place(shape, { width: 1200, height: 800 });
  const weight = { kind: 'weight', layer: 1, from: 0, to: 1 } as const;
  for (const look of [{ selected: weight }, { hovered: weight }, { selected: weight, hovered: weight }]) {
    const t = timeline.partEnd('gradient', 1, 1, 0) - 1e-6;
    const { texts } = frameAt({ trace, placement, timeline, t, look: { ...plainLook, ...look } });
    // It is the sum over the batch.
    const number = `Σ ${plainSpeech.number(trace.layers[0]!.dW.data[1]!)}`;
    expect(
      texts
        .filter(({ text, x }) => text === number && x < placement.columns[1]!.x && x > placement.columns[0]!.x)
        .filter(({ y }) => y < placement.workings!.y),
    ).toHaveLength(1);
  }
});
