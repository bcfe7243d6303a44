import type { Text } from '#renderer/picture/frame.ts';
import { points } from './write.ts';

/** The letters of the picture's font as outlines, of both weights; lengths in parts of an em. Made by assets/fonts/outlines.py. */
export interface Letters {
  readonly em: number;
  readonly regular: Face;
  readonly bold: Face;
}
interface Face {
  /** The glyph of a character, and of one that stands under others in a column. */
  readonly characters: Readonly<Record<string, number>>;
  readonly tabular: Readonly<Record<string, number>>;
  /** Advance, its class before and after another glyph, and outline: y downwards, each command told from where the one before ended. */
  readonly glyphs: readonly (readonly [number, number, number, string])[];
  /** How much nearer (below 0) a class of the first comes to one of the second. */
  readonly kerning: readonly (readonly number[])[];
}

/** A text as the data of one path, from its baseline at `y`; undefined where the font has not all of its characters. */
export const outlineOf = ({ text, x, size, align, tabular, weight }: Text, y: number, letters: Letters): string | undefined => {
  const face = letters[weight];
  const scale = size / letters.em;
  const glyphs = [...text].map((character) => (tabular ? face.tabular[character] : undefined) ?? face.characters[character]);
  if (glyphs.some((glyph) => glyph === undefined)) return undefined;
  let width = 0;
  const placed = glyphs.map((glyph, index) => {
    const [advance, after, , outline] = face.glyphs[glyph!]!;
    const next = face.glyphs[glyphs[index + 1] ?? -1];
    const at = width;
    width += advance + (next ? face.kerning[after]![next[2]]! : 0);
    return { outline, at };
  });
  const left = x - scale * width * { left: 0, centre: 0.5, right: 1 }[align];
  return placed.map(({ outline, at }) => path(outline, left + scale * at, y, scale)).join('');
};

/** An outline at its place, told from the paper's corner. */
const path = (outline: string, x: number, y: number, scale: number): string => {
  let [atX, atY, startX, startY] = [0, 0, 0, 0];
  let data = '';
  for (const [, command, text] of outline.matchAll(/([mlqz])([^mlqz]*)/gu)) {
    if (command === 'z') {
      [atX, atY] = [startX, startY];
      data += 'Z';
      continue;
    }
    const to = text!.match(/-?\d+/gu)!.map((number, index) => Number(number) + (index % 2 === 0 ? atX : atY));
    [atX, atY] = [to.at(-2)!, to.at(-1)!];
    if (command === 'm') [startX, startY] = [atX, atY];
    data += command!.toUpperCase() + points(to.map((value, index) => value * scale + (index % 2 === 0 ? x : y)));
  }
  return data;
};
