import type { Act } from '#renderer/picture/act.ts';

/** Width of a weight's line: never so thin that it is lost, however small the weight. */
export const widthOf = ({ unit }: Act, weight: number, most: number, widest: number): number => {
  const thinnest = 0.7 * unit;
  const size = Math.abs(weight) / most;
  return Number.isFinite(size) ? thinnest + (widest - thinnest) * Math.min(size, 1) : widest;
};

/** Width of the line of the largest weight; the same in all layers, so that widths can be compared. */
export const widestEdge = ({ placement, unit }: Act): number => {
  const closest = Math.min(placement.closest, 60 * unit);
  return Math.min(Math.max(0.2 * closest, 1.4 * unit), 6.5 * unit);
};
