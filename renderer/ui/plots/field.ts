import type { Surface } from '#core/protocol/trainer.ts';
import { blend, diverging, type Palette } from '#renderer/picture/palette.ts';
import type { Mark } from './marks.ts';

/** What the colours of the plane stand for. */
export type Reading =
  /** 0 to 1; `beyond` says at which ends the network goes further than its targets. */
  | { readonly kind: 'binary'; readonly beyond: { readonly low: boolean; readonly high: boolean } }
  | { readonly kind: 'classes'; readonly marks: readonly Mark[] }
  /** Output `output` on a scale from -most to most. */
  | { readonly kind: 'value'; readonly output: number; readonly most: number };

/** Whether two readings give every value the same colour. */
export const sameReading = (a: Reading, b: Reading): boolean => {
  if (a.kind === 'binary') return b.kind === 'binary' && a.beyond.low === b.beyond.low && a.beyond.high === b.beyond.high;
  if (a.kind === 'value') return b.kind === 'value' && a.output === b.output && a.most === b.most;
  return b.kind === 'classes' && a.marks.length === b.marks.length && a.marks.every(({ colour }, o) => colour === b.marks[o]!.colour);
};

/** How much of the full colour the field takes, so that the points on it stand out. */
const strength = 0.55;

/** One opaque pixel per grid point, the first row at the top; the caller stretches it smoothly. */
export const fieldPixels = ({ grid, outputs, values }: Surface, reading: Reading, palette: Palette): Uint8ClampedArray<ArrayBuffer> => {
  const pixels = new Uint8ClampedArray(grid * grid * 4);
  for (let row = 0; row < grid; row++) {
    for (let col = 0; col < grid; col++) {
      const from = ((grid - 1 - row) * grid + col) * outputs;
      const colour = blend(palette.panel, colourOf(values, from, outputs, reading, palette), strength);
      const at = (row * grid + col) * 4;
      pixels[at] = (colour >> 16) & 255;
      pixels[at + 1] = (colour >> 8) & 255;
      pixels[at + 2] = colour & 255;
      pixels[at + 3] = 255;
    }
  }
  return pixels;
};

const colourOf = (values: Float64Array, from: number, outputs: number, reading: Reading, palette: Palette): number => {
  switch (reading.kind) {
    case 'binary':
      return diverging(palette, (values[from]! - 0.5) * 2, 1);
    case 'value':
      return diverging(palette, values[from + reading.output]!, reading.most);
    case 'classes':
      return mixture(values, from, outputs, reading.marks, palette);
  }
};

/** The classes' colours, each in proportion to its share of the outputs: undecided places look mixed. */
const mixture = (values: Float64Array, from: number, outputs: number, marks: readonly Mark[], palette: Palette): number => {
  let [red, green, blue, total] = [0, 0, 0, 0];
  for (let o = 0; o < outputs; o++) {
    const share = values[from + o]!;
    if (!Number.isFinite(share)) return palette.notFinite;
    if (share <= 0) continue;
    // Squared, so that a clear lead looks clear.
    const weight = share * share;
    const { colour } = marks[o]!;
    total += weight;
    red += weight * ((colour >> 16) & 255);
    green += weight * ((colour >> 8) & 255);
    blue += weight * (colour & 255);
  }
  if (total === 0) return palette.panel;
  return (Math.round(red / total) << 16) | (Math.round(green / total) << 8) | Math.round(blue / total);
};

/** The gradient of a legend, from its least to its greatest colour. */
export const legendStops = (palette: Palette, count = 9): number[] =>
  Array.from({ length: count }, (_, i) => blend(palette.panel, diverging(palette, (i / (count - 1)) * 2 - 1, 1), strength));
