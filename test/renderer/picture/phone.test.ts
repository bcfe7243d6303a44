import { expect, test } from 'vitest';
import { frameAt } from '#renderer/picture/frame-at.ts';
import { textWidth } from '#renderer/picture/pen.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { scenes } from '#test/scenes/all.ts';
import { lookOf, spanish, traceOf } from '#test/scenes/scene.ts';

const staged = [...scenes].filter(([, { against, view }]) => !against && !view);

/** The stage of a phone, upright, with a sentence under it, and of a tablet. */
const stages = [
  [390, 330],
  [390, 540],
  [820, 860],
] as const;

test.each(staged)('on phones and tablets no letters of %s are under 11 px, lie over others or leave the picture', (_, scene) => {
  const made = traceOf(scene);
  const { trace, shape } = made;
  const timeline = stepTimeline(shape);
  const look = lookOf(scene, made, 'light', { ...spanish, selected: undefined });
  const faults = new Set<string>();
  for (const [width, height] of stages) {
    const placement = place(shape, { width, height }, undefined, true);
    for (const share of [0.02, 0.3, 0.5, 0.7, 0.85, 1]) {
      const { texts } = frameAt({ trace, placement, timeline, t: share * timeline.duration, look });
      const boxes = texts
        .filter(({ text }) => text !== '')
        .map(({ x, y, text, size, align }) => {
          const wide = textWidth(text, size);
          const left = align === 'left' ? x : align === 'right' ? x - wide : x - wide / 2;
          return { text, size, left, right: left + wide, top: y - 0.45 * size, bottom: y + 0.45 * size };
        });
      for (const [index, one] of boxes.entries()) {
        const where = `at ${share} on ${width} by ${height}`;
        if (one.size < 11 - 1e-9) faults.add(`${one.text} has ${one.size} px ${where}`);
        if (one.left < -1 || one.right > width + 1 || one.top < -1 || one.bottom > height + 1) faults.add(`${one.text} leaves ${where}`);
        for (const other of boxes.slice(0, index)) {
          const w = Math.min(one.right, other.right) - Math.max(one.left, other.left);
          const h = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
          if (Math.min(w, h) > 1) faults.add(`${one.text} over ${other.text} ${where}`);
        }
      }
    }
  }

  expect([...faults]).toEqual([]);
});
