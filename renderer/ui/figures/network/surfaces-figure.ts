import type { Surface } from '#core/protocol/trainer.ts';
import { countWriter } from '#core/words/number.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { saidNames } from '#renderer/model/unit-names.ts';
import { wrapped } from '#renderer/picture/framed.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import type { Palette } from '#renderer/picture/palette.ts';
import { niceCeiling } from '#renderer/picture/scales.ts';
import { alongAxes, firstAxes, hasAxes } from '#renderer/ui/plots/axes.ts';
import { levelLine } from '#renderer/ui/plots/boundary.ts';
import { domainOf } from '#renderer/ui/plots/domain.ts';
import { fieldPixels } from '#renderer/ui/plots/field.ts';
import { marksOf } from '#renderer/ui/plots/marks.ts';
import { classOf, drawnPoints, readingOf } from '#renderer/ui/plots/plane.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import { multiplesIn } from '#renderer/ui/views/multiples.ts';
import { ViewTarget } from '#renderer/ui/views/view-target.svelte.ts';
import { drawAxes } from '#renderer/ui/figures/axes.ts';
import type { Figure } from '#renderer/ui/figures/figure.ts';
import { drawMark } from '#renderer/ui/figures/mark.ts';
import { keyOf } from '#renderer/ui/figures/key.ts';
import { stepOf } from '#renderer/ui/figures/moment.ts';

/** Points along a side: of many small pictures, and of the plane of the folds. */
const [small, large] = [120, 160];

