import { principalOf } from '#core/math/principal.ts';
import { countWriter } from '#core/words/number.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { diverging } from '#renderer/picture/palette.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { niceCeiling } from '#renderer/picture/scales.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { domainOf } from '#renderer/ui/plots/domain.ts';
import { marksOf } from '#renderer/ui/plots/marks.ts';
import { classOf } from '#renderer/ui/plots/plane.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import { axesIn, meshLines, placesOf, spanOf, type HiddenAxis } from '#renderer/ui/views/hidden-axes.ts';
import { layerInView } from '#renderer/ui/views/view-target.svelte.ts';
import { drawAxes, type Plot } from './axes.ts';
import type { Figure } from './figure.ts';
import { keyOf } from './key.ts';
import { drawMark } from './mark.ts';
import { stepOf } from './moment.ts';

/** The samples as a hidden layer sees them, with the plane of the inputs carried along. */
export const hiddenFigure = async (app: App): Promise<Figure | undefined> => {
  const { run, playhead, preferences, selection, trainer } = app;
  const step = playhead.shown?.trace.step;
  const hidden = (run.spec?.network.layers.length ?? 1) - 1;
  const data = run.summary?.data;
  if (step === undefined || !data || hidden < 1) return undefined;
  const choices = app.choices.of('hidden');
  const layer = layerInView(choices.layer, selection.selected, playhead.position?.layer, hidden);
  const { x, y } = domainOf(data);
  const points = await trainer.call('activations', { step, layer });
  const mesh = data.inputs === 2 ? await trainer.call('surface', { step, layer, grid: meshLines, x, y }) : undefined;
  const axes = axesIn(choices, points.a.cols);
  const places = placesOf(points, mesh, axes, principalOf(points.a, 2));
  const { words, locale, number } = preferences;
  const own = words.views.hiddenSpace;
  const count = countWriter(locale);
  const nameOf = (axis: HiddenAxis): string =>
    typeof axis === 'number' ? own.unit(count(axis + 1)) : own.component(axis === 'pc0' ? '1' : '2');
  const classes = data.task === 'classes' ? Math.max(2, data.outputs) : 0;
  const names = Array.from({ length: classes }, (_, kind) => data.targets[kind] ?? words.plots.plane.classOf(String(kind)));
  return {
    name: words.figure.files.hidden,
    title: own.title,
    note: `${stepOf(app, step)} · ${words.picture.hiddenShort(layer)}`,
    draw: ({ width, height, letter, palette, legend }) => {
      const pen = new Pen();
      const marks = marksOf(palette, Math.max(2, classes));
      const reach = niceCeiling(data.y.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
      const key = keyOf(legend ? names : [], width, letter, 1.2);
      const frame = {
        x: spanOf(places.x, places.mesh?.x),
        y: spanOf(places.y, places.mesh?.y),
        ...{ across: nameOf(axes[0]), up: points.a.cols === 1 ? '' : nameOf(axes[1]) },
        ...{ tick: tickWriter(locale, number), square: false },
      };
      drawAxes(pen, { width, height: height - key.height, letter }, frame, palette, (plot) => {
        if (places.mesh) for (const line of meshOf(places.mesh, plot)) pen.line(line, palette.soft, 0.07 * letter, { alpha: 0.6 });
        const radius = Math.max(0.16, 0.32 - places.x.length / 4000) * letter;
        places.samples.forEach((sample, n) => {
          const kind = classes > 0 ? classOf(data, sample) : 0;
          const fill = classes > 0 ? marks[kind]!.colour : diverging(palette, data.y[sample * data.outputs]!, reach);
          drawMark(pen, kind, plot.x(places.x[n]!), plot.y(places.y[n]!), radius, fill, palette.background);
        });
      });
      key.draw(pen, height - key.height, palette, (kind, left, top) =>
        drawMark(pen, kind, left + 0.4 * letter, top, 0.34 * letter, marks[kind]!.colour, palette.background),
      );
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [
      ['sample', nameOf(axes[0]), nameOf(axes[1])],
      ...Array.from(places.samples, (sample, n) => [sample + 1, places.x[n]!, places.y[n]!]),
    ],
  };
};

/** The lines of the mesh, across and up. */
const meshOf = ({ x, y }: { readonly x: Float64Array; readonly y: Float64Array }, plot: Plot): readonly (readonly number[])[] =>
  Array.from({ length: 2 * meshLines }, (_, line) =>
    Array.from({ length: meshLines }, (__, i) => (line < meshLines ? line * meshLines + i : i * meshLines + line - meshLines)).flatMap(
      (at) => [plot.x(x[at]!), plot.y(y[at]!)],
    ),
  );
