import type { Act } from '#renderer/picture/act.ts';
import { mix } from '#renderer/picture/time/easing.ts';
import type { Colour } from '#renderer/picture/frame.ts';
import { textWidth, type Pen } from '#renderer/picture/pen.ts';
import type { Area } from '#renderer/picture/space/placement.ts';

export interface Plot {
  readonly area: Area;
  /** Where the highest and the lowest point of the curve lie. */
  readonly top: number;
  readonly bottom: number;
  x(value: number): number;
  y(value: number): number;
}

/** Axes through zero and the curve of `f` over [least, most]; gives back where points of it lie. */
export const drawCurve = (
  { palette, unit, type }: Act,
  pen: Pen,
  area: Area,
  f: (value: number) => number,
  [least, most]: readonly [number, number],
  names: { readonly x: string; readonly y: string },
  colour: Colour = palette.soft,
): Plot => {
  const samples = 72;
  const values = Array.from({ length: samples + 1 }, (_, i) => f(mix(least, most, i / samples)));
  const finite = values.filter(Number.isFinite);
  const low = Math.min(0, ...finite);
  const high = Math.max(low + 1e-12, ...finite);
  const top = area.y + 9 * type;
  const bottom = area.y + area.height - 9 * type;
  const x = (value: number) => mix(area.x, area.x + area.width, (value - least) / (most - least));
  const y = (value: number) => mix(bottom, top, (value - low) / (high - low));
  pen.line([area.x, y(0), area.x + area.width, y(0)], palette.rule, unit);
  const upright = Math.min(Math.max(0, least), most);
  pen.line([x(upright), top - 4 * unit, x(upright), bottom + 4 * unit], palette.rule, unit);
  pen.text(area.x + area.width, y(0) + 9 * type, names.x, 11 * type, palette.soft, { align: 'right' });
  // Left of the axis, unless that is where the plot begins, no rising curve comes near its top.
  const left = x(upright) - area.x > 60 * type;
  const long = left && textWidth(names.y, 11 * type) > x(upright) - 6 * type - area.x;
  const foot = long ? area.x : x(upright) + (left ? -6 : 5) * type;
  pen.text(foot, top - 3 * type, names.y, 11 * type, palette.soft, {
    align: left && !long ? 'right' : 'left',
    behind: long ? palette.panel : undefined,
  });
  const points: number[] = [];
  values.forEach((value, i) => {
    if (Number.isFinite(value)) points.push(x(mix(least, most, i / samples)), y(value));
  });
  pen.line(straightened(points), colour, 2 * unit);
  return { area, top, bottom, x, y };
};

/** Without the points that lie on the line between their neighbours: a straight piece is one stroke, without joints. */
const straightened = (points: readonly number[]): number[] => {
  const kept: number[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i]!, points[i + 1]!];
    if (kept.length >= 4 && i + 2 < points.length) {
      const [x0, y0] = [kept.at(-2)!, kept.at(-1)!];
      const bend = (x - x0) * (points[i + 3]! - y) - (y - y0) * (points[i + 2]! - x);
      if (Math.abs(bend) < 0.01 * (x - x0)) continue;
    }
    kept.push(x, y);
  }
  return kept;
};
