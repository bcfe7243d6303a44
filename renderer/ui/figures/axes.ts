import { scaleLinear } from 'd3-scale';
import type { Palette } from '#renderer/picture/palette.ts';
import type { Pen } from '#renderer/picture/pen.ts';
import { roomFor } from '#renderer/ui/plots/letters.ts';

export type Extent = readonly [number, number];

interface Axes {
  readonly x: Extent;
  readonly y: Extent;
  readonly across: string;
  readonly up: string;
  readonly tick: (value: number) => string;
  /** Both sides are of one length. */
  readonly square: boolean;
  /** Left out where what stands along the axis is no scale. */
  readonly ticksAcross?: boolean;
}

export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** A frame with ticks and the names of its axes, and the scales of what is drawn in it. `draw` comes between the two, so that the frame lies over it. */
export const drawAxes = (
  pen: Pen,
  room: { readonly width: number; readonly height: number; readonly letter: number },
  { x, y, across, up, tick, square, ticksAcross = true }: Axes,
  palette: Palette,
  draw: (plot: Plot) => void,
): Plot => {
  const { letter } = room;
  const high = room.height - 5 * letter;
  const upTicks = scaleLinear(y, [0, 1]).ticks(Math.max(2, high / (3.4 * letter)));
  const before = Math.max(3 * letter, roomFor(upTicks.map(tick), letter / 11));
  // The last number stands across the frame's edge.
  const after = Math.max(letter, 0.6 * roomFor([tick(x[1]!)], letter / 11));
  const wide = room.width - before - after;
  const side = Math.max(1, Math.min(wide, high));
  const [width, height] = [square ? side : Math.max(1, wide), square ? side : Math.max(1, high)];
  const left = square ? Math.max(before, (room.width - width) / 2) : before;
  const top = 1.8 * letter;
  const scales = { x: scaleLinear(x, [left, left + width]), y: scaleLinear(y, [top + height, top]) };
  const plot = { left, top, width, height, ...scales };
  draw(plot);
  for (const value of upTicks)
    pen.text(left - 0.5 * letter, scales.y(value), tick(value), letter, palette.soft, { align: 'right', tabular: true });
  for (const value of ticksAcross ? scales.x.ticks(Math.max(2, width / (5.5 * letter))) : [])
    pen.text(scales.x(value), top + height + letter, tick(value), letter, palette.soft, { align: 'centre', tabular: true });
  pen.onDiscs(() =>
    pen.rect(left, top, width, height, palette.background, { fillAlpha: 0, outline: palette.rule, outlineWidth: 0.09 * letter }),
  );
  pen.text(left + width, top + height + 2.3 * letter, across, letter, palette.ink, { align: 'right' });
  pen.text(left, top - 0.9 * letter, up, letter, palette.ink);
  return plot;
};
