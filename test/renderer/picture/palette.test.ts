import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blend, contrast, diverging, legible, luminance, paletteOn, palettes, signColour } from '#renderer/picture/palette.ts';

const themes = Object.values(palettes);

describe('the palette', () => {
  test('from far away text reads at 7:1', () => {
    const { background, panel, ink, soft, positive, negative, upstream, warning, notFinite } = palettes.contrast;
    for (const colour of [ink, soft, positive, negative, upstream, warning, notFinite])
      for (const ground of [background, panel]) expect(contrast(colour, ground)).toBeGreaterThanOrEqual(7);
  });

  test('text reads on its ground in both themes', () => {
    for (const palette of themes) {
      for (const ground of [palette.background, palette.panel]) {
        for (const colour of [
          palette.ink,
          palette.soft,
          palette.positive,
          palette.negative,
          palette.upstream,
          palette.warning,
          palette.notFinite,
        ]) {
          expect(contrast(colour, ground)).toBeGreaterThanOrEqual(4.5);
        }
      }
    }
  });

  test('text reads in every sight', () => {
    const contrastOf = (...colours: readonly [Rgb, Rgb]): number => {
      const [low, high] = colours.map(([r, g, b]) => 0.05 + 0.2126 * r + 0.7152 * g + 0.0722 * b).toSorted((a, b) => a - b) as [
        number,
        number,
      ];
      return high / low;
    };
    for (const { background, panel, ink, soft, positive, negative, upstream, warning, notFinite } of themes)
      for (const [name, sight] of Object.entries(sights))
        for (const ground of [background, panel])
          for (const colour of [ink, soft, positive, negative, upstream, warning, notFinite])
            expect(contrastOf(sight(colour), sight(ground)), `#${colour.toString(16)}, ${name}`).toBeGreaterThanOrEqual(4.5);
  });

  test('lines that guide the eye are seen in every theme', () => {
    for (const { rule, background, panel } of themes)
      for (const ground of [background, panel]) expect(contrast(rule, ground)).toBeGreaterThanOrEqual(3);
  });

  test('a number reads on every colour of the scale', () => {
    fc.assert(
      fc.property(fc.constantFrom(...themes), fc.double({ min: -1, max: 1, noNaN: true }), (palette, value) => {
        const fill = diverging(palette, value, 1);
        expect(contrast(legible(fill), fill)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  test('the scale passes through its five colours and holds beyond its ends', () => {
    for (const palette of themes) {
      expect([-3, -1.5, 0, 1.5, 3].map((value) => diverging(palette, value, 3))).toEqual([...palette.diverging]);
      expect(diverging(palette, 9, 3)).toBe(palette.diverging[4]);
      expect(diverging(palette, NaN, 3)).toBe(palette.notFinite);
      expect(signColour(palette, -Infinity)).toBe(palette.notFinite);
    }
  });

  test('the upstream gradient cannot be taken for either sign by its lightness or hue in any sight', () => {
    for (const palette of themes) {
      for (const sight of Object.values(sights)) {
        for (const other of [palette.positive, palette.negative]) {
          expect(distance(sight(palette.upstream), sight(other))).toBeGreaterThan(24);
        }
      }
    }
  });

  test('blend goes from one to the other, channel by channel', () => {
    expect(blend(0x000000, 0xffffff, 0)).toBe(0);
    expect(blend(0x000000, 0xffffff, 1)).toBe(0xffffff);
    expect(blend(0x102030, 0x304050, 0.5)).toBe(0x203040);
    expect(luminance(0xffffff)).toBeCloseTo(1);
  });
});

type Rgb = readonly [number, number, number];
const linearOf = (colour: number): Rgb =>
  [16, 8, 0].map((shift) => {
    const c = ((colour >> shift) & 255) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;

/** Machado, Oliveira, Fernandes 2009, severity 1, on linear light. */
const simulate =
  (...m: number[]) =>
  (colour: number): Rgb => {
    const c = linearOf(colour);
    return [0, 1, 2].map((row) => Math.max(0, m[3 * row]! * c[0] + m[3 * row + 1]! * c[1] + m[3 * row + 2]! * c[2])) as unknown as Rgb;
  };
const sights = {
  normal: simulate(1, 0, 0, 0, 1, 0, 0, 0, 1),
  deutan: simulate(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881),
  protan: simulate(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
  tritan: simulate(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039),
};

/** CIE 1976 distance in L*a*b*. */
const distance = (one: Rgb, other: Rgb): number => {
  const lab = ([r, g, b]: Rgb): Rgb => {
    const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
    const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
    const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
    const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
  };
  const [p, q] = [lab(one), lab(other)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
};

test('a theme on another ground has that ground, its own colours, and is made once', () => {
  const cream = 0xfff8e7;
  const made = paletteOn('light', cream);
  expect(made).toEqual({ ...palettes.light, background: cream, panel: blend(cream, palettes.light.panel, 0.5) });
  expect(paletteOn('light', cream)).toBe(made);
  for (const ground of [undefined, palettes.light.background]) expect(paletteOn('light', ground)).toBe(palettes.light);
});
