import type { Colour, Frame, TransientFrame } from '#renderer/picture/frame.ts';
import { edgeElements } from './edges.ts';
import { imageElements } from './images.ts';
import { unnamed, type Name, type Names } from './names.ts';
import { discElements, outlineElements, shapeElements } from './shapes.ts';
import { fontFaces, textElements, textsGroup, type Faces } from './texts.ts';
import { element, escaped, group, hex, short } from './write.ts';

export interface SvgOptions {
  /** What the picture is of: read aloud, and shown by viewers. */
  readonly title?: string;
  /** Width in millimetres where it is printed; without, a stage unit is a pixel. */
  readonly millimetres?: number | undefined;
  /** Nothing lies under the picture. */
  readonly transparent?: boolean;
  /** For programs that read fonts of a file. Without it the text is set in what the machine has. */
  readonly font?: Faces | undefined;
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
  const { title, millimetres, transparent = false, font, names = unnamed, pixel = 1, printed: isPrinted = false } = options;
  const { width, height, background, edges, images, shapes, discs, marks, unitSurfaces, texts, outlines = [] } = frame;
  const printed = (units: number): string => (millimetres === undefined ? short(units) : `${short((units / width) * millimetres)}mm`);
  const edge = (index: number): readonly string[] => edgeElements(edges, index, pixel, background);
  const parts = [
    title === undefined ? '' : element('title', {}, escaped(title)),
    font === undefined ? '' : element('style', {}, fontFaces(font)),
    transparent ? '' : ground(width, height, background),
    group(
      { id: 'weights', fill: 'none' },
      named(
        Array.from({ length: edges.count }, (_, index) => edge(index)),
        names.edges,
      ),
    ),
    group(
      { id: 'images' },
      images.flatMap((image, index) => imageElements(image, `image-${index + 1}`)),
    ),
    group(
      { id: 'shapes' },
      shapes.flatMap((shape) => shapeElements(shape, pixel)),
    ),
    group({ id: 'units' }, named(discs.map(discElements), names.discs)),
    group(
      { id: 'marks' },
      marks.flatMap((shape) => shapeElements(shape, pixel)),
    ),
    group(
      { id: 'surfaces' },
      unitSurfaces.flatMap((image, index) => imageElements(image, `surface-${index + 1}`)),
    ),
    group(
      textsGroup,
      texts.flatMap((text) => textElements(text, isPrinted)),
    ),
    group({ id: 'formulas' }, outlines.flatMap(outlineElements)),
  ];
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
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

/** What has a name as a group of that name, in groups of their layers; what has none stands for itself. */
const named = (drawn: readonly (readonly string[])[], names: readonly Name[]): readonly string[] => {
  const groups: string[] = [];
  let open: { readonly layer: string; readonly own: string[] } | undefined;
  const close = (): void => {
    if (open) groups.push(group({ id: open.layer }, open.own));
    open = undefined;
  };
  drawn.forEach((elements, index) => {
    const name = names[index];
    if (name?.layer !== open?.layer) close();
    if (!name) return void groups.push(...elements);
    open ??= { layer: name.layer, own: [] };
    if (elements.length > 0) open.own.push(element('g', { id: name.one }, elements));
  });
  close();
  return groups;
};
