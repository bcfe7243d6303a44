import { scaleLinear } from 'd3-scale';
import { countWriter } from '#core/words/number.ts';
import { Pen, textWidth } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { shortened } from '#renderer/picture/own-names.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { extentOf } from '#renderer/ui/plots/line-chart.ts';
import { seriesOf } from '#renderer/ui/views/optimiser-series.ts';
import { ViewTarget } from '#renderer/ui/views/view-target.svelte.ts';
import type { Figure } from './figure.ts';
import { stepOf } from './moment.ts';

/** How many steps back the charts reach, as in the view. */
const reach = 100;

/** What the optimiser remembers of one weight, over the last steps, and what it makes of the gradient. */
export const optimiserFigure = async (app: App): Promise<Figure | undefined> => {
  const { trace, place } = new ViewTarget(() => app);
  if (!trace) return undefined;
  const { words, locale, number } = app.preferences;
  const history = await app.trainer.call('parameterHistory', { step: trace.step, place, steps: reach });
  const { steps } = history;
  const series = seriesOf(place.kind === 'W' ? 'w' : 'b', history);
  const own = words.views.optimiser;
  const { target } = words.inspector;
  const count = countWriter(locale);
  const name = place.kind === 'W' ? target.weight(place.row + 1, place.col + 1, place.layer) : target.bias(place.col + 1, place.layer);
  return {
    name: words.figure.files.optimiser,
    title: `${words.methods.optimizers[app.run.spec!.optimizer.kind]}: ${name}`,
    note: stepOf(app, trace.step),
    draw: ({ width, height, letter, palette }) => {
      const pen = new Pen();
      // Charts that would be too low stand beside each other.
      const columns = height / series.length < 5 * letter && series.length > 2 ? 2 : 1;
      const rows = Math.ceil(series.length / columns);
      const [wide, high] = [width / columns, (height - 2 * letter) / rows];
      series.forEach(({ symbol, values, dashed }, index) => {
        const [left, right] = [Math.floor(index / rows) * wide + letter, (Math.floor(index / rows) + 1) * wide - letter];
        const top = (index % rows) * high;
        const said = own.names[symbol as keyof typeof own.names] ?? '';
        const value = number(values.at(-1)!);
        const sign = symbol === 'velocity' ? 'v' : symbol;
        pen.text(left, top + 0.8 * letter, sign, letter, palette.ink, { weight: 'bold' });
        const before = left + textWidth(sign, letter) + 0.8 * letter;
        const room = right - before - textWidth(value, letter) - letter;
        pen.text(before, top + 0.8 * letter, shortened(said, letter, room), letter, palette.soft);
        pen.text(right, top + 0.8 * letter, value, letter, palette.ink, { align: 'right', weight: 'bold', tabular: true });
        const extent = extentOf(dashed ? [values, dashed] : [values], false);
        const x = scaleLinear([steps[0]!, Math.max(steps[0]! + 1, steps.at(-1)!)], [left, right]);
        const y = scaleLinear([Math.min(0, extent[0]), Math.max(0, extent[1])], [top + high - 0.4 * letter, top + 1.7 * letter]);
        const line = (of: Float64Array): number[] => Array.from(of, (one, i) => [x(steps[i]!), y(one)]).flat();
        pen.line([left, y(0), right, y(0)], palette.rule, 0.08 * letter);
        if (dashed) pen.line(line(dashed), palette.soft, 0.12 * letter, { dash: [0.4 * letter, 0.3 * letter] });
        pen.line(line(values), palette.positive, 0.18 * letter);
        pen.dot(x(steps.at(-1)!), y(values.at(-1)!), 0.3 * letter, palette.positive);
      });
      const from = own.told(count(steps[0]!), count(steps.at(-1)!));
      pen.text(letter, height - 0.8 * letter, from, letter, palette.soft, { tabular: true });
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [
      ['step', ...series.flatMap(({ symbol, dashed }) => (dashed ? [symbol, `${symbol} before its correction`] : [symbol]))],
      ...Array.from(steps, (step, i) => [
        step,
        ...series.flatMap(({ values, dashed }) => (dashed ? [values[i]!, dashed[i]!] : [values[i]!])),
      ]),
    ],
  };
};
