import type { Frame } from './frame.ts';
import { edgeArrays } from './network/edge-memory.ts';
import type { Pen } from './pen.ts';

/** What a pen drew as a frame without a network: a chart. */
export const plainFrame = (
  size: Pick<Frame, 'width' | 'height' | 'background'>,
  { images, shapes, discs, marks, unitSurfaces, texts }: Pen,
): Frame => ({ ...size, edges: edgeArrays(0), images, shapes, discs, marks, unitSurfaces, texts });
