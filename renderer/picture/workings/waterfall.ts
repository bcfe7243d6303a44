import type { Value } from '#core/account/quantity.ts';
import { type Act, written } from '#renderer/picture/act.ts';
import { mix } from '#renderer/picture/time/easing.ts';
import type { Colour } from '#renderer/picture/frame.ts';
import { inkOf } from '#renderer/picture/palette.ts';
import type { Pen } from '#renderer/picture/pen.ts';
import type { Area } from '#renderer/picture/space/placement.ts';
import { labelsIn, mostBars, rowsOf } from './rows.ts';

export interface Term {
  readonly label: string;
  /** Where the label finds no room. */
  readonly short: string;
  /** Undefined where a question covers it: then it has no length. */
  readonly value: Value;
  /** 0 not yet added, 1 added. */
  readonly progress: number;
  readonly colour: Colour;
}

/** A sum, term by term: each bar begins where the one above it ended, so that the last one ends at the total. */
export const drawWaterfall = (act: Act, pen: Pen, area: Area, terms: readonly Term[], total: { label: string; progress: number }): void => {
  const { palette, unit, type } = act;
  const ends = [0];
  for (const { value } of terms) ends.push(ends.at(-1)! + (Number.isFinite(value) ? (value ?? 0) : 0));
  const least = Math.min(...ends);
  const most = Math.max(...ends);
  const range = most - least || 1;
  if (terms.length > mostBars) return drawWalk(act, pen, area, terms, ends, least, range);
  const begun = terms.findLastIndex(({ progress }) => progress > 0);
  const { labels, room } = labelsIn(
    act,
    area,
    [...terms.map(({ label }) => label), total.label],
    [...terms.map(({ short }) => short), total.label],
  );
  const values = terms.map(({ value }) => signed(written(act, value)));
  const rows = rowsOf(act, area, terms.length + 1, total.progress > 0 ? terms.length : begun, room, values);
  const x = (value: number) => mix(rows.left, rows.right, (value - least) / range);
  const thick = Math.min(rows.height * 0.58, 9 * unit);
  const bottom = rows.y(terms.length);
  pen.line([x(0), rows.y(0) - rows.height * 0.5, x(0), bottom + rows.height * 0.4], palette.rule, unit);
  terms.forEach(({ progress, colour }, row) => {
    const y = rows.y(row);
    const size = rows.textSize(row);
    if (size > 0) pen.text(rows.left - 10 * type, y, labels[row]!, size, inkOf(palette, progress), { align: 'right', tabular: true });
    if (progress === 0) return;
    const from = x(ends[row]!);
    const to = mix(from, x(ends[row + 1]!), progress);
    pen.bar(from, y - thick / 2, to, y + thick / 2, colour, { alpha: 0.9, radius: Math.min(1.5 * unit, Math.abs(to - from) / 2) });
    if (progress === 1) pen.line([to, y + thick / 2, to, rows.y(row + 1) - thick / 2], palette.soft, 0.8 * unit, { alpha: 0.7 });
    if (size > 0 && progress === 1) {
      pen.text(area.x + area.width, y, values[row]!, size, colour, { align: 'right', tabular: true });
    }
  });
  if (total.progress === 0) return;
  const end = x(ends.at(-1)!);
  pen.bar(x(0), bottom - thick / 2, mix(x(0), end, total.progress), bottom + thick / 2, palette.ink, { alpha: 0.85, radius: 1.5 * unit });
  const size = rows.textSize(terms.length);
  if (size > 0)
    pen.text(rows.left - 10 * type, bottom, total.label, size, palette.ink, { align: 'right', weight: 'bold', alpha: total.progress });
};

/** Very many terms: the running sum as a line from the top to the total. */
const drawWalk = (
  { palette, unit }: Act,
  pen: Pen,
  area: Area,
  terms: readonly Term[],
  ends: readonly number[],
  least: number,
  range: number,
): void => {
  const x = (value: number) => mix(area.x, area.x + area.width, (value - least) / range);
  const done = terms.filter(({ progress }) => progress === 1).length;
  const stride = Math.max(1, Math.ceil(terms.length / 160));
  const points: number[] = [];
  for (let i = 0; i <= done; i += stride) points.push(x(ends[i]!), area.y + (area.height * i) / terms.length);
  if (done % stride !== 0) points.push(x(ends[done]!), area.y + (area.height * done) / terms.length);
  pen.line([x(0), area.y, x(0), area.y + area.height], palette.rule, unit);
  if (points.length >= 4) pen.line(points, terms[0]!.colour, 1.6 * unit);
  pen.dot(points.at(-2)!, points.at(-1)!, 3 * unit, palette.ink);
};

/** Terms of a sum say their sign. */
const signed = (text: string): string => (/^[-−0?]$|^[-−]/u.test(text) ? text : `+${text}`);
