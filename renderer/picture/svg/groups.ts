import type { Frame, FrameWindow, TransientFrame } from '#renderer/picture/frame.ts';
import { edgeElements } from './edges.ts';
import { imageElements } from './images.ts';
import { unnamed, type Name, type Names } from './names.ts';
import { discElements, outlineElements, shapeElements } from './shapes.ts';
import { textElements, textsGroup, type Lettering } from './texts.ts';
import { element, group } from './write.ts';

export interface Drawn extends Lettering {
  /** What edges and units are called: of the first window's, where there are windows. */
  readonly names?: Names | undefined;
  /** How wide a hairline is, in stage units. */
  readonly pixel: number;
}

/** What a frame shows, in the order in which the stage draws it, a group for each kind; `within` begins their names where there are several. */
export const groupsOf = (frame: Frame | TransientFrame, drawn: Drawn, within = ''): readonly string[] => {
  const { background, edges, images, shapes, discs, marks, unitSurfaces, texts, outlines = [], windows = [] } = frame;
  const { pixel } = drawn;
  const { names = unnamed } = windows.length > 0 ? {} : drawn;
  const edge = (index: number): readonly string[] => edgeElements(edges, index, pixel, background);
  return [
    ...windows.flatMap((one, index) =>
      windowElements(one, { ...drawn, names: index === 0 ? drawn.names : undefined }, `${within}window-${index + 1}`),
    ),
    group(
      { id: `${within}weights`, fill: 'none' },
      named(
        Array.from({ length: edges.count }, (_, index) => edge(index)),
        names.edges,
      ),
    ),
    group(
      { id: `${within}images` },
      images.flatMap((image, index) => imageElements(image, `${within}image-${index + 1}`)),
    ),
    group(
      { id: `${within}shapes` },
      shapes.flatMap((shape) => shapeElements(shape, pixel)),
    ),
    group({ id: `${within}units` }, named(discs.map(discElements), names.discs)),
    group(
      { id: `${within}marks` },
      marks.flatMap((shape) => shapeElements(shape, pixel)),
    ),
    group(
      { id: `${within}surfaces` },
      unitSurfaces.flatMap((image, index) => imageElements(image, `${within}surface-${index + 1}`)),
    ),
    group(
      { ...(drawn.letters ? {} : textsGroup), id: `${within}texts` },
      texts.flatMap((text) => textElements(text, drawn)),
    ),
    group({ id: `${within}formulas` }, outlines.flatMap(outlineElements)),
  ].filter((part) => part !== '');
};

const windowElements = ({ x, y, width, height, frame }: FrameWindow, drawn: Drawn, name: string): readonly string[] => [
  element('clipPath', { id: `${name}-edge` }, element('rect', { x, y, width, height })),
  group({ id: name, 'clip-path': `url(#${name}-edge)` }, groupsOf(frame, drawn, `${name}-`)),
];

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
