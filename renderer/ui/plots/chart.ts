import type { Colour } from '#renderer/picture/frame.ts';
import { blend, type Palette } from '#renderer/picture/palette.ts';
import { textWidth, type Pen } from '#renderer/picture/pen.ts';
import { roomFor } from './letters.ts';
import { chartScales, extentOf, labelPlaces } from './line-chart.ts';

/** Lines over the steps of training, as data. */
export interface Chart {
  /** The step at which each bucket begins. */
  readonly start: Float64Array;
  readonly lines: readonly Line[];
  /** Least and greatest of each bucket, around the first line. */
  readonly band?: { readonly low: Float64Array; readonly high: Float64Array };
  /** Whether lines are named at their right end. */
  readonly named: boolean;
  readonly log: boolean;
  /** The last step of the axis, and the last that there are values of. */
  readonly goal: number;
  readonly trainedTo: number;
}

export interface Line {
  readonly name: string;
  readonly colour: Colour;
  /** One value per bucket, or per step of its own. */
  readonly values: Float64Array;
  /** The steps of a line that is known at some steps only: each is a dot. */
  readonly steps?: Float64Array;
  /** Of a line that has buckets of its own: where each begins, and the last step that there are values of. */
  readonly own?: { readonly start: Float64Array; readonly trainedTo: number };
  /** Lengths of dashes and gaps. */
  readonly dash?: readonly [number, number];
  /** In pixels, where it is not the chart's usual one. */
  readonly width?: number;
}

/** Names at the ends of lines take no more than this part of the room. */
const mostForNames = 0.4;

/** Where a chart may stand, in pixels; `letter` is the size of its letters. */
export interface Room {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly letter: number;
}

/** Where the parts of a chart stand: the plot without its labels, and the scales of its two axes. */
export type Layout = ReturnType<typeof layChart>;

/** `tick` writes the numbers of the axes; the longest of them decides how wide the plot is. */
export const layChart = (chart: Chart, room: Room, tick: (value: number) => string) => {
  const { lines, band, named, log, goal } = chart;
  // How large letters are against those of a window of 1280 x 720.
  const letters = room.letter / 11;
  const extent = extentOf(
    band ? [band.low, band.high, ...lines.slice(1).map(({ values }) => values)] : lines.map(({ values }) => values),
    log,
  );
  const height = Math.max(1, room.height - 27 * letters);
  const { yTicks } = chartScales(extent, log, goal, 1, height, letters);
  const labels = Math.max(40 * letters, roomFor(yTicks.map(tick), letters));
  const names = Math.max(26 * letters, ...lines.map(({ name }) => textWidth(name, 11 * letters) + 10 * letters));
  const beside = named ? Math.min(names, mostForNames * room.width) : 10 * letters;
  const width = Math.max(1, room.width - labels - beside);
  const left = room.left + labels;
  const top = room.top + 6 * letters;
  const scales = chartScales(extent, log, goal, width, height, letters);
  return {
    letters,
    left,
    top,
    right: left + width,
    /** Pixels for a name at the end of a line. */
    beside,
    bottom: top + height,
    x: (step: number): number => left + scales.x(Math.max(0, Math.min(goal, step))),
    y: (value: number): number => top + scales.y(value),
    xTicks: scales.xTicks.map((value) => ({ value, text: tick(value) })),
    yTicks: scales.yTicks.map((value) => ({ value, text: tick(value) })),
  };
};

/** The chart as plain shapes, which the screen prints and an export draws. */
export const drawChart = (pen: Pen, chart: Chart, layout: Layout, palette: Palette, bandAlpha = 0.22): void => {
  const { lines, band, named, log, start, trainedTo } = chart;
  const { letters, left, top, right, bottom, beside, x, y, xTicks, yTicks } = layout;
  const size = 11 * letters;
  const visible = (value: number): boolean => Number.isFinite(value) && (!log || value > 0);
  const grid = blend(palette.background, palette.rule, palette.theme === 'contrast' ? 0.7 : 0.35);
  for (const { value, text } of yTicks) {
    pen.line([left, y(value), right, y(value)], grid, 1);
    pen.text(left - 6, y(value), text, size, palette.soft, { align: 'right', tabular: true });
  }
  for (const { value, text } of xTicks) {
    const align = value === 0 ? 'left' : x(value) > right - 16 * letters ? 'right' : 'centre';
    pen.text(x(value), bottom + 13 * letters, text, size, palette.soft, { align, tabular: true });
  }
  if (band) {
    const { low, high } = band;
    // On a logarithmic axis a loss of zero has no place: the band then reaches to the bottom.
    const floor = (value: number): number => (log && value <= 0 ? bottom : y(value));
    for (const piece of pieces(start.length, (i) => Number.isFinite(low[i]!) && visible(high[i]!)))
      pen.band(
        piece.flatMap((i) => [x(start[i]!), floor(low[i]!), y(high[i]!)]),
        lines[0]!.colour,
        bandAlpha,
      );
  }
  for (const { values, colour, own, steps = own?.start ?? start, dash, width = named ? 1.1 : 1.75 } of lines)
    for (const piece of pieces(steps.length, (i) => visible(values[i]!)))
      pen.line(
        piece.flatMap((i) => [x(steps[i]!), y(values[i]!)]),
        colour,
        // Before an audience lines grow with the letters.
        width * Math.max(1, letters),
        dash && { dash },
      );
  for (const { values, colour, steps } of lines)
    steps?.forEach((step, i) => visible(values[i]!) && pen.dot(x(step), y(values[i]!), 2, colour));
  pen.line([left, bottom, right, bottom], palette.rule, 1);
  if (!named) return;
  const ends = lines.map(({ values }) => values.findLast(visible));
  for (const { index, y: at } of labelPlaces(ends, (value) => y(value) - top, bottom - top, letters)) {
    const { name, colour, values, own } = lines[index]!;
    const last = values.findLastIndex(visible);
    // A line that breaks off has its name where it does.
    const end = last === values.length - 1 ? (own?.trainedTo ?? trainedTo) : (own?.start ?? start)[last]!;
    const room = right + beside - x(end) - 4;
    pen.text(x(end) + 4, top + at, shortened(name, size, room), size, colour, { weight: 'bold', behind: palette.background });
  }
};

const shortened = (name: string, size: number, room: number): string => {
  if (textWidth(name, size) <= room) return name;
  const fitting = Math.max(1, Math.floor(room / textWidth('0', size)) - 1);
  return `${name.slice(0, fitting)}…`;
};

/** The stretches of indices that are there, without those of a single one: nothing leads to it. */
const pieces = (count: number, there: (index: number) => boolean): readonly (readonly number[])[] => {
  const found: number[][] = [];
  for (let i = 0, open = false; i < count; i++) {
    if (!there(i)) open = false;
    else if (open) found.at(-1)!.push(i);
    else {
      found.push([i]);
      open = true;
    }
  }
  return found.filter(({ length }) => length > 1);
};
