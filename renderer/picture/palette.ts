import type { Colour } from './frame.ts';
import { clamp, mix } from '#renderer/picture/time/easing.ts';

/** `contrast` is for projectors: light, and all text at 7:1 at least. */
export type Theme = 'light' | 'dark' | 'contrast';

/**
 * Every colour of the picture. Blue is positive and orange negative, in every view; the five colours of the diverging
 * scale stay apart in normal, deutan, protan and tritan sight. Blame has a hue of its own: it is not an activation.
 */
export interface Palette {
  readonly theme: Theme;
  readonly background: Colour;
  /** Ground of panels within the picture. */
  readonly panel: Colour;
  readonly ink: Colour;
  /** Second in rank: units, captions of axes. Still 4.5:1 on the background. */
  readonly soft: Colour;
  /** Lines that guide the eye: axes, the rims of units before their turn. 3:1 on the background. */
  readonly rule: Colour;
  readonly positive: Colour;
  readonly negative: Colour;
  readonly upstream: Colour;
  /** States that deserve a look. */
  readonly warning: Colour;
  /** NaN and infinities: no place on any scale. */
  readonly notFinite: Colour;
  /** What is asked for: its ground, and the letters on it. */
  readonly asked: { readonly ground: Colour; readonly ink: Colour };
  /** From -1 to 1. */
  readonly diverging: readonly [Colour, Colour, Colour, Colour, Colour];
}

const light: Palette = {
  theme: 'light',
  background: 0xffffff,
  panel: 0xf6f7f8,
  ink: 0x1b1f24,
  soft: 0x5b636d,
  rule: 0x878e98,
  positive: 0x2166ac,
  negative: 0xa85204,
  upstream: 0x6c0c4e,
  warning: 0x8a5a00,
  notFinite: 0xc00028,
  asked: { ground: 0xfff0b3, ink: 0x6b4e00 },
  diverging: [0xb35806, 0xfdb863, 0xf7f7f7, 0x92c5de, 0x2166ac],
};

const dark: Palette = {
  theme: 'dark',
  background: 0x16181c,
  panel: 0x1e2126,
  ink: 0xeceef1,
  soft: 0xa3abb5,
  rule: 0x6b727c,
  positive: 0x6cb6ff,
  negative: 0xffa657,
  upstream: 0xfe629f,
  warning: 0xf2cc60,
  notFinite: 0xff6b81,
  asked: { ground: 0x4a3c10, ink: 0xffe28a },
  diverging: [0xffa657, 0x8f5f38, 0x2b2b2b, 0x3f6a94, 0x6cb6ff],
};

const contrasting: Palette = {
  ...light,
  theme: 'contrast',
  ink: 0x0c0f13,
  soft: 0x3f4650,
  rule: 0x6b7480,
  positive: 0x1a5590,
  negative: 0x7c4806,
  upstream: 0x9c104c,
  warning: 0x6b4500,
  notFinite: 0x9a0020,
  asked: { ground: 0xffeb9c, ink: 0x463300 },
};

export const palettes: Readonly<Record<Theme, Palette>> = { light, dark, contrast: contrasting };

const grounded = new Map<string, Palette>();
/** The colours of a theme on a ground of another colour; the same ones each time that they are asked for. */
export const paletteOn = (theme: Theme, ground: Colour | undefined): Palette => {
  const palette = palettes[theme];
  if (ground === undefined || ground === palette.background) return palette;
  const key = `${theme} ${ground}`;
  let made = grounded.get(key);
  if (!made) grounded.set(key, (made = { ...palette, background: ground, panel: blend(ground, palette.panel, 0.5) }));
  return made;
};

export const blend = (from: Colour, to: Colour, p: number): Colour => {
  const channel = (shift: number) => Math.round(mix((from >> shift) & 255, (to >> shift) & 255, p)) << shift;
  return channel(16) | channel(8) | channel(0);
};

/** The colour of a value on the scale -most..most; what is not a number has its own colour. */
export const diverging = (palette: Palette, value: number, most: number): Colour => {
  if (!Number.isFinite(value)) return palette.notFinite;
  let scale = scales.get(palette);
  if (!scale)
    scales.set(palette, (scale = Uint32Array.from({ length: 4 * stepsBetween + 1 }, (_, step) => mixed(palette, step / stepsBetween))));
  return scale[Math.round((clamp(value / most, -1, 1) + 1) * 2 * stepsBetween)]!;
};

/** Thousands of colours are asked for in a frame: they are mixed once, in steps finer than a colour has values. */
const stepsBetween = 512;
const scales = new WeakMap<Palette, Uint32Array>();

const mixed = ({ diverging: colours }: Palette, place: number): Colour => {
  const below = Math.min(Math.floor(place), 3);
  return blend(colours[below]!, colours[below + 1]!, place - below);
};

/** What is written of a number: softly before it is known, 0, in ink once it is, 1. Paler it could not be read. */
export const inkOf = ({ soft, ink }: Palette, known: number): Colour => blend(soft, ink, known);

export const signColour = (palette: Palette, value: number): Colour => {
  if (!Number.isFinite(value)) return palette.notFinite;
  return value < 0 ? palette.negative : palette.positive;
};

/** How much light each value of a channel gives: asked for thousands of times in a frame. */
const lightOf = Float64Array.from({ length: 256 }, (_, value) => {
  const c = value / 255;
  return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
});

/** Relative luminance, WCAG 2. */
export const luminance = (colour: Colour): number =>
  0.2126 * lightOf[(colour >> 16) & 255]! + 0.7152 * lightOf[(colour >> 8) & 255]! + 0.0722 * lightOf[colour & 255]!;

export const contrast = (one: Colour, other: Colour): number => {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

/** Black or white, whichever reads better on `fill`. */
export const legible = (fill: Colour): Colour => (contrast(0x000000, fill) >= contrast(0xffffff, fill) ? 0x000000 : 0xffffff);
