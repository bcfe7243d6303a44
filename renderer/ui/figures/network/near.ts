import type { Camera } from '#core/view/place.ts';
import type { Frame } from '#renderer/picture/frame.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { zoomed, type Move } from '#renderer/picture/zoomed.ts';
import { viewOf } from '#renderer/stage/view.ts';
import type { Setting } from '#renderer/ui/figures/figure.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a network is placed, how small its letters may be there, and where that comes to stand on the paper. */
export interface Standing {
  readonly size: Size;
  readonly least: number;
  /** Undefined where all of it is seen as it is placed. */
  readonly seen: { readonly window: Size; readonly move: Move } | undefined;
}

/** Width of a stage that nobody has sized, and the least letters at a desk. */
const [stageWidth, deskLetters] = [1000, 11];

/**
 * From near a network is placed as on its stage, whose letters and lengths go together otherwise than a paper's: the part that is seen there
 * is seen here, and a paper that may be as high as its content shows no more. Letters are as large on paper as they are to be.
 */
export const standingOf = (
  { current, size }: { readonly current: Camera | undefined; readonly size: Size },
  { zoom: isNear, width, height, letter, fits }: Setting,
): Standing => {
  const camera = isNear ? current : undefined;
  if (!camera) return { size: { width, height }, least: letter, seen: undefined };
  const across = size.width > 0 ? size.width : stageWidth;
  const scale = width / across;
  const own = { width: across, height: fits && size.width > 0 ? Math.min(size.height, height / scale) : height / scale };
  const { zoom, x, y } = viewOf(camera, own);
  return {
    size: own,
    least: Math.max(deskLetters, letter / (zoom * scale)),
    seen: { window: { width, height: own.height * scale }, move: { zoom: zoom * scale, x: x * scale, y: y * scale } },
  };
};

/** What of a network is seen by somebody who looks at a part of it. */
export const throughWindow = (frame: Frame, { seen }: Standing): Frame => {
  if (!seen) return frame;
  const { window, move } = seen;
  const part = { x: 0, y: 0, ...window, frame: zoomed(frame, move) };
  return { ...plainFrame({ ...window, background: frame.background }, new Pen()), windows: [part] };
};
