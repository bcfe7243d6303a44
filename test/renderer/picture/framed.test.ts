import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { framed, wrapped } from '#renderer/picture/framed.ts';
import { palettes } from '#renderer/picture/palette.ts';
import { Pen, textWidth } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';

const size = { width: 300, height: 200 };
const letter = 9;
const palette = palettes.light;
const saying = {
  title: 'A title',
  note: 'Step 3 · sample 2',
  sentence: 'Every weight moves against its gradient, a little at a time, and so on.',
};

/** What stands at its top and its bottom edge, of every kind. */
const edges = (inner: { readonly width: number; readonly height: number }) => {
  const pen = new Pen();
  for (const y of [0, inner.height]) {
    pen.line([0, y, 10, y], palette.ink, 1);
    pen.band([0, y, y, 10, y, y], palette.ink);
    pen.dot(5, y, 1, palette.ink);
    pen.text(5, y, 'inner', letter, palette.ink);
  }
  return plainFrame({ ...inner, background: palette.background }, pen);
};

describe('what is said around a picture', () => {
  test('nothing said: the picture has all the room, untouched', () => {
    const frame = framed({}, size, letter, palette, edges);
    expect(frame).toEqual(edges(size));
  });

  test('the picture is moved whole, between the words over and under it', () => {
    let height = 0;
    const frame = framed(saying, size, letter, palette, (inner) => {
      ({ height } = inner);
      return edges(inner);
    });
    expect(frame.height).toBe(size.height);
    const [title, note, ...rest] = frame.texts.filter(({ text }) => text !== 'inner');
    const inner = frame.texts.filter(({ text }) => text === 'inner').map(({ y }) => y);
    const [top, bottom] = [inner[0]!, inner[1]!];
    expect(bottom - top).toBeCloseTo(height, 8);
    for (const above of [title!, note!]) expect(above.y + above.size / 2).toBeLessThanOrEqual(top);
    expect(rest.length).toBeGreaterThan(1);
    for (const { y, size: own } of rest) {
      expect(y - own / 2).toBeGreaterThanOrEqual(bottom);
      expect(y + own / 2).toBeLessThanOrEqual(size.height);
    }
    const moved = frame.shapes.map((shape) => ('points' in shape ? shape.points : [shape.y]));
    const still = edges({ width: size.width, height }).shapes.map((shape) => ('points' in shape ? shape.points : [shape.y]));
    const downs = [[0, 1, 0, 1], [0, 1, 1, 0, 1, 1], [1]];
    moved.forEach((points, i) => points.forEach((value, k) => expect(value).toBeCloseTo(still[i]![k]! + downs[i % 3]![k]! * top, 8)));
  });

  test('lines keep every word in order and are as wide as they may be', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/u), { maxLength: 40 }), fc.integer({ min: 30, max: 400 }), (words, width) => {
        const lines = wrapped(words.join(' '), letter, width);
        expect(lines.join(' ')).toBe(words.join(' '));
        for (const line of lines) if (line.includes(' ')) expect(textWidth(line, letter)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
