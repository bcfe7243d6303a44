import type { Colour, Edges } from '#renderer/picture/frame.ts';
import { stroked } from './shapes.ts';
import { element, hex, short } from './write.ts';

/** Of the length of a dash; the other part of a period. */
const gap = 2 / 3;

/** One weight from below to above: gradient or change beside it, the old weight around it, itself, its pulse. `pixel` is in stage units. */
export const edgeElements = (edges: Edges, edge: number, pixel: number, background: Colour): readonly string[] => {
  const [x0, y0, x1, y1] = edges.ends.subarray(4 * edge, 4 * edge + 4) as unknown as readonly [number, number, number, number];
  const length = Math.max(Math.hypot(x1 - x0, y1 - y0), 1e-4);
  const [cos, sin] = [(x1 - x0) / length, (y1 - y0) / length];
  const [width, ghost, wash] = [edges.width[edge]!, edges.ghostWidth[edge]!, edges.washWidth[edge]!];
  const alpha = edges.alpha[edge]!;
  /** The edge, `aside` from its middle, on both sides where that is not 0. */
  const along = (aside: number): string =>
    (aside === 0 ? [0] : [aside, -aside])
      .map((by) => `M${short(x0 - by * sin)} ${short(y0 + by * cos)}L${short(x1 - by * sin)} ${short(y1 + by * cos)}`)
      .join('');
  const line = (aside: number, wide: number, colour: Colour, seen: number, dash?: string): string[] =>
    wide > 0 && seen > 0 ? [element('path', { d: along(aside), ...stroked({ colour, alpha: seen }, wide), 'stroke-dasharray': dash })] : [];

  const inner = Math.max(width, ghost);
  const dash = edges.dashed[edge]! > 0 ? `${short(edges.dashLength)} ${short(gap * edges.dashLength)}` : undefined;
  return [
    // Beside the body, not under it: two colours on top of each other would make a third.
    ...line((wash + inner) / 4, (wash - inner) / 2, edges.washColour[edge]!, edges.washAlpha[edge]!),
    ...(ghost > 0
      ? [...line(0, ghost, background, 0.6 * alpha), ...line(ghost / 2, 1.2 * pixel, edges.ghostColour[edge]!, 0.6 * alpha)]
      : []),
    ...line(0, width, edges.colour[edge]!, alpha, dash),
    ...pulse(edges, edge, [x0, y0], [x1 - x0, y1 - y0], pixel, background),
  ];
};

const pulse = (
  edges: Edges,
  edge: number,
  [x, y]: readonly [number, number],
  [across, down]: readonly [number, number],
  pixel: number,
  background: Colour,
): readonly string[] => {
  const at = edges.pulseAt[edge]!;
  if (at < 0) return [];
  const radius = edges.pulseRadius[edge]!;
  const place = { cx: x + across * at, cy: y + down * at };
  const colour = edges.pulseColour[edge]!;
  const rim = Math.min(Math.max(0.36 * radius, 1.2 * pixel), radius);
  const ground = element('circle', { ...place, r: radius + 1.5 * pixel, fill: hex(background), stroke: 'none' });
  const dot =
    edges.pulseHollow[edge]! > 0 ? { r: radius - rim / 2, ...stroked({ colour, alpha: 1 }, rim) } : { r: radius, fill: hex(colour) };
  return [ground, element('circle', { ...place, ...dot })];
};
