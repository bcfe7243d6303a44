import type { Edges, Frame } from './frame.ts';
import { zoomed } from './zoomed.ts';

/** A frame whose picture lies further right and lower, in stage units. */
export const shifted = (frame: Frame, right: number, down: number): Frame => zoomed(frame, { zoom: 1, x: right, y: down });

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
    ...(frames.some(({ windows }) => windows) && { windows: all(({ windows = [] }) => windows) }),
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
