import type { Text } from '#renderer/picture/frame.ts';
import { boxOf } from '#renderer/picture/pen.ts';
import { outlineOf, type Letters } from './letters.ts';
import { element, escaped, hex, opacity } from './write.ts';

/** The picture's own font, carried by the file where it may, and what stands in where a program does not read it. */
export const fontName = 'Retrograd Inter';
export const fontFamily = `'${fontName}', Inter, 'Helvetica Neue', Arial, sans-serif`;

const anchors = { left: undefined, centre: 'middle', right: 'end' } as const;
/** What the two are called: of the numbers between, drawing programs with a font of their own make nothing bold. */
const weights = { regular: 400, bold: 700 } as const;

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

/** How texts are written. */
export interface Lettering {
  /** They become a PDF: on grounds of their own, for of a halo a PDF would make shapes (Type 3). */
  readonly printed: boolean;
  /** As outlines, which look alike in every program. */
  readonly letters?: Letters | undefined;
}

/** A text as text, or as one path. Its halo comes before it by itself, because not every program knows how to paint an outline first. */
export const textElements = (one: Text, { printed, letters }: Lettering): readonly string[] => {
  const { text, size, colour, alpha, behind } = one;
  if (alpha <= 0 || text === '') return [];
  const baseline = one.y + capMiddle * size;
  const data = letters && outlineOf(one, baseline, letters);
  const written = (paint: Readonly<Record<string, string | number | undefined>>): string =>
    data === undefined ? asText(one, baseline, paint) : element('path', { d: data, ...paint });
  const halo = (around: number): string =>
    written({
      fill: hex(around),
      stroke: hex(around),
      'stroke-width': haloWidth * size,
      'stroke-linejoin': 'round',
      opacity: opacity(alpha),
      'aria-hidden': 'true',
    });
  const said = data === undefined ? {} : { role: 'img', 'aria-label': text };
  return [
    ...(behind === undefined ? [] : [printed && data === undefined ? ground(one, behind) : halo(behind)]),
    written({ fill: hex(colour), 'fill-opacity': opacity(alpha), ...said }),
  ];
};

const asText = ({ x, size, weight, align, tabular, text }: Text, y: number, paint: Readonly<Record<string, string | number | undefined>>) =>
  element(
    'text',
    {
      ...{ x, y, 'font-size': size, 'font-weight': weight === 'regular' ? undefined : weights.bold, 'text-anchor': anchors[align] },
      // No attribute of SVG, but a property.
      style: tabular ? 'font-variant-numeric:tabular-nums' : undefined,
      ...paint,
    },
    escaped(text),
  );

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