/** A square that something is drawn in. */
interface Square {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What each hidden unit makes of the plane of the data, or where the network folds it. */
export const surfacesFigure = async (app: App): Promise<Figure | undefined> => {
  const target = new ViewTarget(() => app, 'surfaces');
  const { trace, layers } = target;
  const hidden = layers.length - 1;
  const { words, locale, number } = app.preferences;
  const whole = app.run.summary && saidNames(app.run.summary.data, words);
  if (!trace || !whole || hidden < 1) return undefined;
  const choices = app.choices.of('surfaces');
  const axes = hasAxes(whole, choices.axes) ? choices.axes : firstAxes;
  const data = alongAxes(whole, axes);
  const folds = choices.show === 'folds' && data.inputs > 1;
  const layer = Math.min(target.layer, hidden);
  const domain = domainOf(data);
  const asked = folds ? Array.from({ length: hidden }, (_, l) => l + 1) : [layer];
  const surfaces = await Promise.all(
    asked.map((one) =>
      app.trainer.call('surface', {
        ...{ step: trace.step, grid: folds ? large : small, x: domain.x, y: domain.y, layer: one },
        ...(whole.inputs > 2 ? { axes } : {}),
      }),
    ),
  );
  const own = words.views.surfaces;
  const [count, tick] = [countWriter(locale), tickWriter(locale, number)];
  const [first] = surfaces;
  const most = niceCeiling(first!.values.reduce((size, value) => (Number.isFinite(value) ? Math.max(size, Math.abs(value)) : size), 0));
  const drawFolds = (
    pen: Pen,
    letter: number,
    palette: Palette,
    size: { readonly width: number; readonly height: number },
    legend: boolean,
  ): void => {
    const key = keyOf(legend ? surfaces.map((_, index) => words.views.hidden(index + 1)) : [], size.width, letter, 2.5);
    const colourOf = (index: number): number => marksOf(palette, 9)[(index + 1) % 9]!.colour;
    const thick = (index: number): number => Math.max(0.08, 0.22 - 0.07 * index) * letter;
    const frame = { ...domain, across: data.columns[0] ?? '', up: data.columns[1] ?? '', tick, square: true };
    drawAxes(pen, { ...size, height: size.height - key.height, letter }, frame, palette, (plot) => {
      const { every } = drawnPoints(data.samples);
      const reading = readingOf(data, palette, 0, undefined);
      const marks = reading.kind === 'classes' ? reading.marks : marksOf(palette, 2);
      for (let sample = 0; sample < data.samples; sample += every) {
        const kind = data.task === 'classes' ? classOf(data, sample) : 1;
        const [x, y] = [plot.x(data.x[sample * data.inputs]!), plot.y(data.x[sample * data.inputs + 1]!)];
        drawMark(pen, kind, x, y, 0.2 * letter, marks[kind]!.colour, palette.background);
      }
      pen.onDiscs(() =>
        surfaces.forEach((one, index) => {
          for (let unit = 0; unit < one.outputs; unit++) drawZero(pen, one, unit, plot, colourOf(index), thick(index));
        }),
      );
    });
    key.draw(pen, size.height - key.height, palette, (index, x, y) => pen.line([x, y, x + 2 * letter, y], colourOf(index), thick(index)));
  };
  const drawUnits = (
    pen: Pen,
    letter: number,
    palette: Palette,
    { width, height }: { readonly width: number; readonly height: number },
    legend: boolean,
  ): void => {
    const lines = legend ? wrapped(own.scale(tick(most)), letter, width - 2 * letter) : [];
    const under = lines.length * 1.45 * letter + (legend ? 0.5 * letter : 0);
    const caption = 1.6 * letter;
    const { columns, rows, side, shown } = multiplesIn(first!.outputs, width - 2 * letter, height - under, caption);
    const [left, top] = [(width - columns * side) / 2, Math.max(0, (height - under - rows * (side + caption)) / 2)];
    for (let unit = 0; unit < shown; unit++) {
      const inner = side - 0.6 * letter;
      const square = {
        left: left + (unit % columns) * side + 0.3 * letter,
        top: top + Math.floor(unit / columns) * (side + caption),
        width: inner,
        height: inner,
      };
      if (data.inputs === 1) drawLine(pen, first!, unit, most, square, palette, letter);
      else drawField(pen, first!, unit, most, square, palette, letter);
      pen.text(square.left + inner / 2, square.top + inner + 0.75 * letter, count(unit + 1), letter, palette.ink, {
        align: 'centre',
        tabular: true,
      });
    }
    lines.forEach((line, index) => pen.text(letter, height - under + (index + 0.9) * 1.45 * letter, line, letter, palette.soft));
  };
  return {
    name: words.figure.files.surfaces,
    title: folds ? `${own.title}: ${own.folds}` : own.title,
    note: folds ? stepOf(app, trace.step) : `${stepOf(app, trace.step)} · ${words.picture.hiddenShort(layer)}`,
    draw: ({ width, height, letter, palette, legend }) => {
      const pen = new Pen();
      (folds ? drawFolds : drawUnits)(pen, letter, palette, { width, height }, legend);
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => {
      const { grid } = first!;
      const along = ([from, to]: readonly [number, number], i: number): number => from + ((to - from) * i) / (grid - 1);
      const upright = data.inputs > 1;
      return [
        ['layer', data.columns[0] ?? 'x1', ...(upright ? [data.columns[1] ?? 'x2'] : []), 'unit', 'value'],
        ...surfaces.flatMap((one, index) =>
          Array.from(one.values, (value, i) => {
            const at = Math.floor(i / one.outputs);
            const place = [along(domain.x, at % grid), ...(upright ? [along(domain.y, Math.floor(at / grid))] : [])];
            return [asked[index], ...place, (i % one.outputs) + 1, value];
          }),
        ),
      ];
    },
  };
};

/** A unit over the plane, a cell for each point of the grid, with the line where its z is 0. */
const drawField = (pen: Pen, of: Surface, unit: number, most: number, square: Square, palette: Palette, letter: number): void => {
  const rgba = fieldPixels(of, { kind: 'value', output: unit, most }, palette);
  const colours = Uint32Array.from(
    { length: of.grid * of.grid },
    (_, i) => (rgba[4 * i]! << 16) | (rgba[4 * i + 1]! << 8) | rgba[4 * i + 2]!,
  );
  const { left: x, top: y, width, height } = square;
  pen.image({
    ...{ x, y, width, height, rows: of.grid, columns: of.grid, across: true, alpha: 1 },
    ...{ colours, known: colours.length, empty: palette.background },
  });
  drawZero(pen, of, unit, square, palette.ink, 0.1 * letter);
};

const drawZero = (
  pen: Pen,
  { grid, outputs, before }: Surface,
  unit: number,
  { left, top, width, height }: Square,
  colour: number,
  thick: number,
): void => {
  const segments = levelLine(before!.subarray(unit), grid, outputs, 0);
  for (let i = 0; i < segments.length; i += 4) {
    const at = (k: number) => [left + (segments[k]! / (grid - 1)) * width, top + (1 - segments[k + 1]! / (grid - 1)) * height];
    pen.line([...at(i), ...at(i + 2)], colour, thick);
  }
};

/** A unit over one input. */
const drawLine = (
  pen: Pen,
  of: Surface,
  unit: number,
  most: number,
  { left, top, width, height }: Square,
  palette: Palette,
  letter: number,
): void => {
  pen.rect(left, top, width, height, palette.panel);
  pen.line([left, top + height / 2, left + width, top + height / 2], palette.rule, 0.07 * letter);
  const points = Array.from({ length: of.grid }, (_, i) => [
    left + (i / (of.grid - 1)) * width,
    top + height / 2 - (of.values[i * of.outputs + unit]! / most) * (height / 2 - 0.2 * letter),
  ]);
  pen.line(points.flat(), palette.positive, 0.17 * letter);
};
