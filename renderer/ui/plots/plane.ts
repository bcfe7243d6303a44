import { symbolCircle } from 'd3-shape';
import type { DataSummary, Surface } from '#core/protocol/trainer.ts';
import { niceCeiling } from '#renderer/picture/scales.ts';
import { blend, diverging, type Palette } from '#renderer/picture/palette.ts';
import { levelLine } from './boundary.ts';
import { fieldPixels, type Reading } from './field.ts';
import { css, marksOf, outlineOf, type Mark } from './marks.ts';

/** Places on the plot in CSS pixels. */
export interface Placing {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly width: number;
  readonly height: number;
}

/** Beyond this many points the plane would only be slow and full: an even choice of them is drawn. */
export const mostPoints = 4000;
export const drawnPoints = (samples: number): { readonly every: number; readonly count: number } => {
  const every = Math.max(1, Math.ceil(samples / mostPoints));
  return { every, count: Math.ceil(samples / every) };
};

/** What the colours stand for; scales hold all targets and all that the network says, so that nothing is cut off unseen. */
export const readingOf = (data: DataSummary, palette: Palette, output: number, surface: Surface | undefined): Reading => {
  if (data.task === 'regression') {
    const predicted = surface ? largest(surface.values, surface.outputs, output) : 0;
    return { kind: 'value', output, most: niceCeiling(Math.max(largest(data.y, data.outputs, output), predicted)) };
  }
  if (data.outputs > 1) return { kind: 'classes', marks: marksOf(palette, data.outputs) };
  const values = surface?.values ?? new Float64Array();
  return { kind: 'binary', beyond: { low: values.some((value) => value < 0), high: values.some((value) => value > 1) } };
};

/** The largest finite magnitude of one column of a row-major table. */
const largest = (values: Float64Array, columns: number, column: number): number => {
  let most = 0;
  for (let i = column; i < values.length; i += columns) {
    const size = Math.abs(values[i]!);
    if (size > most && size < Infinity) most = size;
  }
  return most;
};

/** The class of a sample: where its target is 1. */
export const classOf = ({ y, outputs }: DataSummary, sample: number): number => {
  if (outputs === 1) return y[sample] === 1 ? 1 : 0;
  for (let o = 0; o < outputs; o++) if (y[sample * outputs + o] === 1) return o;
  return 0;
};

/** Where a sample stands on the plot. */
export const pointOf = (data: DataSummary, placing: Placing, sample: number, output: number): readonly [number, number] => [
  placing.x(data.x[sample * data.inputs]!),
  placing.y(data.inputs === 1 ? data.y[sample * data.outputs + output]! : data.x[sample * data.inputs + 1]!),
];

/** Of one input, upright lines between each sample's target and what the network says of it: `outputs` is (N,O). A path of SVG. */
export const missedLines = (data: DataSummary, placing: Placing, outputs: Float64Array, output: number): string => {
  const { every } = drawnPoints(data.samples);
  let path = '';
  for (let sample = 0; sample < data.samples; sample += every) {
    const [x, target] = pointOf(data, placing, sample, output);
    const predicted = placing.y(outputs[sample * data.outputs + output]!);
    if (Number.isFinite(predicted)) path += `M${x.toFixed(1)} ${target.toFixed(1)}V${predicted.toFixed(1)}`;
  }
  return path;
};

/** The sample nearest to a place on the plot, if one is within reach. */
export const nearestSample = (
  data: DataSummary,
  placing: Placing,
  at: { readonly x: number; readonly y: number },
  output: number,
  reach: number,
): number | undefined => {
  let nearest: number | undefined;
  let least = reach * reach;
  const { every } = drawnPoints(data.samples);
  for (let sample = 0; sample < data.samples; sample += every) {
    const [x, y] = pointOf(data, placing, sample, output);
    const distance = (x - at.x) * (x - at.x) + (y - at.y) * (y - at.y);
    if (distance < least) [nearest, least] = [sample, distance];
  }
  return nearest;
};

/** By size, for all fields, which are painted one after the other: a new canvas for each step of a drag costs more than the painting. */
const sheets = new Map<number, OffscreenCanvas>();
const sheetOf = (grid: number): OffscreenCanvas => {
  const sheet = sheets.get(grid) ?? new OffscreenCanvas(grid, grid);
  sheets.set(grid, sheet);
  return sheet;
};

