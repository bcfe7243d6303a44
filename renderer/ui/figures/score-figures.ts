import type { ClassScores } from '#core/contract/scores.ts';
import { countWriter } from '#core/words/number.ts';
import { Pen, textWidth } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { blend, legible } from '#renderer/picture/palette.ts';
import { shortened } from '#renderer/picture/own-names.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { partsOf, scoresOf } from '#renderer/model/queries/score-rows.ts';
import { marksOf } from '#renderer/ui/plots/marks.ts';
import { drawAxes } from './axes.ts';
import type { Figure } from './figure.ts';
import { keyOf } from './key.ts';
import { stepOf } from './moment.ts';

/** What the view of results shows where that is a drawing: the confusions of classes, or their ROC curves. */
export const scoresFigure = async (app: App): Promise<Figure | undefined> => {
  const step = app.playhead.shown?.trace.step;
  if (step === undefined || app.hides(['accuracy'])) return undefined;
  const { table, part: wanted } = app.choices.of('scores');
  const evaluation = await app.trainer.call('evaluate', step);
  const parts = partsOf(evaluation);
  const part = parts.includes(wanted) ? wanted : 'train';
  const scores = scoresOf(evaluation, part);
  if (scores?.task !== 'classes') return undefined;
  const targets = app.run.summary?.data.targets ?? [];
  const names = scores.classes.map((_, index) => targets[index] ?? String(index));
  const words = app.preferences.words.scores;
  const note = `${stepOf(app, step)} · ${words.partLong[part]}`;
  return table === 'roc' ? rocFigure(app, scores, names, note) : confusionFigure(app, scores, names, note);
};

/** Rows are what samples are, columns what the network says; a cell is as strong as its share of the row. */
const confusionFigure = (app: App, { confusion }: ClassScores, names: readonly string[], note: string): Figure => {
  const { words, locale } = app.preferences;
  const { scores: own, figure } = words;
  const count = countWriter(locale);
  return {
    name: figure.files.confusion,
    title: own.view.confusion,
    note,
    draw: ({ width, height, letter, palette }) => {
      const pen = new Pen();
      const longest = Math.min(Math.max(...names.map((name) => textWidth(name, letter))), 0.3 * width);
      const [left, top] = [longest + 3.4 * letter, 3.8 * letter];
      const cell = Math.max(1, Math.min((width - left - letter) / names.length, (height - top - 0.5 * letter) / names.length));
      const start = Math.max(left, (width - cell * names.length) / 2);
      pen.text(start, 0.9 * letter, `${own.predicted} →`, letter, palette.soft);
      pen.text(start - 0.6 * letter, top - letter, `${own.actual} ↓`, letter, palette.soft, { align: 'right' });
      names.forEach((name, index) => {
        const at = (index + 0.5) * cell;
        pen.text(start + at, top - letter, shortened(name, letter, cell), letter, palette.ink, { align: 'centre' });
        pen.text(start - 0.6 * letter, top + at, shortened(name, letter, longest), letter, palette.ink, { align: 'right' });
      });
      confusion.forEach((row, actual) => {
        const total = row.reduce((sum, value) => sum + value, 0);
        row.forEach((value, predicted) => {
          const share = total === 0 ? 0 : value / total;
          const fill = blend(palette.panel, actual === predicted ? palette.positive : palette.negative, 0.75 * share);
          const [x, y] = [start + predicted * cell, top + actual * cell];
          pen.rect(x, y, cell - 0.15 * letter, cell - 0.15 * letter, fill, { radius: 0.3 * letter });
          const size = Math.min(1.1 * letter, 0.5 * cell);
          const weight = share > 0.5 ? 'bold' : 'regular';
          pen.text(x + cell / 2, y + cell / 2, count(value), size, legible(fill), { align: 'centre', tabular: true, weight });
        });
      });
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [[`${own.actual} / ${own.predicted}`, ...names], ...confusion.map((row, actual) => [names[actual], ...row])],
  };
};

const rocFigure = (app: App, { classes }: ClassScores, names: readonly string[], note: string): Figure | undefined => {
  const { words, number } = app.preferences;
  const shown = classes.length === 2 ? [1] : classes.map((_, index) => index);
  const curves = shown.flatMap((index) => {
    const { roc } = classes[index]!;
    return roc ? [{ index, roc }] : [];
  });
  if (curves.length === 0) return undefined;
  const own = words.scores;
  return {
    name: words.figure.files.roc,
    title: own.view.roc,
    note,
    draw: ({ width, height, letter, palette, legend }) => {
      const pen = new Pen();
      const marks = marksOf(palette, classes.length);
      const one = [0, 1] as const;
      const axes = { x: one, y: one, across: own.falsePositives, up: own.truePositives, tick: number, square: true };
      const keys = curves.map(({ index, roc }) => `${names[index]} · ${own.measure.auc} ${number(roc.auc)}`);
      // Under the curves, which may lie anywhere.
      const key = keyOf(legend ? keys : [], width, letter, 1.9);
      drawAxes(pen, { width, height: height - key.height, letter }, axes, palette, ({ x, y }) => {
        pen.line([x(0), y(0), x(1), y(1)], palette.rule, 0.1 * letter, { dash: [0.4 * letter, 0.4 * letter] });
        curves.forEach(({ index, roc }) => {
          const points = Array.from(roc.falsePositives, (value, i) => [x(value), y(roc.truePositives[i]!)]).flat();
          pen.line(points, marks[index]!.colour, 0.2 * letter);
        });
      });
      key.draw(pen, height - key.height, palette, (place, x, y) =>
        pen.line([x, y, x + 1.4 * letter, y], marks[curves[place]!.index]!.colour, 0.25 * letter),
      );
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [
      ['class', 'false positive rate', 'true positive rate'],
      ...curves.flatMap(({ index, roc }) => Array.from(roc.falsePositives, (value, i) => [names[index], value, roc.truePositives[i]])),
    ],
  };
};
