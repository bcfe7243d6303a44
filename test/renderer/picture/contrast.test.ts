import { describe, expect, test } from 'vitest';
import type { Frame, Text } from '#renderer/picture/frame.ts';
import { frameAt } from '#renderer/picture/frame-at.ts';
import { blend, contrast, palettes, type Theme } from '#renderer/picture/palette.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { scenes } from '#test/scenes/all.ts';
import { lookOf, traceOf } from '#test/scenes/scene.ts';
import { groundOf } from './ground.ts';

/** WCAG 2.2, 1.4.3 and 1.4.11: text, and large text as well as strokes that carry meaning. */
const [leastOfText, leastOfStrokes, large] = [4.5, 3, 24];

/** High contrast is for an audience: a large stage, with letters for the back of the room. */
const stages: Readonly<Record<Theme, { readonly width: number; readonly height: number; readonly least: number }>> = {
  light: { width: 760, height: 480, least: 0 },
  dark: { width: 760, height: 480, least: 0 },
  contrast: { width: 1920, height: 930, least: 25 },
};

/** Moments of a step at which something has come to rest: whatever then is still pale stays so. */
const moments = 16;
const staged = new Map([...scenes].map(([name, scene]) => [name, traceOf(scene)]));

const framesOf = function* (name: string, theme: Theme): Generator<{ readonly frame: Frame; readonly where: string }> {
  const made = staged.get(name)!;
  const { width, height, least } = stages[theme];
  const placement = place(made.shape, { width, height }, least);
  const timeline = stepTimeline(made.shape);
  for (let i = 0; i <= moments; i++) {
    const t = timeline.restAt(timeline.at((i / moments) * timeline.duration).index);
    const frame = frameAt({ trace: made.trace, placement, timeline, t, look: lookOf(scenes.get(name)!, made, theme) });
    yield { frame, where: `${name} in ${theme} at ${t.toFixed(2)} s` };
  }
};

/** The least contrast of a text with what is behind it, from one end to the other. */
const contrastOf = (frame: Frame, { x, y, text, size, align, colour, alpha, behind }: Text): number => {
  // A little less than letters take, so that no neighbour is taken for their ground.
  const width = 0.5 * size * [...text].length;
  const left = x - (align === 'left' ? 0 : align === 'right' ? width : width / 2);
  const ground = groundOf(frame, { x: left, y: y - 0.3 * size, width, height: 0.6 * size });
  let least = Infinity;
  const steps = behind === undefined ? Math.max(2, Math.ceil(width / 6)) : 0;
  for (let i = 0; i <= steps; i++) {
    for (const level of [-0.3, 0, 0.3]) {
      const under = behind ?? ground(left + (width * i) / steps, y + level * size);
      least = Math.min(least, contrast(blend(under, colour, alpha), under));
    }
  }
  return least;
};

describe.each(['light', 'dark', 'contrast'] as const)('in the theme %s', (theme) => {
  test('every text of every scene reads on what is behind it', () => {
    const lost: string[] = [];
    for (const name of scenes.keys()) {
      for (const { frame, where } of framesOf(name, theme)) {
        for (const text of frame.texts) {
          const found = contrastOf(frame, text);
          if (found < (text.size >= large ? leastOfStrokes : leastOfText)) lost.push(`${found.toFixed(2)} "${text.text}" of ${where}`);
        }
      }
    }
    expect(lost).toEqual([]);
  });

  test('rims, signs and edges at full strength stand out from the background', () => {
    const { background } = palettes[theme];
    const lost = new Set<string>();
    for (const [name, { look }] of scenes) {
      for (const { frame, where } of framesOf(name, theme)) {
        const stands = (colour: number, what: string): void => {
          const found = contrast(colour, background);
          if (found < leastOfStrokes) lost.add(`${found.toFixed(2)} ${what} of ${where}`);
        };
        // What is out of focus is dim on purpose.
        if (!look?.selected) for (const { outline } of frame.discs) stands(outline, 'rim');
        for (const { colour, alpha, ground } of strokes(frame)) {
          const found = contrast(blend(ground, colour, alpha), ground);
          if (colour !== background && found < leastOfStrokes) lost.add(`${found.toFixed(2)} sign of ${where}`);
        }
        const { edges } = frame;
        for (let edge = 0; edge < edges.count; edge++) if (edges.alpha[edge] === 1) stands(edges.colour[edge]!, 'edge');
      }
    }
    expect([...lost]).toEqual([]);
  });
});

/**
 * Lines and dots that stand on discs, and what they stand on: a line in the middle of a disc on its fill, all others on a rim of background. A
 * dot within a dot, as in the lens, is a fill on its scale, and the outer one its rim.
 */
const strokes = ({ marks, discs, background }: Frame): { readonly colour: number; readonly alpha: number; readonly ground: number }[] =>
  marks.flatMap((mark, i) => {
    if (mark.kind === 'line') {
      const [x, y] = [(mark.points[0]! + mark.points[2]!) / 2, mark.points[1]!];
      const disc = discs.find((one) => Math.hypot(one.x - x, one.y - y) < 0.01);
      return [{ colour: mark.colour, alpha: mark.alpha, ground: disc?.fill ?? background }];
    }
    const before = marks[i - 1];
    if (mark.kind !== 'dot') return [];
    const within = before?.kind === 'dot' && before.x === mark.x && before.y === mark.y && before.fill !== background;
    return within ? [] : [{ colour: mark.fill, alpha: mark.alpha, ground: background }];
  });