/** The network's outputs over the plane; for a one-input network its curve. */
export const drawField = (
  context: CanvasRenderingContext2D,
  surface: Surface,
  data: DataSummary,
  placing: Placing,
  x: readonly [number, number],
  reading: Reading,
  palette: Palette,
): void => {
  context.clearRect(0, 0, placing.width, placing.height);
  if (data.inputs === 1) return drawCurves(context, surface, placing, x, reading, palette);
  const { grid } = surface;
  const field = sheetOf(grid);
  // Kept where the processor writes it: a graphics card would be asked for each of these few pixels anew.
  const pixels = field.getContext('2d', { willReadFrequently: true })!;
  pixels.putImageData(new ImageData(fieldPixels(surface, reading, palette), grid, grid), 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  // Grid points are at the very edges of the plane, pixels half a step inside their own: the outer half is cut off.
  context.drawImage(field, 0.5, 0.5, grid - 1, grid - 1, 0, 0, placing.width, placing.height);
  if (reading.kind === 'binary') drawBoundary(context, surface, placing, palette);
};

const drawBoundary = (context: CanvasRenderingContext2D, { grid, outputs, values }: Surface, placing: Placing, palette: Palette): void => {
  const segments = levelLine(values, grid, outputs, 0.5);
  const across = (col: number): number => (col / (grid - 1)) * placing.width;
  const up = (row: number): number => (1 - row / (grid - 1)) * placing.height;
  context.beginPath();
  for (let i = 0; i < segments.length; i += 4) {
    context.moveTo(across(segments[i]!), up(segments[i + 1]!));
    context.lineTo(across(segments[i + 2]!), up(segments[i + 3]!));
  }
  context.strokeStyle = css(palette.ink);
  context.lineWidth = 1.25;
  context.stroke();
};

const drawCurves = (
  context: CanvasRenderingContext2D,
  { grid, outputs, values }: Surface,
  placing: Placing,
  [from, to]: readonly [number, number],
  reading: Reading,
  palette: Palette,
): void => {
  const chosen =
    reading.kind === 'classes' ? Array.from({ length: outputs }, (_, o) => o) : [reading.kind === 'value' ? reading.output : 0];
  for (const output of chosen) {
    context.beginPath();
    for (let col = 0; col < grid; col++) {
      const value = values[col * outputs + output]!;
      const x = placing.x(from + ((to - from) * col) / (grid - 1));
      if (Number.isFinite(value)) context.lineTo(x, placing.y(value));
    }
    context.strokeStyle = css(reading.kind === 'classes' ? reading.marks[output]!.colour : palette.positive);
    context.lineWidth = 2;
    context.lineJoin = 'round';
    context.stroke();
  }
};

/** All points, each class with its colour and its shape; of a regression each with the colour of its target. */
export const drawPoints = (
  context: CanvasRenderingContext2D,
  data: DataSummary,
  placing: Placing,
  reading: Reading,
  palette: Palette,
): void => {
  context.clearRect(0, 0, placing.width, placing.height);
  const { every, count } = drawnPoints(data.samples);
  const size = Math.max(2.8, Math.min(data.inputs === 1 ? 5 : 7.5, (0.55 * Math.min(placing.width, placing.height)) / Math.sqrt(count)));
  const output = reading.kind === 'value' ? reading.output : 0;
  const marks: readonly Mark[] = reading.kind === 'classes' ? reading.marks : marksOf(palette, 2);
  const outlines = marks.map(({ shape }) => new Path2D(outlineOf(shape, size)));
  const round = new Path2D(outlineOf(symbolCircle, size));
  context.strokeStyle = css(blend(palette.panel, palette.ink, reading.kind === 'value' ? 0.8 : 0));
  context.lineWidth = size < 5 ? 0.6 : 1;
  for (let sample = 0; sample < data.samples; sample += every) {
    const [x, y] = pointOf(data, placing, sample, output);
    const kind = classOf(data, sample);
    const outline = reading.kind === 'value' ? round : outlines[kind]!;
    const colour =
      reading.kind === 'value'
        ? data.inputs === 1
          ? palette.soft
          : diverging(palette, data.y[sample * data.outputs + output]!, reading.most)
        : marks[kind]!.colour;
    context.translate(x, y);
    context.fillStyle = css(colour);
    context.fill(outline);
    context.stroke(outline);
    context.translate(-x, -y);
  }
};
