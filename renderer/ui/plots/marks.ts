import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
  type SymbolType,
} from 'd3-shape';
import type { Palette } from '#renderer/picture/palette.ts';

/** Classes are told apart twice: by a colour that colour-blind eyes keep apart, and by a shape. */
export interface Mark {
  /** 0xRRGGBB. */
  readonly colour: number;
  readonly shape: SymbolType;
}

/** Okabe and Ito's colours, and two more of the same kind; brighter on a dark ground. */
const many = {
  light: [0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0x882255, 0x8a8a00, 0x444444, 0x7a4a9e],
  dark: [0x4aa8e0, 0xff8a3d, 0x2fc99a, 0xe79cc6, 0xf2bd4b, 0x9ad8ff, 0xd06a9a, 0xd6d64a, 0xbdbdbd, 0xb48cd8],
} as const;
const shapes = [symbolCircle, symbolTriangle, symbolSquare, symbolDiamond, symbolCross, symbolStar, symbolWye];

/** Two classes of one output take the picture's own scale: blue is towards 1, orange towards 0. */
export const marksOf = (palette: Palette, classes: number): readonly Mark[] =>
  classes === 2
    ? [
        { colour: palette.negative, shape: symbolTriangle },
        { colour: palette.positive, shape: symbolCircle },
      ]
    : Array.from({ length: classes }, (_, i) => ({
        colour: many[palette.theme === 'dark' ? 'dark' : 'light'][i % many.light.length]!,
        shape: shapes[i % shapes.length]!,
      }));

/** The outline of a shape as an SVG path around the origin; `size` is about its diameter. */
export const outlineOf = (shape: SymbolType, size: number): string => symbol(shape, (size * size * Math.PI) / 4)() ?? '';

export const css = (colour: number): string => `#${colour.toString(16).padStart(6, '0')}`;
