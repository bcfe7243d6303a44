import { describe, expect, test } from 'vitest';
import type { Series } from '#core/protocol/trainer.ts';
import type { Shape } from '#renderer/picture/frame.ts';
import { contrast, palettes, type Theme } from '#renderer/picture/palette.ts';
import { Pen, textWidth } from '#renderer/picture/pen.ts';
import { drawChart, layChart, type Chart } from '#renderer/ui/plots/chart.ts';
import { chartFigure } from '#renderer/ui/plots/chart-figure.ts';
import { besideChart, besideStyles, heldColours, lossChart } from '#renderer/ui/plots/loss-chart.ts';
import { catalogue, languages } from '#core/words/catalogue.ts';

const series = {
  start: Float64Array.of(0, 10, 20, 30, 40),
  lossMean: Float64Array.of(4, 2, NaN, 1, 0.5),
  lossMin: Float64Array.of(3, 1, NaN, 0, 0.25),
  lossMax: Float64Array.of(5, 3, NaN, 2, 0.75),
  gradientNorm: [Float64Array.of(1, 0.5, 0.2, 0.1, 0.01), Float64Array.of(2, 1, 1, 0, 0.5)],
  trainedTo: 50,
} as unknown as Series;
const held = [
  { step: 0, loss: 4.5 },
  { step: 32, loss: 1.5 },
];
const words = { title: 'Loss', validation: 'validation', short: (layer: number) => `l${layer}` };
const data = { series, held, goal: 100 };
const loss = (log = false): Chart => lossChart(data, { chart: 'loss', log }, words, palettes.light)!;
const norms = (): Chart => lossChart(data, { chart: 'norms', log: false }, words, palettes.light)!;

const room = { left: 10, top: 20, width: 400, height: 200, letter: 11 };
const draw = (chart: Chart) => {
  const layout = layChart(chart, room, String);
  const pen = new Pen();
  drawChart(pen, chart, layout, palettes.light);
  const of = <K extends Shape['kind']>(kind: K) => pen.shapes.filter((shape): shape is Extract<Shape, { kind: K }> => shape.kind === kind);
  return { layout, pen, of };
};

describe('the shapes of a chart', () => {
  test('say each value where its axes say it, and nothing where there is none', () => {
    const { layout, of } = draw(loss());
    const { x, y } = layout;
    const own = of('line').filter(({ colour }) => colour === palettes.light.positive);
    expect(own.map(({ points }) => points)).toEqual([
      [x(0), y(4), x(10), y(2)],
      [x(30), y(1), x(40), y(0.5)],
    ]);
    expect(of('band').map(({ points }) => points)).toEqual([
      [x(0), y(3), y(5), x(10), y(1), y(3)],
      [x(30), y(0), y(2), x(40), y(0.25), y(0.75)],
    ]);
    expect(of('dot').map((dot) => [dot.x, dot.y])).toEqual(held.map(({ step, loss: value }) => [x(step), y(value)]));
    expect([x(0), x(100), y(0), y(5)]).toEqual([layout.left, layout.right, layout.bottom, layout.top]);
  });

  test('on a logarithmic axis the band of a loss of zero reaches to the bottom', () => {
    const { layout, of } = draw(loss(true));
    expect(of('band')[1]!.points[1]).toBe(layout.bottom);
  });

  test('the gradients of the layers are named at the ends of their lines', () => {
    const { layout, pen } = draw(norms());
    const named = pen.texts.filter(({ text }) => /^l\d$/.test(text));
    expect(named.map(({ text, x }) => [text, x])).toEqual([
      ['l2', layout.x(50) + 4],
      ['l1', layout.x(50) + 4],
    ]);
  });

  test('the ticks are written outside the plot, inside the room', () => {
    for (const chart of [loss(), norms()]) {
      const { layout, pen } = draw(chart);
      expect(layout.yTicks.length).toBeGreaterThan(1);
      for (const { text, value } of layout.yTicks) {
        const label = pen.texts.find((found) => found.text === text && found.align === 'right' && found.y === layout.y(value))!;
        expect(label.x).toBeLessThan(layout.left);
        expect(label.x - textWidth(text, label.size)).toBeGreaterThanOrEqual(room.left);
      }
    }
  });

  test('before the first step there is no chart', () => {
    const none = { ...data, series: { ...series, start: new Float64Array() } };
    expect(lossChart(none, { chart: 'loss', log: false }, words, palettes.light)).toBeUndefined();
  });
});

