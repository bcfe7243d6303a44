import { scaleLinear } from 'd3-scale';
import { countWriter } from '#core/words/number.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { blend } from '#renderer/picture/palette.ts';
import { Pen, textWidth } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import { rulerRows, rulerSpan } from '#renderer/ui/views/instruments/knobs.ts';
import type { Figure } from '#renderer/ui/figures/figure.ts';
import { stepOf } from '#renderer/ui/figures/moment.ts';

/** All samples on one ruler, as the knobs have them: where each is predicted, where it should be, and what lies between. */
export const rulerFigure = async (app: App): Promise<Figure | undefined> => {
  const { run, playhead, preferences } = app;
  const data = run.summary?.data;
  const step = playhead.shown?.trace.step;
  if (!data || step === undefined) return undefined;
  const { held } = app.whatIf;
  const { outputs } = await app.trainer.call('evaluate', step, undefined, held);
  const chosen = app.choices.of('knobs').output;
  const rows = rulerRows(data, outputs, chosen < data.outputs ? chosen : 0);
  const covered = app.hides(['a', 'z', 'loss.sample'], run.shape?.layers.length);
  const { words, number, locale } = preferences;
  const count = countWriter(locale);
  const tick = tickWriter(locale, number);
  return {
    name: words.figure.files.knobs,
    title: words.instruments.knobs.ruler,
    note: stepOf(app, step),
    draw: ({ width, height, letter, palette }) => {
      const pen = new Pen();
      const told = rows.map(({ predicted, target }) =>
        covered ? words.instruments.covered : `${predicted > target ? '+' : ''}${number(predicted - target)}`,
      );
      const aside = told.reduce((most, text) => Math.max(most, textWidth(text, letter)), 0);
      const [left, right, top, bottom] = [2.4 * letter, width - 1.4 * letter - aside, 0.6 * letter, height - 2.4 * letter];
      const x = scaleLinear(rulerSpan(rows), [left + letter, right]);
      const [low, high] = x.domain() as [number, number];
      const inside = (value: number): number => x(Number.isFinite(value) ? value : value < 0 ? low : high);
      const grid = blend(palette.background, palette.rule, 0.35);
      for (const value of x.ticks(Math.max(2, (right - left) / (5 * letter)))) {
        pen.line([x(value), top, x(value), bottom], value === 0 ? palette.rule : grid, 0.09 * letter);
        pen.text(x(value), bottom + letter, tick(value), letter, palette.soft, { align: 'centre', tabular: true });
      }
      const line = (bottom - top) / Math.max(1, rows.length);
      const size = Math.min(letter, 0.8 * line);
      // Of many samples, those are told that letters have room for.
      const every = Math.ceil((1.2 * letter) / line);
      rows.forEach(({ sample, predicted, target }, index) => {
        const y = top + (index + 0.5) * line;
        const off = predicted - target;
        const colour = off > 0 ? palette.positive : palette.negative;
        const isTold = index % every === 0;
        if (isTold) pen.text(left, y, count(sample + 1), letter, palette.soft, { align: 'right', tabular: true });
        if (!covered) {
          pen.line([inside(target), y, inside(predicted), y], colour, 0.3 * size);
          pen.dot(inside(predicted), y, 0.4 * size, colour);
        }
        pen.line([x(target), y - 0.4 * line, x(target), y + 0.4 * line], palette.ink, 0.2 * size);
        if (isTold) pen.text(width - 0.4 * letter, y, told[index]!, letter, palette.ink, { align: 'right', tabular: true });
      });
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [
      ['sample', 'target', ...(covered ? [] : ['prediction'])],
      ...rows.map(({ sample, target, predicted }) => [sample + 1, target, ...(covered ? [] : [predicted])]),
    ],
  };
};
