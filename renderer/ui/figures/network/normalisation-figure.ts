import { countWriter } from '#core/words/number.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { wrapped } from '#renderer/picture/framed.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { blend } from '#renderer/picture/palette.ts';
import { shifted, together } from '#renderer/picture/shifted.ts';
import { extentOf } from '#renderer/ui/plots/line-chart.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import { windowOf } from '#renderer/ui/views/matrices.ts';
import { groupsOf, momentsOf } from '#renderer/ui/views/normalisation.ts';
import { ViewTarget } from '#renderer/ui/views/view-target.svelte.ts';
import { drawAxes } from '#renderer/ui/figures/axes.ts';
import type { Figure } from '#renderer/ui/figures/figure.ts';
import { stepOf } from '#renderer/ui/figures/moment.ts';

/** Multiples of the golden ratio keep neighbours apart. */
const golden = 0.6180339887498949;
/** More points of a column than this lie on each other. */
const mostPoints = 400;

/** A layer's numbers before and after they are normalised, a column for each group with its mean and deviation. */
export const normalisationFigure = async (app: App): Promise<Figure | undefined> => {
  const target = new ViewTarget(() => app, 'normalisation');
  const { trace, layers } = target;
  // Where the layer at work is not normalised, the first that is.
  const first = layers.findIndex(({ normalization }) => normalization !== 'none') + 1;
  const layer = layers[target.layer - 1]?.normalization === 'none' ? first : target.layer;
  if (!trace || layer < 1) return undefined;
  const batch = await app.trainer.call('layerBatch', { step: trace.step, layer });
  const groups = groupsOf(batch);
  if (!groups) return undefined;
  const byUnit = layers[layer - 1]!.normalization === 'batch';
  const { words, locale, number } = app.preferences;
  const own = words.views.normalisation;
  const count = countWriter(locale);
  const idOf = (index: number): number => (byUnit ? index : (batch.samples[index] ?? 0)) + 1;
  return {
    name: words.figure.files.normalisation,
    title: own.title,
    note: `${stepOf(app, trace.step)} · ${words.picture.hiddenShort(layer)}`,
    draw: ({ width, height, letter, palette }) => {
      const half = width / 2;
      const told = wrapped(`${byUnit ? own.overBatch : own.overUnits} ${own.key}`, letter, width - 2 * letter);
      const under = (1.45 * told.length - 0.5) * letter;
      const columns = windowOf(groups.length, Math.max(2, Math.floor((half - 5 * letter) / (1.2 * letter))), 0).indices;
      const side = (which: 'before' | 'after') => {
        const pen = new Pen();
        const shown = columns.map((index) => groups[index]!);
        const [low, high] = extentOf(
          shown.map((group) => group[which]),
          false,
        );
        const over = 0.05 * (high - low);
        const axes = {
          x: [0, 1],
          y: [low - over, high + over],
          across: '',
          up: own[which],
          tick: tickWriter(locale, number),
          square: false,
        } as const;
        const bare = { ...axes, ticksAcross: false };
        drawAxes(pen, { width: half, height: height - under, letter }, bare, palette, ({ left, top, width: w, height: h, y }) => {
          const wide = w / shown.length;
          shown.forEach((group, g) => {
            const { mean, variance } = which === 'before' ? group : momentsOf(group.after);
            const [x, deviation] = [left + g * wide, Math.sqrt(variance)];
            pen.bar(
              x + 0.06 * wide,
              y(mean - deviation),
              x + 0.94 * wide,
              y(mean + deviation),
              blend(palette.background, palette.negative, 0.18),
            );
            const every = Math.ceil(group[which].length / mostPoints);
            for (let i = 0; i < group[which].length; i += every)
              pen.dot(x + wide * (0.15 + 0.7 * ((i * golden) % 1)), y(group[which][i]!), 0.16 * letter, palette.positive, 0.7);
            pen.line([x + 0.06 * wide, y(mean), x + 0.94 * wide, y(mean)], palette.negative, 0.18 * letter);
            if (wide > 1.2 * letter || g === 0)
              pen.text(x + wide / 2, top + h + letter, count(idOf(group.index)), letter, palette.soft, {
                align: 'centre',
                tabular: true,
              });
          });
        });
        return plainFrame({ width: half, height, background: palette.background }, pen);
      };
      const pen = new Pen();
      told.forEach((line, index) => pen.text(letter, height - under + (1.45 * index - 0.3) * letter, line, letter, palette.soft));
      const words = plainFrame({ width, height, background: palette.background }, pen);
      const sides = [side('before'), shifted(side('after'), half, 0), words];
      return together(
        { width, height, background: palette.background },
        sides.map((frame) => ({ frame, x: 0, y: 0 })),
      );
    },
    table: () => [
      [byUnit ? 'unit' : 'sample', 'mean before', 'variance before', 'mean after', 'variance after'],
      ...groups.map(({ index, mean, variance, after }) => {
        const moments = momentsOf(after);
        return [idOf(index), mean, variance, moments.mean, moments.variance];
      }),
    ],
  };
};
