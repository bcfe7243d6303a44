import { describe, expect, test } from 'vitest';
import { extrapolate } from '#core/explain/extrapolate.ts';

const widths = Array.from({ length: 34 }, (_, i) => 0.1 / 2 ** i);
const slopeOf = (f: (w: number) => number, w: number, from = widths) =>
  extrapolate(
    from.map((h) => ({ h, slope: (f(w + h) - f(w - h)) / (w + h - (w - h)) })),
    f(w),
  )!;

describe('differences come down to the derivative, and know how far off they may be', () => {
  test.each([
    ['a sine', Math.sin, 1, Math.cos(1)],
    ['a small slope on a large value', (w: number) => 1e6 + Math.sin(w), 1, Math.cos(1)],
    ['a slope of 0', Math.cos, 0, 0],
    ['a parabola', (w: number) => w * w, 3, 6],
  ] as const)('%s', (_, f, w, wanted) => {
    const { slope, error } = slopeOf(f, w);
    expect(Math.abs(slope - wanted)).toBeLessThanOrEqual(error);
    expect(error).toBeLessThan(Math.abs(f(w)) * 1e-12 + 1e-13);
  });

  test('where both ends of the wide ones lie on plains', () => {
    const steep = (w: number) => Math.tanh(3000 * w + 0.3);
    const { slope, error } = slopeOf(steep, 0);
    const wanted = 3000 / Math.cosh(0.3) ** 2;
    expect(Math.abs(slope - wanted)).toBeLessThanOrEqual(error);
    expect(error / wanted).toBeLessThan(1e-8);
  });

  test('a function that rounds coarsely is not trusted farther than that', () => {
    const coarse = (w: number) => Math.round(Math.sin(w) * 1e9) / 1e9;
    const { slope, error } = slopeOf(coarse, 1);
    expect(Math.abs(slope - Math.cos(1))).toBeLessThanOrEqual(error);
    expect(error).toBeGreaterThan(1e-10);
  });

  test('a value that no difference moves leaves room for what is lost in it', () =>
    expect(slopeOf((w) => 1 + 1e-30 * w, 0).error).toBeGreaterThan(1e-16));

  test('fewer than four say nothing', () =>
    expect(
      extrapolate(
        widths.slice(0, 3).map((h) => ({ h, slope: 1 })),
        1,
      ),
    ).toBeUndefined());
});
