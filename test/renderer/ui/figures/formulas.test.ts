import { expect, test } from 'vitest';
import type { Card } from '#renderer/model/formula/card.ts';
import { palettes } from '#renderer/picture/palette.ts';
import { documentOf } from '#renderer/ui/figures/formulas/document.ts';
import { contoursOf } from '#renderer/ui/figures/formulas/curves.ts';
import { breaksOf, linesOf } from '#renderer/ui/figures/formulas/lines.ts';
import { Sheet } from '#renderer/ui/figures/formulas/sheet.ts';
import { typeset } from '#renderer/ui/figures/formulas/typeset.ts';

const plain = { a: 1, d: 1, e: 0, f: 0 };

test('a path of SVG becomes cubic Béziers where it is placed', () => {
  expect(contoursOf('M0 0H2V1Z', { a: 10, d: -10, e: 1, f: 5 })).toEqual([[1, 5, 1, 5, 21, 5, 21, 5, 21, 5, 21, -5, 21, -5]]);
  // A bend that goes on mirrors the one before: through (3, -3) after (1, 3).
  const [contour] = contoursOf('M0 0Q1 3 2 0T4 0', plain);
  expect(contour!.slice(2, 8).map((value) => Number(value.toFixed(6)))).toEqual([0.666667, 2, 1.333333, 2, 2, 0]);
  expect(contour!.slice(8).map((value) => Number(value.toFixed(6)))).toEqual([2.666667, -2, 3.333333, -2, 4, 0]);
  expect(contoursOf('M0 0L1 0L1 1ZM5 5L6 5L6 6Z', plain)).toHaveLength(2);
});

test('a formula is outlines around its baseline, and what is marked in it keeps its mark', () => {
  const { width, height, depth, outlines } = typeset('x=\\htmlClass{f-now}{\\dfrac{1}{2}}');
  expect(width).toBeGreaterThan(2);
  expect(height).toBeGreaterThan(1);
  expect(depth).toBeGreaterThan(0.5);
  // The two digits and the line between them.
  expect(outlines.filter(({ mark }) => mark === 'now')).toHaveLength(3);
  const points = outlines.flatMap(({ contours }) => contours.flat());
  const [across, down] = [points.filter((_, i) => i % 2 === 0), points.filter((_, i) => i % 2 === 1)];
  expect(Math.min(...across)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...across)).toBeLessThanOrEqual(width);
  expect(Math.min(...down)).toBeGreaterThanOrEqual(-height);
  expect(Math.max(...down)).toBeLessThanOrEqual(depth);
});

test('a wide formula is broken before its signs, and never within braces or a table', () => {
  expect(breaksOf('z=a_{1=2}\\cdot b+{c+d}+-1')).toEqual(['z', '=a_{1=2}', '\\cdot b', '+{c+d}', '+-1']);
  expect(breaksOf('f=\\begin{cases}1&x=0\\end{cases}+2')).toEqual(['f', '=\\begin{cases}1&x=0\\end{cases}', '+2']);
  expect(linesOf('a+b+c', 3, (line) => line.replaceAll('{}', '').length)).toEqual(['a+b', '{}+c']);
  expect(linesOf('a+b', 9, (line) => line.length)).toEqual(['a+b']);
});

test('an article gets formulas without the marks of the moment', () => {
  const card = { symbolic: ['z=\\htmlClass{f-now}{w}x'], numeric: ['z=2'], right: { symbolic: ['z=v'], numeric: [] } };
  expect(documentOf([{ card, title: 'Suma\nz' }])).toBe('% \\usepackage{amsmath}\n\n% Suma z\n\\[ z={w}x \\]\n\\[ z=2 \\]\n\\[ z=v \\]\n');
});

test('a paper that has no room for all formulas says that there is more, once', () => {
  const card = { name: 'z', symbolic: ['z=wx+b'], numeric: ['z=2\\cdot 3+1'] } as unknown as Card;
  const written = (height: number) => {
    const sheet = new Sheet(
      {
        width: 300,
        height,
        letter: 10,
        palette: palettes.light,
        legend: true,
        workings: true,
        zoom: false,
        views: false,
        fits: false,
        ground: undefined,
      },
      typeset,
    );
    for (let i = 0; i < 4; i++) sheet.write(card, 'Sum', { computes: '', correct: '' });
    return { texts: sheet.pen.texts.map(({ text }) => text), outlines: sheet.outlines };
  };
  expect(written(600).texts).toEqual(['Sum', 'Sum', 'Sum', 'Sum']);
  const { texts, outlines } = written(130);
  expect(texts.filter((text) => text === '…')).toHaveLength(1);
  expect(texts.length).toBeLessThan(4);
  expect(outlines.length).toBeLessThan(written(600).outlines.length);
  const down = outlines.flatMap(({ contours }) => contours.flat().filter((_, i) => i % 2 === 1));
  expect(Math.max(...down)).toBeLessThanOrEqual(130);
});
