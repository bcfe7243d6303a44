import type { Series } from '#core/protocol/trainer.ts';
import type { Colour } from '#renderer/picture/frame.ts';
import { blend, type Palette, type Theme } from '#renderer/picture/palette.ts';
import type { Chart } from './chart.ts';

/** What is drawn over training: the loss, or the norm of the gradient of each layer. */
export const lossCharts = ['loss', 'norms'] as const;
export type LossChart = (typeof lossCharts)[number];

/** Of the validation loss: the hue of the phase of loss. */
export const heldColours: Readonly<Record<Theme, Colour>> = { light: 0x6a4ba3, dark: 0xb9a3f5, contrast: 0x553a86 };

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
