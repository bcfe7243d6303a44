import type { DataSummary, Surface } from '#core/protocol/trainer.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { blend, diverging, type Palette } from '#renderer/picture/palette.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { isOnlySample } from '#renderer/model/run/only-sample.ts';
import { saidNames } from '#renderer/model/unit-names.ts';
import { alongAxes, firstAxes, hasAxes } from '#renderer/ui/plots/axes.ts';
import { levelLine } from '#renderer/ui/plots/boundary.ts';
import { domainOf, type Domain } from '#renderer/ui/plots/domain.ts';
import { fieldPixels, type Reading } from '#renderer/ui/plots/field.ts';
import { marksOf } from '#renderer/ui/plots/marks.ts';
import { classOf, drawnPoints, pointOf, readingOf } from '#renderer/ui/plots/plane.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import { drawAxes, type Extent, type Plot } from './axes.ts';
import type { Figure } from './figure.ts';
import { keyOf } from './key.ts';
import { drawMark } from './mark.ts';
import { stepOf } from './moment.ts';

/** Cells along a side, finer than the print of a page; and points along a curve. */
const [cells, along] = [180, 480];

/** The data with what the network says around them. */
export const planeFigure = async (app: App): Promise<Figure | undefined> => {
  const { run, preferences } = app;
  const step = app.playhead.shown?.trace.step;
  const whole = run.summary && saidNames(run.summary.data, preferences.words);
  if (!whole || step === undefined || isOnlySample(whole)) return undefined;
  const choices = app.choices.of('plane');
  const axes = hasAxes(whole, choices.axes) ? choices.axes : firstAxes;
  const data = alongAxes(whole, axes);
  const output = choices.output < data.outputs ? choices.output : 0;
  const domain = domainOf(data);
  const covered = app.hides(['a', 'z'], run.shape?.layers.length);
  const surface = covered
    ? undefined
    : await app.trainer.call('surface', {
        step,
        grid: whole.inputs === 1 ? along : cells,
        ...(whole.inputs === 1 ? domain : { x: middles(domain.x), y: middles(domain.y) }),
        ...(whole.inputs > 2 ? { axes } : {}),
      });
  const words = preferences.words.plots.plane;
  return {
    name: preferences.words.figure.files.plane,
    title: words.title,
    note: stepOf(app, step),
    draw: ({ width, height, letter, palette, legend }) => {
      const pen = new Pen();
      const reading = readingOf(data, palette, output, surface);
      const marks = reading.kind === 'classes' ? reading.marks : marksOf(palette, 2);
      const classes = legend && reading.kind !== 'value' ? marks.map((_, kind) => data.targets[kind] ?? words.classOf(String(kind))) : [];
      const key = keyOf(classes, width, letter, 1.2);
      const frame = {
        ...domain,
        across: data.columns[0] ?? '',
        up: data.inputs === 1 ? words.output : (data.columns[1] ?? ''),
        tick: tickWriter(preferences.locale, preferences.number),
        square: data.inputs > 1,
      };
      drawAxes(pen, { width, height: height - key.height, letter }, frame, palette, (plot) => {
        if (surface && data.inputs > 1) drawSurface(pen, surface, plot, reading, palette, letter);
        else if (surface) drawCurve(pen, surface, plot, domain, reading, palette, letter);
        drawSamples(pen, data, plot, reading, output, palette, letter);
      });
      key.draw(pen, height - key.height, palette, (kind, x, y) =>
        drawMark(pen, shapeOf(reading, kind), x + 0.4 * letter, y, 0.34 * letter, marks[kind]!.colour, palette.background),
      );
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [
      [...data.columns.slice(0, Math.min(2, data.inputs)), ...(data.task === 'regression' ? targetNames(data) : ['class'])],
      ...Array.from({ length: data.samples }, (_, sample) => [
        ...Array.from({ length: Math.min(2, data.inputs) }, (__, i) => data.x[sample * data.inputs + i]!),
        ...(data.task === 'regression'
          ? targetNames(data).map((_name, o) => data.y[sample * data.outputs + o]!)
          : [data.targets[classOf(data, sample)] ?? classOf(data, sample)]),
      ]),
    ],
  };
};

/** From the middle of the first cell to that of the last: the cells fill the plane. */
const middles = ([from, to]: Extent): Extent => [from + (to - from) / (2 * cells), to - (to - from) / (2 * cells)];

const targetNames = ({ targets, outputs }: DataSummary): readonly string[] =>
  Array.from({ length: outputs }, (_, o) => targets[o] ?? `y${o + 1}`);

/** A cell for each point of the grid. */
const drawSurface = (pen: Pen, surface: Surface, plot: Plot, reading: Reading, palette: Palette, letter: number): void => {
  const { grid, values, outputs } = surface;
  const rgba = fieldPixels(surface, reading, palette);
  const colours = Uint32Array.from({ length: grid * grid }, (_, i) => (rgba[4 * i]! << 16) | (rgba[4 * i + 1]! << 8) | rgba[4 * i + 2]!);
  const { left, top, width, height } = plot;
  pen.image({
    ...{ x: left, y: top, width, height, rows: grid, columns: grid, across: true, alpha: 1 },
    ...{ colours, known: colours.length, empty: palette.background },
  });
  if (reading.kind !== 'binary') return;
  const segments = levelLine(values, grid, outputs, 0.5);
  for (let i = 0; i < segments.length; i += 4) {
    const at = (k: number): readonly [number, number] => [
      left + ((segments[k]! + 0.5) / grid) * width,
      top + (1 - (segments[k + 1]! + 0.5) / grid) * height,
    ];
    pen.line([...at(i), ...at(i + 2)], palette.ink, 0.12 * letter);
  }
};

const drawCurve = (
  pen: Pen,
  { grid, outputs, values }: Surface,
  plot: Plot,
  { x: [from, to] }: Domain,
  reading: Reading,
  palette: Palette,
  letter: number,
): void => {
  const drawn = reading.kind === 'classes' ? Array.from({ length: outputs }, (_, o) => o) : [reading.kind === 'value' ? reading.output : 0];
  for (const o of drawn) {
    const points: number[] = [];
    for (let col = 0; col < grid; col++) {
      const y = plot.y(values[col * outputs + o]!);
      if (y >= plot.top && y <= plot.top + plot.height) points.push(plot.x(from + ((to - from) * col) / (grid - 1)), y);
    }
    pen.line(points, reading.kind === 'classes' ? reading.marks[o]!.colour : palette.positive, 0.2 * letter);
  }
};

const drawSamples = (pen: Pen, data: DataSummary, plot: Plot, reading: Reading, output: number, palette: Palette, letter: number): void => {
  const { every, count } = drawnPoints(data.samples);
  const radius = Math.max(0.16 * letter, Math.min(0.32 * letter, (0.24 * Math.min(plot.width, plot.height)) / Math.sqrt(count)));
  const two = marksOf(palette, 2);
  const marks = reading.kind === 'classes' ? reading.marks : two;
  const rim = blend(palette.background, palette.ink, reading.kind === 'value' ? 0.8 : 0);
  for (let sample = 0; sample < data.samples; sample += every) {
    const [x, y] = pointOf(data, plot, sample, output);
    const kind = classOf(data, sample);
    if (reading.kind !== 'value') drawMark(pen, shapeOf(reading, kind), x, y, radius, marks[kind]!.colour, rim);
    else {
      const target = data.y[sample * data.outputs + output]!;
      drawMark(pen, 0, x, y, radius, data.inputs === 1 ? palette.soft : diverging(palette, target, reading.most), rim);
    }
  }
};

/** Of two classes of one output the first is a triangle and the second round. */
const shapeOf = (reading: Reading, kind: number): number =>
  reading.kind === 'binary' || (reading.kind === 'classes' && reading.marks.length === 2) ? 1 - kind : kind;
