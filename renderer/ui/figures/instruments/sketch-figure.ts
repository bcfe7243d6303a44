import { step as toStep } from '#core/contract/units.ts';
import { sketchPoints, sketchTop } from '#core/view/views.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import { drawAxes } from '#renderer/ui/figures/axes.ts';
import { keyOf } from '#renderer/ui/figures/key.ts';
import type { Figure } from '#renderer/ui/figures/figure.ts';

/** As many stretches as a printed line can show. */
const buckets = 512;

/** How somebody expected the loss to go, and where it is shown how it went; in losses of the start. */
export const sketchFigure = async (app: App): Promise<Figure | undefined> => {
  const { run, preferences } = app;
  const { drawn, shown } = app.choices.of('sketch');
  const goal = Math.max(1, run.goal);
  const covered = app.hides(['loss', 'loss.sample', 'later']);
  if (!drawn && (covered || !shown)) return undefined;
  const to = Math.min(run.trainedTo, app.shownTo);
  const series = shown && !covered && to > 0 ? await app.trainer.call('series', { from: toStep(0), to: toStep(to), buckets }) : undefined;
  const first = series?.lossMean[0];
  const { words, locale, number } = preferences;
  const all = words.instruments.sketch;
  const stepAt = (point: number): number => (point / (sketchPoints - 1)) * goal;
  return {
    name: words.figure.files.sketch,
    throughout: true,
    title: all.title,
    draw: ({ width, height, letter, palette, legend }) => {
      const pen = new Pen();
      const dash = [0.7 * letter, 0.4 * letter] as const;
      const told = [
        ...(drawn ? [{ text: all.yours, colour: palette.upstream, dash }] : []),
        ...(series ? [{ text: all.real, colour: palette.positive, dash: undefined }] : []),
      ];
      const key = keyOf(legend ? told.map(({ text }) => text) : [], width, letter, 2.5);
      const axes = {
        x: [0, goal],
        y: [0, sketchTop],
        across: words.plots.loss.step,
        up: `${words.instruments.knobs.loss} ÷ ${all.start}`,
        tick: tickWriter(locale, number),
        square: false,
      } as const;
      drawAxes(pen, { width, height: height - key.height, letter }, axes, palette, ({ x, y, left, width: w }) => {
        pen.line([left, y(1), left + w, y(1)], palette.rule, 0.07 * letter);
        if (series && first) {
          const points = Array.from(series.start, (start, i) => [x(start), y(Math.min(sketchTop, series.lossMean[i]! / first))]);
          pen.line(points.filter(([, at]) => Number.isFinite(at)).flat(), palette.positive, 0.17 * letter);
        }
        for (const piece of stretches(drawn ?? []))
          pen.line(
            piece.flatMap(([point, at]) => [x(stepAt(point)), y(at)]),
            palette.upstream,
            0.2 * letter,
            { dash },
          );
        pen.dot(x(0), y(1), 0.35 * letter, palette.positive);
      });
      key.draw(pen, height - key.height, palette, (index, x, y) => {
        const { colour, dash: gaps } = told[index]!;
        pen.line([x, y, x + 2 * letter, y], colour, 0.17 * letter, gaps ? { dash: gaps } : {});
      });
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [['step', 'sketch'], ...(drawn ?? []).flatMap((at, point) => (at === null ? [] : [[stepAt(point), at]]))],
  };
};

/** Points of a sketch that lie beside each other. */
const stretches = (drawn: readonly (number | null)[]): readonly (readonly (readonly [point: number, height: number])[])[] => {
  const found: [number, number][][] = [[]];
  drawn.forEach((at, point) => {
    if (at !== null) found.at(-1)!.push([point, at]);
    else if (found.at(-1)!.length > 0) found.push([]);
  });
  return found.filter(({ length }) => length > 1);
};
