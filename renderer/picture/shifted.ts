import type { Edges, Frame, Shape } from './frame.ts';

/** A frame whose picture lies further right and lower, in stage units. */
export const shifted = (frame: Frame, right: number, down: number): Frame => {
  if (right === 0 && down === 0) return frame;
  const moved = <T extends { readonly x: number; readonly y: number }>(one: T): T => ({ ...one, x: one.x + right, y: one.y + down });
  const shape = (one: Shape): Shape => ('points' in one ? { ...one, points: along(one, right, down) } : moved(one));
  return {
    ...frame,
    edges: { ...frame.edges, ends: frame.edges.ends.map((value, index) => value + (index % 2 === 0 ? right : down)) },
    images: frame.images.map(moved),
    shapes: frame.shapes.map(shape),
    discs: frame.discs.map(moved),
    marks: frame.marks.map(shape),
    unitSurfaces: frame.unitSurfaces.map(moved),
    texts: frame.texts.map(moved),
    ...(frame.outlines && {
      outlines: frame.outlines.map((one) => ({
        ...one,
        contours: one.contours.map((points) => points.map((value, index) => value + (index % 2 === 0 ? right : down))),
      })),
    }),
  };
};

/** Every second number of a line is its y; of a band each but the first of three. */
const along = ({ kind, points }: Extract<Shape, { readonly points: readonly number[] }>, right: number, down: number): number[] => {
  const every = kind === 'band' ? 3 : 2;
  return points.map((value, index) => value + (index % every === 0 ? right : down));
};

/** Frames in one, each where it is put; all of them have letters of one size. */
export const together = (
  size: Pick<Frame, 'width' | 'height' | 'background'>,
  placed: readonly { readonly frame: Frame; readonly x: number; readonly y: number }[],
): Frame => {
  const frames = placed.map(({ frame, x, y }) => shifted(frame, x, y));
  const all = <T>(of: (frame: Frame) => readonly T[]): T[] => frames.flatMap((frame) => [...of(frame)]);
  return {
    ...size,
    edges: joined(frames.map(({ edges }) => edges)),
    images: all(({ images }) => images),
    shapes: all(({ shapes }) => shapes),
    discs: all(({ discs }) => discs),
    marks: all(({ marks }) => marks),
    unitSurfaces: all(({ unitSurfaces }) => unitSurfaces),
    texts: all(({ texts }) => texts),
    ...(frames.some(({ outlines }) => outlines) && { outlines: all(({ outlines = [] }) => outlines) }),
  };
};

/** Arrays may be longer than the edges that are drawn. */
const joined = (all: readonly Edges[]): Edges => {
  const floats = (of: (edges: Edges) => Float32Array, each = 1): Float32Array =>
    Float32Array.from(all.flatMap((edges) => [...of(edges).subarray(0, each * edges.count)]));
  const colours = (of: (edges: Edges) => Uint32Array): Uint32Array =>
    Uint32Array.from(all.flatMap((edges) => [...of(edges).subarray(0, edges.count)]));
  const flags = (of: (edges: Edges) => Uint8Array): Uint8Array =>
    Uint8Array.from(all.flatMap((edges) => [...of(edges).subarray(0, edges.count)]));
  return {
    count: all.reduce((sum, { count }) => sum + count, 0),
    ends: floats(({ ends }) => ends, 4),
    colour: colours(({ colour }) => colour),
    alpha: floats(({ alpha }) => alpha),
    width: floats(({ width }) => width),
    dashed: flags(({ dashed }) => dashed),
    dashLength: all.find(({ count }) => count > 0)?.dashLength ?? 1,
    washWidth: floats(({ washWidth }) => washWidth),
    washColour: colours(({ washColour }) => washColour),
    washAlpha: floats(({ washAlpha }) => washAlpha),
    ghostWidth: floats(({ ghostWidth }) => ghostWidth),
    ghostColour: colours(({ ghostColour }) => ghostColour),
    pulseAt: floats(({ pulseAt }) => pulseAt),
    pulseRadius: floats(({ pulseRadius }) => pulseRadius),
    pulseColour: colours(({ pulseColour }) => pulseColour),
    pulseHollow: flags(({ pulseHollow }) => pulseHollow),
  };
};
