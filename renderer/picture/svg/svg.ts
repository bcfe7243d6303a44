import type { Colour, Frame, TransientFrame } from '#renderer/picture/frame.ts';
import { groupsOf } from './groups.ts';
import type { Letters } from './letters.ts';
import type { Names } from './names.ts';
import { fontFaces, type Faces } from './texts.ts';
import { element, escaped, hex, short } from './write.ts';

export interface SvgOptions {
  /** What the picture is of: read aloud, and shown by viewers. */
  readonly title?: string;
  /** Width in millimetres where it is printed; without, a stage unit is a pixel. */
  readonly millimetres?: number | undefined;
  /** Nothing lies under the picture. */
  readonly transparent?: boolean;
  /** For programs that read fonts of a file. Without it the text is set in what the machine has. */
  readonly font?: Faces | undefined;
  /** Texts are outlines: nobody needs a font. */
  readonly letters?: Letters | undefined;
  readonly names?: Names;
  /** It becomes a PDF. */
  readonly printed?: boolean;
  /** How wide a hairline is, in stage units. */
  readonly pixel?: number;
}

/**
 * A frame as SVG 1.1 with what browsers and drawing programs know of SVG 2: pure text, the same bytes in every engine. Text stays text, what
 * stands for a weight or a unit is a group of its name, and everything lies in the order in which the stage draws it.
 */
export const svgOf = (frame: Frame | TransientFrame, options: SvgOptions = {}): string => {
  const { title, millimetres, transparent = false, font, letters, names, pixel = 1, printed: isPrinted = false } = options;
  const { width, height, background } = frame;
  const printed = (units: number): string => (millimetres === undefined ? short(units) : `${short((units / width) * millimetres)}mm`);
  const parts = [
    title === undefined ? '' : element('title', {}, escaped(title)),
    font === undefined || letters ? '' : element('style', {}, fontFaces(font)),
    transparent ? '' : ground(width, height, background),
    ...groupsOf(frame, { names, pixel, printed: isPrinted, letters }),
  ];
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      'xmlns:xlink': 'http://www.w3.org/1999/xlink',
      width: printed(width),
      height: printed(height),
      viewBox: `0 0 ${short(width)} ${short(height)}`,
      role: 'img',
    },
    `\n${parts.filter((part) => part !== '').join('\n')}\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`;
};

const ground = (width: number, height: number, background: Colour): string =>
  element('rect', { id: 'ground', width, height, fill: hex(background) });
