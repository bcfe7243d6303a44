import type { Series } from '#core/protocol/trainer.ts';
import type { Colour } from '#renderer/picture/frame.ts';
import { blend, type Palette, type Theme } from '#renderer/picture/palette.ts';
import type { Chart, Line } from './chart.ts';
import { extentOf } from './line-chart.ts';
import { marksOf } from './marks.ts';

/** What is drawn over training: the loss, or the norm of the gradient of each layer. */
export const lossCharts = ['loss', 'norms'] as const;
export type LossChart = (typeof lossCharts)[number];

/** Of the validation loss: the hue of the phase of loss. */
export const heldColours: Readonly<Record<Theme, Colour>> = { light: 0x6a4ba3, dark: 0xb9a3f5, contrast: 0x553a86 };

/** How a run that lies beside others is told apart from them: by its colour, and by its dashes. */
export type BesideStyle = Pick<Line, 'colour' | 'dash'>;
const dashes = [undefined, [7, 3], [2, 3]] as const;
/** The first is of the run that is turned to. */
export const besideStyles = (palette: Palette): readonly BesideStyle[] =>
  marksOf(palette, dashes.length).map(({ colour }, index) => {
    const dash = dashes[index];
    return index === 0 ? { colour: palette.positive } : { colour, ...(dash && { dash }) };
  });

/** A run whose loss is drawn on the same axes as those of others. */
export interface BesideRun {
  readonly name: string;
  readonly series: Pick<Series, 'start' | 'lossMean' | 'trainedTo'>;
}

/** Losses further apart than this are told apart on a logarithmic axis only. */
const muchApart = 50;
/** The losses of runs that lie beside each other, the one that is turned to first; unless chosen, they decide on the axis. */
export const besideChart = (runs: readonly BesideRun[], goal: number, log: boolean | undefined, palette: Palette): Chart | undefined => {
  const own = runs[0]?.series;
  if (!own || own.start.length === 0) return undefined;
  const styles = besideStyles(palette);
  const lines = runs.map(({ name, series }, index): Line => ({
    name,
    values: series.lossMean,
    own: { start: series.start, trainedTo: series.trainedTo },
    width: 1.75,
    ...styles[index % styles.length]!,
  }));
  const [low, high] = extentOf(
    lines.map(({ values }) => values),
    true,
  );
  return { start: own.start, trainedTo: own.trainedTo, goal, lines, named: true, log: log ?? high / low > muchApart };
};

export interface LossData {
  readonly series: Series;
  /** The validation loss where it is known, in the order of steps. */
  readonly held: readonly { readonly step: number; readonly loss: number }[];
  readonly goal: number;
}

interface LossWords {
  readonly title: string;
  readonly validation: string;
  /** A layer at the end of its line. */
  readonly short: (layer: number) => string;
}

/** Undefined where no step is trained yet. */
export const lossChart = (
  { series, held, goal }: LossData,
  { chart, log }: { readonly chart: LossChart; readonly log: boolean },
  words: LossWords,
  palette: Palette,
): Chart | undefined => {
  const { start, trainedTo, lossMean, lossMin, lossMax, gradientNorm } = series;
  if (start.length === 0) return undefined;
  const common = { start, goal, trainedTo };
  if (chart === 'loss') {
    const validation = {
      name: words.validation,
      colour: heldColours[palette.theme],
      values: Float64Array.from(held, ({ loss }) => loss),
      steps: Float64Array.from(held, ({ step }) => step),
    };
    const lines = [{ name: words.title, colour: palette.positive, values: lossMean }, ...(held.length > 0 ? [validation] : [])];
    return { ...common, lines, band: { low: lossMin, high: lossMax }, named: false, log };
  }
  // The first layer far from the loss and the last one near it: from blue to the hue of the upstream gradient.
  const last = Math.max(1, gradientNorm.length - 1);
  const lines = gradientNorm.map((values, index) => ({
    name: words.short(index + 1),
    colour: blend(palette.positive, palette.upstream, index / last),
    values,
  }));
  return { ...common, lines, named: true, log: true };
};
