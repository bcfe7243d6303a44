import { step as toStep } from '#core/contract/units.ts';
import { countWriter, percentWriter } from '#core/words/number.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { shownColumns, sorted, type Column } from '#renderer/model/notebook/notebook-table.ts';
import { endingOf, titleOf, type Entry } from '#renderer/model/notebook/notebook.ts';
import { shortened } from '#renderer/picture/own-names.ts';
import { Pen, textWidth } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { blend, type Palette } from '#renderer/picture/palette.ts';
import { drawChart, layChart } from '#renderer/ui/plots/chart.ts';
import { besideChart } from '#renderer/ui/plots/loss-chart.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import type { Figure, Setting } from '#renderer/ui/figures/figure.ts';

/** The lab notebook: the runs that were tried as a table, or the curves of those that are compared. */
export const notebookFigure = (app: App): Figure | undefined => {
  const { notebook, preferences } = app;
  const { entries } = notebook;
  if (entries.length === 0) return undefined;
  const { words, locale, writers } = preferences;
  const choices = app.choices.of('notebook');
  const compared = notebook.compared.flatMap((id): Entry[] => [notebook.get(id)!]);
  const curves = compared.filter(({ curve }) => curve.steps.length > 1);
  const own = words.notebook;
  const [count, percent] = [countWriter(locale), percentWriter(locale)];
  const write = (entry: Entry, column: Column): string => {
    if (column === 'id') return count(entry.id);
    if (column === 'title') return titleOf(entry, words, writers);
    if (column === 'steps') return count(entry.trainedTo);
    if (column === 'ending') return own.endings[endingOf(entry)];
    const value = entry.outcome?.[column];
    return value === undefined ? '–' : column === 'accuracy' ? percent(value) : writers.number(value);
  };
  const rows = sorted(entries, choices, (entry) => titleOf(entry, words, writers), locale);
  const columns = shownColumns(entries, 'much');
  const asCurves = choices.show === 'curves' && curves.length > 0;
  return {
    name: words.figure.files.notebook,
    throughout: true,
    title: asCurves ? own.lossAxis : own.title,
    draw: (setting) => {
      const pen = new Pen();
      if (asCurves) drawCurves(pen, curves, setting, words.plots.loss.step, tickWriter(locale, preferences.number));
      else {
        const head = columns.map((column) => own.columns[column]);
        const cells = rows.map((entry) => columns.map((column) => write(entry, column)));
        drawTable(
          pen,
          [head, ...cells],
          { wide: columns.indexOf('title'), left: [columns.indexOf('title'), columns.indexOf('ending')] },
          setting,
          setting.palette,
        );
      }
      const { width, height, palette } = setting;
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () =>
      asCurves
        ? [
            ['run', 'step', 'loss'],
            ...curves.flatMap(({ id, curve }) => curve.steps.map((step, i) => [id, step, curve.losses[i] ?? undefined])),
          ]
        : [
            [...columns],
            ...rows.map((entry) =>
              columns.map((column) => (column === 'title' || column === 'ending' ? write(entry, column) : numberOf(entry, column))),
            ),
          ],
  };
};

const numberOf = (entry: Entry, column: Exclude<Column, 'title' | 'ending'>): number | undefined =>
  column === 'id' ? entry.id : column === 'steps' ? entry.trainedTo : entry.outcome?.[column];

const drawCurves = (
  pen: Pen,
  entries: readonly Entry[],
  { width, height, letter, palette }: Setting,
  steps: string,
  tick: (value: number) => string,
): void => {
  const runs = entries.map(({ id, curve }) => ({
    name: `${id}`,
    series: {
      start: Float64Array.from(curve.steps),
      lossMean: Float64Array.from(curve.losses, (loss) => loss ?? NaN),
      trainedTo: toStep(curve.steps.at(-1)!),
    },
  }));
  const goal = Math.max(1, ...runs.map(({ series }) => series.trainedTo));
  const chart = besideChart(runs, goal, undefined, palette)!;
  const layout = layChart(
    chart,
    { left: 0.6 * letter, top: 0.4 * letter, width: width - letter, height: height - 2.6 * letter, letter },
    tick,
  );
  drawChart(pen, chart, layout, palette);
  pen.text((layout.left + layout.right) / 2, height - 1.1 * letter, steps, letter, palette.soft, { align: 'centre' });
};

/** Rows of cells under their head: each column as wide as its widest cell, but for one that takes what is left and is cut where it must. */
const drawTable = (
  pen: Pen,
  rows: readonly (readonly string[])[],
  { wide, left }: { readonly wide: number; readonly left: readonly number[] },
  { width, height, letter }: Setting,
  palette: Palette,
): void => {
  const gap = 1.1 * letter;
  const line = 1.7 * letter;
  const sizes = rows[0]!.map((_, column) => Math.max(...rows.map((row) => textWidth(row[column]!, letter))));
  const others = sizes.reduce((sum, size, column) => sum + (column === wide ? 0 : size + gap), 2 * letter);
  sizes[wide] = Math.min(sizes[wide]!, Math.max(6 * letter, width - others));
  const shown = rows.slice(0, Math.max(2, Math.floor((height - letter) / line)));
  shown.forEach((row, index) => {
    const isCut = index === shown.length - 1 && shown.length < rows.length;
    const y = (index + 0.8) * line;
    let x = letter;
    row.forEach((cell, column) => {
      const size = sizes[column]!;
      const toLeft = left.includes(column);
      const told = isCut ? (column === wide ? '…' : '') : shortened(cell, letter, size);
      const weight = index === 0 ? 'bold' : 'regular';
      pen.text(toLeft ? x : x + size, y, told, letter, index === 0 ? palette.soft : palette.ink, {
        align: toLeft ? 'left' : 'right',
        weight,
        tabular: true,
      });
      x += size + gap;
    });
    const ruled = index === 0 ? palette.rule : blend(palette.background, palette.rule, 0.3);
    pen.line([letter, y + 0.55 * line, Math.min(x - gap, width - letter), y + 0.55 * line], ruled, 0.07 * letter);
  });
};