test('a figure has its title, its axis and the names of its lines in the chosen language, all of them inside it', () => {
  for (const language of languages) {
    const own = catalogue[language].words.plots.loss;
    const chart = lossChart(data, { chart: 'loss', log: false }, { ...own, short: String }, palettes.dark)!;
    const { shapes, texts, background, ...size } = chartFigure(chart, {
      width: 640,
      height: 360,
      title: own.label,
      across: own.step,
      tick: String,
      palette: palettes.dark,
    });
    expect(size).toMatchObject({ width: 640, height: 360 });
    expect(background).toBe(palettes.dark.background);
    expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining([own.label, own.step, own.title, own.validation]));
    for (const { text, x, y, size: letter, align } of texts) {
      const width = textWidth(text, letter);
      const left = x - { left: 0, centre: width / 2, right: width }[align];
      expect([left >= 0, left + width <= 640, y - letter / 2 >= 0, y + letter / 2 <= 360], text).toEqual([true, true, true, true]);
    }
    expect(shapes.length).toBeGreaterThan(8);
  }
});

test('the colour of the validation is told from the ground in every theme', () => {
  for (const theme of Object.keys(palettes) as Theme[])
    expect(contrast(heldColours[theme], palettes[theme].background)).toBeGreaterThan(theme === 'contrast' ? 7 : 4.5);
});

describe('losses beside each other', () => {
  const other = { ...series, start: Float64Array.of(0, 5, 15), lossMean: Float64Array.of(3, 6, NaN), trainedTo: 20 } as unknown as Series;
  const runs = [
    { name: 'rate 0.1', series },
    { name: 'rate 0.5, and what else there is to say of it', series: other },
  ];
  const chart = besideChart(runs, 100, false, palettes.light)!;

  test('lie on one axis, each where its own steps are, told apart by colour and by dashes', () => {
    const { layout, of } = draw(chart);
    const { x, y } = layout;
    const [own, second] = besideStyles(palettes.light);
    const lines = of('line').filter(({ colour }) => colour === own!.colour || colour === second!.colour);
    expect(lines.map(({ points, dash }) => [points, dash])).toEqual([
      [[x(0), y(4), x(10), y(2)], undefined],
      [[x(30), y(1), x(40), y(0.5)], undefined],
      [[x(0), y(3), x(5), y(6)], second!.dash],
    ]);
    expect([y(6), y(0)]).toEqual([layout.top, layout.bottom]);
    expect(of('band')).toEqual([]);
  });

  test('have their names at their ends, within the room: one that breaks off where it does', () => {
    const { layout, pen } = draw(chart);
    const names = pen.texts.filter(({ weight }) => weight === 'bold');
    expect(names.map(({ x }) => x).sort((a, b) => a - b)).toEqual([layout.x(5) + 4, layout.x(50) + 4]);
    expect(names.map(({ text }) => text).filter((text) => text.startsWith('rate'))).toHaveLength(2);
    for (const { text, x, size } of names) expect(x + textWidth(text, size)).toBeLessThanOrEqual(room.left + room.width);
  });

  test('decide on the axis unless the person does: far apart they are seen on a logarithmic one', () => {
    const far = { ...other, lossMean: Float64Array.of(3, 600, 5) } as unknown as Series;
    const beside = (log: boolean | undefined, one: Series) =>
      besideChart([runs[0]!, { name: 'far', series: one }], 100, log, palettes.light)!.log;
    expect([beside(undefined, other), beside(undefined, far), beside(false, far), beside(true, other)]).toEqual([false, true, false, true]);
  });

  test('are told apart in every theme, and none is there before a step is trained', () => {
    for (const palette of Object.values(palettes)) {
      const styles = besideStyles(palette);
      expect(new Set(styles.map(({ colour }) => colour)).size).toBe(3);
      expect(new Set(styles.map(({ dash }) => String(dash))).size).toBe(3);
      for (const { colour } of styles) expect(contrast(colour, palette.background)).toBeGreaterThanOrEqual(3);
    }
    const none = { ...series, start: new Float64Array(0) } as unknown as Series;
    expect(besideChart([{ name: 'none', series: none }], 100, false, palettes.light)).toBeUndefined();
  });
});
