import { describe, expect, test } from 'vitest';
import { gifPalette, rgbOf, themePalette } from '#renderer/export/encoders/gif-palette.ts';
import { blend, palettes } from '#renderer/picture/palette.ts';
import { gifDelay, GifWriter, type GifOptions } from '#renderer/export/encoders/gif-writer.ts';
import { laidDown } from './laid-down.ts';
import { readGif, shownPictures } from './read-gif.ts';

const [ground, blue, orange] = [0x101418, 0x2166ac, 0xffa657];
const palette = gifPalette(ground, [
  [ground, blue],
  [ground, orange],
]);

describe('delays', () => {
  test.each([1, 3, 7, 12, 24, 29.97, 30, 33, 50])('at %d fps they add up to the whole, rounded once', (fps) => {
    for (const frames of [1, 2, 10, 299, 1000]) {
      const total = Array.from({ length: frames }, (_, i) => gifDelay(i, fps)).reduce((a, b) => a + b, 0);
      expect(total).toBe(Math.round((frames * 100) / fps));
    }
  });

  test('no two differ by more than a hundredth, and none is under two', () => {
    for (const fps of [24, 30, 50]) {
      const delays = Array.from({ length: 500 }, (_, i) => gifDelay(i, fps));
      expect(Math.max(...delays) - Math.min(...delays)).toBeLessThanOrEqual(1);
      expect(Math.min(...delays)).toBeGreaterThanOrEqual(2);
    }
  });
});

describe('palette', () => {
  test('256 entries, the background first, every colour of the theme exact', () => {
    expect(palette).toHaveLength(256);
    expect(palette[1]).toEqual(rgbOf(ground));
    for (const colour of [blue, orange]) expect(palette).toContainEqual(rgbOf(colour));
  });

  test('every colour of the theme is there, and there are 256 at most', () => {
    for (const theme of ['light', 'dark'] as const) {
      const entries = themePalette(theme);
      expect(entries).toHaveLength(256);
      const { background, ink, soft, rule, panel, positive, negative, upstream, warning, notFinite, diverging } = palettes[theme];
      expect(entries[1]).toEqual(rgbOf(background));
      for (const colour of [ink, soft, rule, panel, positive, negative, upstream, warning, notFinite, ...diverging])
        expect(entries.slice(1)).toContainEqual(rgbOf(colour));
    }
  });

  test.each(['light', 'dark'] as const)('%s: lines at half strength and fills between two stops are met closely', (theme) => {
    const entries = themePalette(theme);
    const { background, ink, positive, negative, upstream, diverging } = palettes[theme];
    const pairs = [ink, positive, negative, upstream].map((colour) => [background, colour] as const);
    pairs.push(...diverging.slice(1).map((colour, i) => [diverging[i]!, colour] as const));
    for (const [from, to] of pairs) {
      for (let share = 0; share <= 1; share += 0.05) {
        const wanted = rgbOf(blend(from, to, share));
        const nearest = Math.min(...entries.slice(1).map((entry) => Math.max(...entry.map((value, i) => Math.abs(value - wanted[i]!)))));
        expect(nearest).toBeLessThanOrEqual(10);
      }
    }
  });

  test('a soft rim between a colour and the background is met closely', () => {
    const [r, g, b] = rgbOf(orange);
    const [r0, g0, b0] = rgbOf(ground);
    for (let share = 0; share <= 1; share += 0.013) {
      const wanted = [r0 + (r - r0) * share, g0 + (g - g0) * share, b0 + (b - b0) * share];
      const nearest = Math.min(...palette.slice(1).map((entry) => Math.max(...entry.map((value, i) => Math.abs(value - wanted[i]!)))));
      expect(nearest).toBeLessThanOrEqual(2);
    }
  });
});

