import type { Act } from '#renderer/picture/act.ts';
import { textWidth } from '#renderer/picture/pen.ts';
import type { Area } from '#renderer/picture/space/placement.ts';

/** Rows of bars under each other, with text beside them; where they are too low for that, beside the present one only. */
export interface Rows {
  readonly height: number;
  /** Size of the text beside a row; 0 where there is none. */
  textSize(row: number): number;
  /** Where bars may lie. */
  readonly left: number;
  readonly right: number;
  y(row: number): number;
}

/** `values` are the texts at the right of the bars. */
export const rowsOf = ({ type }: Act, area: Area, count: number, present: number, labelWidth: number, values: readonly string[]): Rows => {
  const valueWidth = Math.max(50 * type, ...values.map((value) => textWidth(value, 11.5 * type))) + 8 * type;
  const height = Math.min(area.height / count, 17 * type);
  const labelled = height >= 12 * type;
  const top = area.y + (area.height - height * count) / 2;
  return {
    height,
    left: area.x + labelWidth,
    right: area.x + area.width - valueWidth,
    textSize: (row) => (labelled ? Math.min(11.5 * type, height * 0.8) : row === present ? 11 * type : 0),
    y: (row) => top + height * (row + 0.5),
  };
};

/** The labels that fit beside bars, in full or else in short, and the room that they take. */
export const labelsIn = (
  { type }: Act,
  area: Area,
  full: readonly string[],
  short: readonly string[],
): { readonly labels: readonly string[]; readonly room: number } => {
  const roomOf = (labels: readonly string[]): number => Math.max(...labels.map((label) => textWidth(label, 11.5 * type))) + 16 * type;
  const labels = roomOf(full) <= area.width * 0.6 ? full : short;
  return { labels, room: Math.min(roomOf(labels), area.width * 0.6) };
};

/** More terms than this are drawn as one line, not as bars. */
export const mostBars = 48;
