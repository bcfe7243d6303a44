import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { blend } from '#renderer/picture/palette.ts';
import { countWriter, percentWriter } from '#core/words/number.ts';
import { fieldAt } from '#renderer/model/landscape/landscape-picture.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { axisNames } from '#renderer/ui/landscape/landscape-telling.ts';
import { fractionOf, rivalColour, type Subject } from '#renderer/ui/landscape/landscape-subject.ts';
import { bands, bandOf, colourAt, scaleOf } from '#renderer/ui/landscape/loss-scale.ts';
import { coordinatesAt, pathTo, splitAt, type Coordinates } from '#renderer/ui/landscape/paths.ts';
import { levelLine } from '#renderer/ui/plots/boundary.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import { drawAxes } from './axes.ts';
import type { Figure } from './figure.ts';
import { stepOf } from './moment.ts';

/** Cells along a side of the bands of colour; the lines between them are exact. */
const cells = 240;

/** The bands of equal loss with the path of training, as far as the landscape is computed. */
export const landscapeFigure = (app: App): Figure | undefined => {
  const { landscape, preferences } = app;
  const picture = landscape.shown;
  const step = app.playhead.shown?.trace.step;
  if (!picture || step === undefined) return undefined;
  const { race, point, choices } = landscape;
  const { words, locale, number } = preferences;
  const scale = scaleOf(picture.values, choices.log);
  const heights = picture.values.map(scale.height);
  const { grid } = picture;
  const shownTo = app.shownTo;
  return {
    name: words.figure.files.landscape,
    title: words.landscape.title,
    note: stepOf(app, step),
    draw: ({ width, height, letter, palette }) => {
      const subject: Subject = {
        ...{ picture, scale, heights, point, step, palette },
        plane: { ...picture.plane, path: pathTo(picture.plane.path, shownTo) },
        rivals: (race ?? []).map(({ path }, index) => ({ path: pathTo(path, shownTo), colour: rivalColour(palette, index) })),
      };
      const [across, up] = axisNames(subject, words.landscape, { number, count: countWriter(locale), percent: percentWriter(locale) });
      const [ox, oy] = picture.plane.origin ?? [0, 0];
      const pen = new Pen();
      const axes = {
        x: [picture.x[0] + ox, picture.x[1] + ox],
        y: [picture.y[0] + oy, picture.y[1] + oy],
        ...{ across, up, tick: tickWriter(locale, number), square: true },
      } as const;
      drawAxes(pen, { width, height, letter }, axes, palette, ({ left, top, width: w, height: h }) => {
        const empty = blend(palette.panel, palette.soft, 0.25);
        const tones = Array.from({ length: bands }, (_, band) => colourAt(palette, bandOf((band + 0.5) / bands)));
        const colours = Uint32Array.from({ length: cells * cells }, (_, i) => {
          const [u, v] = [((i % cells) + 0.5) / cells, 1 - (Math.floor(i / cells) + 0.5) / cells];
          const value = fieldAt(heights, grid, u * (grid - 1), v * (grid - 1));
          return Number.isNaN(value) ? empty : tones[Math.min(bands - 1, Math.floor(value * bands))]!;
        });
        pen.image({
          ...{ x: left, y: top, width: w, height: h, rows: cells, columns: cells, across: true, alpha: 1 },
          ...{ colours, known: colours.length, empty },
        });
        for (let band = 1; band < bands; band++) {
          const segments = levelLine(heights, grid, 1, band / bands);
          for (let i = 0; i < segments.length; i += 4) {
            const ends = [0, 2].flatMap((k) => [
              left + (segments[i + k]! / (grid - 1)) * w,
              top + (1 - segments[i + k + 1]! / (grid - 1)) * h,
            ]);
            if (ends.every(Number.isFinite)) pen.line(ends, palette.ink, 0.07 * letter, { alpha: 0.28 });
          }
        }
        const at = (one: Coordinates): readonly [number, number] => {
          const [u, v] = fractionOf(picture, one);
          return [left + Math.min(Math.max(u, 0), 1) * w, top + (1 - Math.min(Math.max(v, 0), 1)) * h];
        };
        const path = (of: readonly Coordinates[]): number[] => of.flatMap((one) => [...at(one)]);
        const here = point?.step === step ? ([point.x, point.y] as const) : coordinatesAt(subject.plane.path, step);
        const [before, after] = splitAt(subject.plane.path, step, here);
        for (const { path: own, colour } of subject.rivals) {
          pen.line(path(splitAt(own, step)[0]), palette.background, 0.4 * letter, { alpha: 0.75 });
          pen.line(path(splitAt(own, step)[0]), colour, 0.2 * letter);
        }
        pen.line(path(after), palette.ink, 0.11 * letter, { dash: [0.2 * letter, 0.4 * letter] });
        pen.line(path(before), palette.background, 0.4 * letter, { alpha: 0.75 });
        pen.line(path(before), palette.ink, 0.2 * letter);
        pen.dot(...at(here), 0.62 * letter, palette.background);
        pen.dot(...at(here), 0.45 * letter, palette.ink);
      });
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [
      ['x', 'y', 'loss'],
      ...Array.from(picture.values, (loss, i) => [
        picture.x[0] + ((picture.x[1] - picture.x[0]) * (i % grid)) / (grid - 1) + (picture.plane.origin?.[0] ?? 0),
        picture.y[0] + ((picture.y[1] - picture.y[0]) * Math.floor(i / grid)) / (grid - 1) + (picture.plane.origin?.[1] ?? 0),
        loss,
      ]),
    ],
  };
};
