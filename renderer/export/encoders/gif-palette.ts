import type { Colour } from '#renderer/picture/frame.ts';
import { legible, palettes, type Theme } from '#renderer/picture/palette.ts';

export type Rgb = readonly [number, number, number];
/** Two colours that meet in the picture: along a scale, or at the rim of one upon the other. */
export type Meeting = readonly [Colour, Colour];

/** The entry of the colour table that stands for "nothing here"; entry 1 is the background. */
export const clear = 0;
const size = 256;

/**
 * One colour table for a whole GIF: the background, every colour by itself, and what lies between those that meet, at equal
 * steps, as many as there is room for.
 */
export const gifPalette = (background: Colour, meetings: readonly Meeting[]): Rgb[] => {
  const own = distinct([background, ...meetings.flat()]);
  const room = size - 1 - own.length;
  const steps = meetings.map(
    (_, index) => Math.floor((room * (index + 1)) / meetings.length) - Math.floor((room * index) / meetings.length),
  );
  const between = meetings.flatMap((meeting, index) => ramp(meeting, steps[index]!));
  return [[0, 0, 0], ...own.map(rgbOf), ...between];
};

/** The colours of a theme and where they meet. */
export const themeMeetings = (theme: Theme): Meeting[] => {
  const palette = palettes[theme];
  const { background, diverging } = palette;
  const onBackground = (['ink', 'soft', 'rule', 'panel', 'positive', 'negative', 'upstream', 'warning', 'notFinite'] as const).map(
    (name): Meeting => [background, palette[name]],
  );
  const scale = diverging.slice(1).map((colour, index): Meeting => [diverging[index]!, colour]);
  const numbers = diverging.map((fill): Meeting => [fill, legible(fill)]);
  return [...onBackground, ...scale, ...numbers];
};

export const themePalette = (theme: Theme): Rgb[] => gifPalette(palettes[theme].background, themeMeetings(theme));

/** `count` colours strictly between the two. */
const ramp = ([from, to]: Meeting, count: number): Rgb[] => {
  const [a, b] = [rgbOf(from), rgbOf(to)];
  return Array.from({ length: count }, (_, i) => {
    const share = (i + 1) / (count + 1);
    const mix = (channel: 0 | 1 | 2): number => Math.round(a[channel] + (b[channel] - a[channel]) * share);
    return [mix(0), mix(1), mix(2)];
  });
};

export const rgbOf = (colour: Colour): Rgb => [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255];
const distinct = (colours: readonly Colour[]): Colour[] => [...new Set(colours)];