const picture = (pixels: readonly (readonly [number, number, number, number])[]): Uint8ClampedArray => new Uint8ClampedArray(pixels.flat());
const solid = (colour: number, alpha = 255) => [...rgbOf(colour), alpha] as const;
/** Every colour there is a chance to confuse, in an order that LZW cannot foresee. */
const noise = (count: number, seed: number): Uint8ClampedArray => {
  const rgba = new Uint8ClampedArray(count * 4);
  let state = seed;
  for (let i = 0; i < rgba.length; i += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const [r, g, b] = palette[1 + ((state >>> 8) % 255)]!;
    rgba.set([r, g, b, 255], i);
  }
  return rgba;
};

/** A GIF of frames, written as it is in the app. */
const gifOf = (frames: readonly Uint8ClampedArray[], options: Omit<GifOptions, 'palette'>) => {
  const { put, pieces, file } = laidDown();
  const writer = new GifWriter({ ...options, palette }, put);
  for (const frame of frames) writer.add(frame);
  writer.finish();
  return { file: file(), pieces };
};

describe('writer', () => {
  test('what a viewer shows are the colours that were put in, frame by frame', () => {
    const [width, height] = [97, 53];
    const frames = [noise(width * height, 1), noise(width * height, 2), noise(width * height, 2), noise(width * height, 3)];
    const { file, pieces } = gifOf(frames, { width, height, fps: 30, transparent: false });
    // A frame is put down when it is there.
    expect(pieces).toHaveLength(frames.length + 1);
    const gif = readGif(file);
    expect(gif).toMatchObject({ width, height, loops: 0 });
    expect(gif.images.map(({ delay }) => delay)).toEqual([3, 4, 3, 3]);
    expect(gif.images.some(({ localPalette }) => localPalette)).toBe(false);
    const shown = shownPictures(gif);
    for (const [i, frame] of frames.entries()) {
      const colours = new Uint8ClampedArray(frame.length);
      for (const [p, index] of shown[i]!.entries()) colours.set([...gif.palette[index]!, 255], p * 4);
      expect(colours).toEqual(frame);
    }
  });

  test('what stays the same costs next to nothing', () => {
    const [width, height] = [200, 200];
    const size = (frames: readonly Uint8ClampedArray[]): number =>
      gifOf(frames, { width, height, fps: 10, transparent: false }).file.length;
    const still = noise(width * height, 1);
    expect(size([still, still]) - size([still])).toBeLessThan(1000);
    expect(size([still, noise(width * height, 9)]) - size([still])).toBeGreaterThan(20_000);
  });

  test('on a transparent ground nothing stays behind, and half-covered pixels are laid on the theme', () => {
    const frames = [
      picture([solid(blue), solid(orange), solid(0, 0), solid(blue, 100)]),
      picture([solid(0, 0), solid(orange), solid(blue, 200), solid(0, 0)]),
    ];
    const gif = readGif(gifOf(frames, { width: 2, height: 2, fps: 10, transparent: true }).file);
    const shown = shownPictures(gif).map((indices) => Array.from(indices, (index) => (index === 0 ? 'none' : gif.palette[index]!.join())));
    const [b, o] = [rgbOf(blue).join(), rgbOf(orange).join()];
    expect(shown[0]).toEqual([b, o, 'none', 'none']);
    expect(shown[1]!.slice(0, 2)).toEqual(['none', o]);
    expect(shown[1]![3]).toBe('none');
    const mixed = shown[1]![2]!.split(',').map(Number);
    const wanted = rgbOf(blue).map((value, i) => (value * 200 + rgbOf(ground)[i]! * 55) / 255);
    for (const [i, value] of mixed.entries()) expect(Math.abs(value - wanted[i]!)).toBeLessThanOrEqual(2);
  });

  test('the same frames give the same bytes', () => {
    const write = () => gifOf([noise(400, 1), noise(400, 2)], { width: 20, height: 20, fps: 24, transparent: false }).file;
    expect(write()).toEqual(write());
  });
});
