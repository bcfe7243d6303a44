import { expect, test } from 'vitest';
import type { Frame } from '#renderer/picture/frame.ts';
import { palettes } from '#renderer/picture/palette.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { svgOf } from '#renderer/picture/svg/svg.ts';
import { zoomed } from '#renderer/picture/zoomed.ts';

const palette = palettes.light;
const [width, height] = [300, 200];

/** Something of every kind. */
const picture = (): Frame => {
  const pen = new Pen();
  pen.line([10, 20, 30, 40], palette.ink, 2, { dash: [3, 1] });
  pen.band([10, 20, 25, 30, 40, 45], palette.ink);
  pen.dot(5, 6, 7, palette.ink);
  pen.rect(1, 2, 3, 4, palette.ink, { radius: 1, outline: palette.soft, outlineWidth: 0.5 });
  pen.text(50, 60, 'word', 10, palette.ink);
  const disc = { x: 70, y: 80, radius: 9, fill: 0, alpha: 1, outline: 0, outlineWidth: 1 };
  const frame = plainFrame({ width, height, background: palette.background }, pen);
  const one = new Float32Array([1]);
  return {
    ...frame,
    discs: [{ ...disc, ring: { colour: 0, width: 2 }, halo: { colour: 0, width: 3, alpha: 1 } }],
    images: [
      { x: 1, y: 2, width: 30, height: 40, rows: 1, columns: 1, across: true, colours: new Uint32Array(1), known: 1, empty: 0, alpha: 1 },
    ],
    outlines: [{ contours: [[1, 2, 3, 4, 5, 6, 7, 8]], fill: 0, alpha: 1 }],
    edges: {
      ...frame.edges,
      ...{ count: 1, ends: new Float32Array([1, 2, 3, 4]), alpha: one, width: one, washWidth: one, ghostWidth: one, pulseRadius: one },
      ...{ colour: new Uint32Array(1), dashed: new Uint8Array(1), dashLength: 4, washColour: new Uint32Array(1), washAlpha: one },
      ...{ ghostColour: new Uint32Array(1), pulseAt: one, pulseColour: new Uint32Array(1), pulseHollow: new Uint8Array(1) },
    },
  };
};

test('every length is as many times longer, and everything stands where the view puts it', () => {
  const { edges, images, shapes, discs, texts, outlines } = zoomed(picture(), { zoom: 2, x: -10, y: 5 });
  const [line, band, dot, rect] = shapes;
  expect(line).toMatchObject({ points: [10, 45, 50, 85], width: 4, dash: [6, 2] });
  expect(band).toMatchObject({ points: [10, 45, 55, 50, 85, 95] });
  expect(dot).toMatchObject({ x: 0, y: 17, radius: 14 });
  expect(rect).toMatchObject({ x: -8, y: 9, width: 6, height: 8, radius: 2, outlineWidth: 1 });
  expect(texts[0]).toMatchObject({ x: 90, y: 125, size: 20 });
  expect(discs[0]).toMatchObject({ x: 130, y: 165, radius: 18, outlineWidth: 2, ring: { width: 4 }, halo: { width: 6 } });
  expect(images[0]).toMatchObject({ x: -8, y: 9, width: 60, height: 80 });
  expect(outlines![0]!.contours[0]).toEqual([-8, 9, -4, 13, 0, 17, 4, 21]);
  expect([...edges.ends]).toEqual([-8, 9, -4, 13]);
  expect(edges.dashLength).toBe(8);
  for (const lengths of [edges.width, edges.washWidth, edges.ghostWidth, edges.pulseRadius]) expect([...lengths]).toEqual([2]);
  expect([edges.alpha[0], edges.pulseAt[0]]).toEqual([1, 1]);
});

test('back again it is the same, windows too', () => {
  const frame = picture();
  const framed: Frame = { ...frame, windows: [{ x: 10, y: 20, width: 100, height: 50, frame }] };
  const there = zoomed(framed, { zoom: 4, x: 3, y: -7 });
  expect(there.windows![0]).toMatchObject({ x: 43, y: 73, width: 400, height: 200 });
  expect(zoomed(there, { zoom: 0.25, x: -0.75, y: 1.75 })).toEqual(framed);
});

test('of what is seen through a window the SVG clips the rest, and every name stands once', () => {
  const frame: Frame = { ...picture(), windows: [0, 1].map((x) => ({ x: 150 * x, y: 0, width: 150, height, frame: picture() })) };
  const svg = svgOf(frame, {
    names: { edges: [{ layer: 'weights-1', one: 'weight-1-1-1' }], discs: [{ layer: 'layer-1', one: 'unit-1-1' }] },
  });
  expect(svg).toContain('<clipPath id="window-2-edge"><rect x="150" y="0" width="150" height="200"/></clipPath>');
  expect(svg).toMatch(/<g id="window-1" clip-path="url\(#window-1-edge\)">[^]*id="unit-1-1"[^]*<g id="window-2"/u);
  const ids = [...svg.matchAll(/ id="([^"]*)"/gu)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
