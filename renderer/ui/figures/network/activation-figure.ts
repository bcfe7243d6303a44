import { activationCurves } from '#core/math/curve.ts';
import { countWriter } from '#core/words/number.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { blend } from '#renderer/picture/palette.ts';
import { marksOf } from '#renderer/ui/plots/marks.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import { argumentOf, dotsOf, flatRegions, pointsOf, reachOf } from '#renderer/ui/views/activation-curve.ts';
import { ViewTarget } from '#renderer/ui/views/view-target.svelte.ts';
import { drawAxes } from '#renderer/ui/figures/axes.ts';
import type { Figure } from '#renderer/ui/figures/figure.ts';
import { hueOf } from '#renderer/ui/figures/hues.ts';
import { keyOf } from '#renderer/ui/figures/key.ts';
import { stepOf } from '#renderer/ui/figures/moment.ts';

/** A layer's activation and its slope, with where every sample of the batch stands on them. */
export const activationFigure = async (app: App): Promise<Figure | undefined> => {
  const { trace, layer, layers, unit, sample } = new ViewTarget(() => app, 'activation');
  const data = app.run.summary?.data;
  const kind = layers[layer - 1]?.activation;
  const curve = kind && activationCurves[kind];
  if (!trace || !data || !curve) return undefined;
  const batch = await app.trainer.call('layerBatch', { step: trace.step, layer });
  const covered = app.hides(['slope'], layer);
  const reach = reachOf(argumentOf(batch.layer));
  const [value, steep] = [pointsOf(curve.value, reach), pointsOf(curve.slope, reach)];
  const flat = covered ? [] : flatRegions(curve.slope, reach);
  const heights = [...value, ...(covered ? [] : steep)].map(([, height]) => height);
  const [low, high] = [Math.min(0, ...heights), Math.max(1, ...heights)];
  const over = 0.05 * (high - low);
  const { dots } = dotsOf(batch, data, unit, sample);
  const { words, locale, number } = app.preferences;
  const own = words.views.activation;
  const count = countWriter(locale);
  const name = unit === undefined ? own.allUnits(count(layers[layer - 1]!.units)) : own.oneUnit(count(unit + 1));
  const keys = [own.f, ...(covered ? [] : [own.slope]), ...(flat.length > 0 ? [own.flat] : [])];
  return {
    name: words.figure.files.activation,
    title: `${own.title}: ${words.methods.activations[kind]}`,
    note: `${stepOf(app, trace.step)} · ${words.picture.hiddenShort(layer)} · ${name}`,
    draw: ({ width, height, letter, palette, legend }) => {
      const pen = new Pen();
      const colours =
        data.task === 'classes' ? marksOf(palette, Math.max(2, data.outputs)).map(({ colour }) => colour) : [palette.positive];
      const key = keyOf(legend ? keys : [], width, letter, 2.5);
      const shade = blend(palette.background, palette.rule, 0.22);
      const axes = {
        x: [-reach, reach],
        y: [low - over, high + over],
        ...{ across: 'z', up: '', tick: tickWriter(locale, number), square: false },
      } as const;
      drawAxes(pen, { width, height: height - key.height, letter }, axes, palette, ({ x, y, left, top, width: w, height: h }) => {
        for (const [from, to] of flat) pen.rect(x(from), top, x(to) - x(from), h, shade);
        pen.line([left, y(0), left + w, y(0)], palette.rule, 0.07 * letter);
        pen.line([x(0), top, x(0), top + h], palette.rule, 0.07 * letter);
        const line = (of: typeof value): number[] => of.flatMap(([z, at]) => [x(z), y(at)]);
        if (!covered) pen.line(line(steep), hueOf('backward', palette.theme), 0.17 * letter, { dash: [0.5 * letter, 0.35 * letter] });
        pen.line(line(value), palette.ink, 0.2 * letter);
        const many = dots.length > 600;
        for (const dot of dots) {
          if (!Number.isFinite(dot.z)) continue;
          const colour = colours[dot.kind] ?? colours[0]!;
          const followed = dot.sample === sample;
          pen.dot(
            x(dot.z),
            y(curve.value(dot.z)),
            (followed ? 0.42 : many ? 0.18 : 0.27) * letter,
            colour,
            followed ? 1 : many ? 0.4 : 0.65,
          );
        }
      });
      key.draw(pen, height - key.height, palette, (index, x, y) => {
        if (keys[index] === own.flat) pen.rect(x, y - 0.4 * letter, 2 * letter, 0.8 * letter, shade);
        else if (index === 0) pen.line([x, y, x + 2 * letter, y], palette.ink, 0.2 * letter);
        else pen.line([x, y, x + 2 * letter, y], hueOf('backward', palette.theme), 0.17 * letter, { dash: [0.5 * letter, 0.35 * letter] });
      });
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [
      ['sample', 'unit', 'z', 'a', ...(covered ? [] : ['slope'])],
      ...dots.map((dot) => [dot.sample + 1, dot.unit + 1, dot.z, dot.a, ...(covered ? [] : [dot.slope])]),
    ],
  };
};
