import type { Text } from '#renderer/picture/frame.ts';
import { boxOf } from '#renderer/picture/pen.ts';
import { element, escaped, hex, opacity } from './write.ts';

/** The picture's own font, carried by the file where it may, and what stands in where a program does not read it. */
export const fontName = 'Retrograd Inter';
export const fontFamily = `'${fontName}', Inter, 'Helvetica Neue', Arial, sans-serif`;

const anchors = { left: undefined, centre: 'middle', right: 'end' } as const;
const weights = { regular: 450, bold: 650 } as const;

/**
 * The font as base64 of WOFF2, a file for each weight: of one that varies, Chromium's PDF would make shapes (Type 3), which journals refuse.
 */
export type Faces = Readonly<Record<keyof typeof weights, string>>;
export const fontFaces = (faces: Faces): string =>
  (['regular', 'bold'] as const)
    .map(
      (face) =>
        `@font-face{font-family:'${fontName}';font-weight:${weights[face]};src:url(data:font/woff2;base64,${faces[face]}) format('woff2')}`,
    )
    .join('');

/** From the middle of a figure down to its baseline, and the halo's width, in ems: as the stage draws them. */
const capMiddle = 0.364;
const haloWidth = 0.28;

/** How much of what lies under a text its ground lets through. */
const groundAlpha = 0.85;

/** A text as text. `printed`: on a ground of its own, for of a halo a PDF would make shapes (Type 3). Its halo is a text of its own before it, because not every program knows how to paint an outline first. */
export const textElements = (one: Text, printed = false): readonly string[] => {
  const { x, y, text, size, colour, alpha, align, tabular, weight, behind } = one;
  if (alpha <= 0 || text === '') return [];
  const place = {
    x,
    y: y + capMiddle * size,
    'font-size': size,
    'font-weight': weight === 'regular' ? undefined : weights.bold,
    'text-anchor': anchors[align],
    'font-variant-numeric': tabular ? 'tabular-nums' : undefined,
  };
  const written = escaped(text);
  const halo = (around: number): string =>
    element(
      'text',
      {
        ...place,
        fill: hex(around),
        stroke: hex(around),
        'stroke-width': haloWidth * size,
        'stroke-linejoin': 'round',
        opacity: opacity(alpha),
        'aria-hidden': 'true',
      },
      written,
    );
  return [
    ...(behind === undefined ? [] : [printed ? ground(one, behind) : halo(behind)]),
    element('text', { ...place, fill: hex(colour), 'fill-opacity': opacity(alpha) }, written),
  ];
};

const ground = (text: Text, colour: number): string => {
  const { left, right, top, bottom } = boxOf(text);
  const paint = { rx: 0.2 * text.size, fill: hex(colour), 'fill-opacity': opacity(groundAlpha * text.alpha) };
  return element('rect', { x: left, y: top, width: right - left, height: bottom - top, ...paint });
};

/** Attributes of the group of all texts. Letters stand by themselves, as the stage draws them; blanks in a row stay. */
export const textsGroup = {
  id: 'texts',
  'font-family': fontFamily,
  'font-weight': weights.regular,
  style: "white-space:pre;font-feature-settings:'calt' 0",
} as const;
