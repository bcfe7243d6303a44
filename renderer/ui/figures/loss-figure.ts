import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { step as toStep } from '#core/contract/units.ts';
import { countWriter } from '#core/words/number.ts';
import type { Series } from '#core/protocol/trainer.ts';
import type { Palette } from '#renderer/picture/palette.ts';
import { namesBeside } from '#renderer/model/branches/names-beside.ts';
import { seriesTo } from '#renderer/model/queries/series-to.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { drawChart, layChart, type Chart } from '#renderer/ui/plots/chart.ts';
import { besideChart, lossChart } from '#renderer/ui/plots/loss-chart.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import type { Figure } from './figure.ts';
import { keyOf } from './key.ts';

/** Of the band between the least and the greatest loss: paper shows less than a screen. */
const bandInPrint = 0.38;

interface NamedSeries {
  readonly name: string;
  readonly series: Series;
}

/** As many stretches as a printed line can show. */
const buckets = 1024;

/** The loss over training, or the gradients' norms, as the view has it. */
export const lossFigure = async (app: App): Promise<Figure | undefined> => {
  const { run, preferences, learningCurve } = app;
  const to = Math.min(run.trainedTo, app.shownTo);
  if (to < 1) return undefined;
  const { chart, log = false } = app.choices.of('loss');
  const series = await app.trainer.call('series', { from: toStep(0), to: toStep(to), buckets });
  const held = learningCurve.points.filter(({ step }) => step <= to);
  const words = preferences.words.plots.loss;
  const count = countWriter(preferences.locale);
  const tick = tickWriter(preferences.locale, preferences.number);
  const goal = run.goal;
  const beside = chart === 'loss' ? await besideSeries(app, series) : [];
  const chartIn = (palette: Palette): Chart =>
    beside.length > 0
      ? besideChart(beside, goal, app.choices.of('loss').log, palette)!
      : lossChart({ series, held, goal }, { chart, log }, { ...words, short: (layer) => words.short(count(layer)) }, palette)!;
  return {
    name: preferences.words.figure.files[chart],
    throughout: true,
    title: chart === 'loss' ? words.label : words.normsLabel,
    draw: ({ width, height, letter, palette, legend, at }) => {
      const drawn = chartIn(palette);
      const pen = new Pen();
      const keyed = legend && !drawn.named && drawn.lines.length > 1;
      const key = keyOf(keyed ? drawn.lines.map(({ name }) => name) : [], width, letter, 2.1);
      const top = key.height + 0.4 * letter;
      key.draw(pen, 0, palette, (line, x, y) => pen.line([x, y, x + 1.6 * letter, y], drawn.lines[line]!.colour, 0.2 * letter));
      const room = { left: 0.6 * letter, top, width: width - letter, height: height - top - 2.2 * letter, letter };
      const layout = layChart(drawn, room, tick);
      drawChart(pen, drawn, layout, palette, bandInPrint);
      if (at !== undefined) pen.line([layout.x(at), layout.top, layout.x(at), layout.bottom], palette.ink, 0.12 * letter);
      pen.text((layout.left + layout.right) / 2, height - 1.1 * letter, words.step, letter, palette.soft, { align: 'centre' });
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => (beside.length > 0 ? besideTable(beside) : tableOf(series)),
  };
};

/** The losses of the networks that lie beside each other, the one that is turned to first; none where it is alone. */
const besideSeries = async (app: App, own: Series): Promise<readonly NamedSeries[]> => {
  const { branches, preferences, trainer, run } = app;
  const { compared, current } = branches;
  if (compared.length === 0) return [];
  const names = namesBeside(branches, [current, ...compared], preferences.words, { ...preferences.writers, covers: app.covers });
  const others = compared.map(async (branch) => {
    // As far as the run; one that breaks off on the way shows it by its curve.
    await trainer.call('state', { branch, step: toStep(run.goal) }).catch(() => undefined);
    const series = await trainer.call('series', { from: toStep(0), to: toStep(run.goal), buckets, branch });
    return seriesTo(series, app.shownTo);
  });
  return [own, ...(await Promise.all(others))].map((series, index) => ({ name: names[index]!, series }));
};

const besideTable = (beside: readonly NamedSeries[]): (string | number)[][] => [
  ['network', 'step', 'loss', 'least', 'greatest'],
  ...beside.flatMap(({ name, series }) =>
    Array.from(series.start, (start, i) => [name, start, series.lossMean[i]!, series.lossMin[i]!, series.lossMax[i]!]),
  ),
];

const tableOf = (series: Series): (string | number | undefined)[][] => [
  ['step', 'loss', 'least', 'greatest', ...series.gradientNorm.map((_, layer) => `gradient norm ${layer + 1}`)],
  ...Array.from(series.start, (start, i) => [
    start,
    series.lossMean[i],
    series.lossMin[i],
    series.lossMax[i],
    ...series.gradientNorm.map((norm) => norm[i]),
  ]),
];
