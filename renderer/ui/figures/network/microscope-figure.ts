import { scaleLinear } from 'd3-scale';
import { isSummed } from '#core/account/loss.ts';
import { countWriter, percentWriter } from '#core/words/number.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { className } from '#renderer/model/unit-names.ts';
import { tellsOf } from '#renderer/model/view/tells.ts';
import { wrapped } from '#renderer/picture/framed.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { marksOf } from '#renderer/ui/plots/marks.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import { microscopeOf } from '#renderer/ui/views/microscope.ts';
import { ViewTarget } from '#renderer/ui/views/view-target.svelte.ts';
import type { Figure } from '#renderer/ui/figures/figure.ts';
import { keyOf } from '#renderer/ui/figures/key.ts';
import { drawMark } from '#renderer/ui/figures/mark.ts';
import { stepOf } from '#renderer/ui/figures/moment.ts';

/** What every sample of the batch adds to the gradient of one weight, and what is left of it. */
export const microscopeFigure = async (app: App): Promise<Figure | undefined> => {
  const { trace, place, sample } = new ViewTarget(() => app);
  const data = app.run.summary?.data;
  if (!trace || !data || app.hides(tellsOf[place.kind === 'W' ? 'dW' : 'db'], place.layer)) return undefined;
  const gradients = await app.trainer.call('sampleGradients', { step: trace.step, place });
  const { words, locale, number } = app.preferences;
  const own = words.views.microscope;
  const kinds = data.task === 'classes' ? Math.max(2, data.targets.length) : 0;
  const { only } = app.choices.of('microscope');
  const filter = only !== undefined && only < kinds ? only : undefined;
  const of = microscopeOf(gradients, data, filter);
  const [count, percent] = [countWriter(locale), percentWriter(locale)];
  const { positive, negative, net, gross, cancelled } = of;
  const told = `${own.told(count(positive.count), number(positive.sum), count(negative.count), number(negative.sum))} ${own.net(number(net), number(gross), percent(cancelled))}`;
  const target = words.inspector.target;
  const name = place.kind === 'W' ? target.weight(place.row + 1, place.col + 1, place.layer) : target.bias(place.col + 1, place.layer);
  const named = kinds > 0 && filter === undefined ? data.targets.map((one) => className(one, words)) : [];
  const summed = app.run.shape !== undefined && isSummed(app.run.shape);
  return {
    name: words.figure.files.microscope,
    title: `${own.title}: ${name}`,
    note: stepOf(app, trace.step),
    draw: ({ width, height, letter, palette, legend }) => {
      const pen = new Pen();
      const marks = marksOf(palette, Math.max(2, kinds));
      const key = keyOf(legend ? named : [], width, letter, 1.2);
      const lines = wrapped(told, letter, width - 2 * letter);
      const [left, right] = [1.5 * letter, width - 1.5 * letter];
      const floor = height - key.height - (lines.length * 1.45 + 5) * letter;
      const x = scaleLinear([-of.reach, of.reach], [left, right]);
      const bar = scaleLinear([-of.sumReach, of.sumReach], [left + 6 * letter, right - 6 * letter]);
      const tick = tickWriter(locale, number);
      pen.line([x(0), 0.6 * letter, x(0), floor + 3.6 * letter], palette.rule, 0.09 * letter);
      pen.line([left, floor, right, floor], palette.rule, 0.09 * letter);
      for (const value of x.ticks(Math.max(2, (right - left) / (7.3 * letter)))) {
        if (x(value) < left + 1.8 * letter || x(value) > right - 1.8 * letter) continue;
        pen.text(x(value), floor + 0.9 * letter, tick(value), letter, palette.soft, { align: 'centre', tabular: true });
      }
      const size = (of.shares.length > 500 ? 0.2 : 0.32) * letter;
      // The followed sample lies over all others.
      const order = of.shares.toSorted((a, b) => Number(a.sample === sample) - Number(b.sample === sample));
      pen.onDiscs(() => {
        for (const { value, height: up, kind, sample: one } of order) {
          const shape = kinds > 0 ? kind : 1;
          const rim = one === sample ? palette.ink : palette.background;
          const colour = kinds > 0 ? marks[kind]!.colour : palette.positive;
          drawMark(pen, shape, x(value), letter + up * (floor - 2.2 * letter), one === sample ? 1.3 * size : size, colour, rim);
        }
      });
      const top = floor + 2.2 * letter;
      const colour = net < 0 ? palette.negative : palette.positive;
      pen.bar(bar(0), top, bar(net), top + letter, colour);
      const beside = net < 0 ? bar(net) - 0.4 * letter : bar(net) + 0.4 * letter;
      pen.text(beside, top + 0.5 * letter, `Σ ${number(net)}`, letter, palette.ink, {
        align: net < 0 ? 'right' : 'left',
        weight: 'bold',
        tabular: true,
      });
      pen.text(letter, top + 1.9 * letter, summed ? own.intoSum : own.intoMean, letter, palette.soft);
      lines.forEach((line, index) => pen.text(letter, top + (3.35 + 1.45 * index) * letter, line, letter, palette.ink));
      key.draw(pen, height - key.height, palette, (kind, left, at) =>
        drawMark(pen, kind, left + 0.4 * letter, at, 0.34 * letter, marks[kind]!.colour, palette.background),
      );
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [
      ['sample', 'share of the gradient', 'sum so far'],
      ...of.shares.map(({ sample: one, value, sum }) => [one + 1, value, sum]),
    ],
  };
};
