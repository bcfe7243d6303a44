import { step as toStep } from '#core/contract/units.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { blend } from '#renderer/picture/palette.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import { binsOf } from '#renderer/ui/views/histogram.ts';
import { layerInView } from '#renderer/ui/views/view-target.svelte.ts';
import { drawAxes } from './axes.ts';
import type { Figure } from './figure.ts';

/** Finer than on screen: a print has more room. */
const [points, bins] = [80, 64];

/** How the numbers of a tensor lie over training, with their mean and how far they stray from it. */
export const histogramFigure = async (app: App): Promise<Figure | undefined> => {
  const { run, playhead, preferences, selection } = app;
  const layers = run.spec?.network.layers.length;
  const to = Math.min(run.trainedTo, app.shownTo);
  if (to < 1 || layers === undefined || !playhead.shown) return undefined;
  const choices = app.choices.of('histogram');
  const layer = layerInView(choices.layer, selection.selected, playhead.position?.layer, layers);
  const tensor = choices.tensor === 'dA' && playhead.shown.trace.layers[layer - 1]?.dA === undefined ? 'dZ' : choices.tensor;
  const lies = await app.trainer.call('distributions', { layer, tensor, to: toStep(to), points, bins });
  const { words } = preferences;
  const { steps, low, high, counts, mean, deviation } = lies;
  if (steps.length === 0) return undefined;
  const down = counts.length / steps.length;
  return {
    name: words.figure.files.histogram,
    throughout: true,
    title: `${words.views.histogram.title}: ${tensor} · ${words.views.histogram.tensors[tensor]}`,
    note: words.picture.hiddenShort(layer),
    draw: ({ width, height, letter, palette, at }) => {
      const pen = new Pen();
      const tick = tickWriter(preferences.locale, preferences.number);
      const last = Math.max(1, steps.at(-1)!);
      const axes = { x: [0, last], y: [low, high], across: words.plots.loss.step, up: tensor, tick, square: false } as const;
      drawAxes(pen, { width, height, letter }, axes, palette, ({ left, top, width: w, height: h, x, y }) => {
        const colours = new Uint32Array(down * steps.length);
        for (let s = 0; s < steps.length; s++) {
          const own = binsOf(lies, s);
          const fullest = own.reduce((most, count) => Math.max(most, count), 1);
          own.forEach((count, bin) => {
            const at = (down - 1 - bin) * steps.length + s;
            colours[at] = blend(palette.background, palette.positive, Math.sqrt(count / fullest));
          });
        }
        pen.image({
          ...{ x: left, y: top, width: w, height: h, rows: down, columns: steps.length, across: true, alpha: 1 },
          ...{ colours, known: colours.length, empty: palette.background },
        });
        const line = (sign: number): number[] =>
          Array.from(steps, (step, s) => [x(step), Math.min(Math.max(y(mean[s]! + sign * deviation[s]!), top), top + h)]).flat();
        pen.line(line(0), palette.negative, 0.2 * letter);
        if (at !== undefined) pen.line([x(at), top, x(at), top + h], palette.ink, 0.12 * letter);
        for (const sign of [-1, 1]) pen.line(line(sign), palette.negative, 0.1 * letter, { dash: [0.4 * letter, 0.3 * letter] });
      });
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [
      [
        'step',
        'mean',
        'deviation',
        'least',
        'greatest',
        'not finite',
        ...Array.from({ length: down }, (_, bin) => `from ${low + (bin * (high - low)) / down}`),
      ],
      ...Array.from(steps, (step, s) => [
        ...[step, mean[s], deviation[s], lies.min[s], lies.max[s], lies.notFinite[s]],
        ...binsOf(lies, s),
      ]),
    ],
  };
};
