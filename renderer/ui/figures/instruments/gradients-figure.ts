import { countWriter } from '#core/words/number.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { blend } from '#renderer/picture/palette.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { decadesOf, decadeTicks, gradientNorms, heightOf } from '#renderer/ui/views/instruments/gradient-bars.ts';
import type { Figure } from '#renderer/ui/figures/figure.ts';
import { momentOf } from '#renderer/ui/figures/moment.ts';

/** How much gradient each layer has at the step that is shown. */
export const gradientsFigure = (app: App): Figure | undefined => {
  const { playhead, preferences, run } = app;
  const trace = playhead.shown?.trace;
  if (!trace) return undefined;
  const { words, number, locale } = preferences;
  const norms = gradientNorms(trace);
  const covered = norms.map((_, index) => app.hides(['dw', 'db'], index + 1));
  const decades = decadesOf(norms, run.series?.gradientNorm ?? []);
  const count = countWriter(locale);
  const nameOf = (layer: number): string => (layer === norms.length ? words.views.output : words.views.hidden(layer));
  /** Powers of ten need no 1 before them. */
  const power = (exponent: number): string => number(Math.pow(10, exponent)).replace(/^1·/, '');
  return {
    name: words.figure.files.gradients,
    title: words.instruments.gradients.title,
    note: momentOf(app, trace),
    draw: ({ width, height, letter, palette }) => {
      const pen = new Pen();
      const [left, right, top, bottom] = [4.6 * letter, width - letter, 2 * letter, height - 2.6 * letter];
      const step = (right - left) / norms.length;
      const bar = Math.min(4.5 * letter, step * 0.72);
      const y = (value: number): number => bottom - (bottom - top) * heightOf(value, decades);
      const grid = blend(palette.background, palette.rule, 0.35);
      for (const exponent of decadeTicks(decades, Math.max(2, (bottom - top) / (2.4 * letter)))) {
        const at = y(Math.pow(10, exponent));
        pen.line([left, at, right, at], exponent === decades[0] ? palette.rule : grid, 0.09 * letter);
        pen.text(left - 0.5 * letter, at, power(exponent), letter, palette.soft, { align: 'right', tabular: true });
      }
      norms.forEach((value, index) => {
        const x = left + step * (index + 0.5);
        const high = covered[index] ? bottom : y(value);
        const colour = blend(palette.positive, palette.upstream, index / Math.max(1, norms.length - 1));
        if (high < bottom) pen.bar(x - bar / 2, high, x + bar / 2, bottom, colour);
        const told = covered[index] ? words.instruments.covered : number(value);
        if (step > 4.6 * letter || norms.length < 2)
          pen.text(x, high - 0.8 * letter, told, letter, palette.ink, { align: 'centre', tabular: true, weight: 'bold' });
        const name = step > 5.5 * letter ? nameOf(index + 1) : words.plots.loss.short(count(index + 1));
        pen.text(x, bottom + 1.2 * letter, name, letter, palette.ink, { align: 'centre' });
      });
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [['layer', 'gradient norm'], ...norms.flatMap((value, index) => (covered[index] ? [] : [[index + 1, value]]))],
  };
};
