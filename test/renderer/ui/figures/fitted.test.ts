import { expect, test } from 'vitest';
import { palettes } from '#renderer/picture/palette.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import type { Setting } from '#renderer/ui/figures/figure.ts';
import { fitted } from '#renderer/ui/figures/fitted.ts';
import { drawList } from '#renderer/ui/figures/lists/list.ts';

const palette = palettes.light;
const setting: Setting = {
  ...{ width: 300, height: 200, letter: 10, palette, ground: undefined },
  ...{ legend: true, workings: false, zoom: false, views: false, fits: true },
};

/** So many blocks of words under each other. */
const list = (blocks: number, { width, height, letter }: Setting) => {
  const pen = new Pen();
  drawList(
    pen,
    Array.from({ length: blocks }, () => ({ head: 'head', told: ['told'] })),
    { width, height, letter },
    palette,
  );
  return plainFrame({ width, height, background: palette.background }, pen);
};

test('the paper is as high as its content, or the paper of a film as it is', () => {
  const draw = (own: Setting) => list(2, own);
  const frame = fitted({ draw }, setting);
  const lowest = Math.max(...frame.texts.map(({ y }) => y));
  expect(frame.height).toBeGreaterThan(lowest + 6);
  expect(frame.height).toBeLessThan(lowest + 20);
  expect(fitted({ draw }, { ...setting, fits: false }).height).toBe(200);
});

test('what flows takes the height that it needs, up to that of a page; what does not stays on its paper', () => {
  const draw = (own: Setting) => list(15, own);
  const said = ({ texts }: { texts: readonly { text: string }[] }) => texts.map(({ text }) => text);
  const whole = fitted({ draw, flows: true }, setting);
  expect(said(whole)).toHaveLength(30);
  expect(whole.height).toBeGreaterThan(200);
  const cut = fitted({ draw }, setting);
  expect(said(cut)).toContain('…');
  expect(cut.height).toBeLessThanOrEqual(200);
  const long = fitted({ draw: (own) => list(500, own), flows: true }, setting);
  expect(said(long)).toContain('…');
  expect(long.height).toBeLessThanOrEqual(950);
});

test('a curve, a halo and a mark count as content', () => {
  const shown = (add: (pen: Pen) => void) => {
    const pen = new Pen();
    add(pen);
    return fitted({ draw: ({ width, height }) => plainFrame({ width, height, background: palette.background }, pen) }, setting).height;
  };
  expect(shown((pen) => pen.line([0, 5, 1, 90], palette.ink, 2))).toBeCloseTo(99, 8);
  expect(shown((pen) => pen.band([0, 5, 90], palette.ink))).toBeCloseTo(98, 8);
  expect(shown((pen) => pen.rect(0, 50, 10, 40, palette.ink))).toBeCloseTo(98, 8);
  expect(shown((pen) => pen.dot(0, 80, 10, palette.ink))).toBeCloseTo(98, 8);
});
