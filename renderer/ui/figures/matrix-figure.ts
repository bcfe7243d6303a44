import { Pen, textWidth } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { diverging, legible, type Palette } from '#renderer/picture/palette.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import { layoutOf, productOf, type Factor, type ProductKind } from '#renderer/ui/views/matrices.ts';
import { layerInView } from '#renderer/ui/views/view-target.svelte.ts';
import type { Cell } from './csv.ts';
import type { Figure } from './figure.ts';
import { stepOf } from './moment.ts';

const equations: Readonly<Record<ProductKind, string>> = { Z: 'Z = X·W + b', dW: 'dW = Xᵀ·dZ', dX: 'dX = dZ·Wᵀ' };

/** A layer's step over the whole batch in Falk's scheme, as the view has it. */
export const matrixFigure = async (app: App): Promise<Figure | undefined> => {
  const { playhead, run, preferences, selection } = app;
  const step = playhead.shown?.trace.step;
  const layers = run.spec?.network.layers.length;
  if (step === undefined || layers === undefined) return undefined;
  const choices = app.choices.of('matrices');
  const layer = layerInView(choices.layer, selection.selected, playhead.position?.layer, layers);
  const phase = playhead.position?.phase;
  const atWork = phase === 'backward' ? 'dX' : phase === 'gradient' || phase === 'optimise' || phase === 'update' ? 'dW' : 'Z';
  const kind = choices.product?.during === atWork ? choices.product.kind : atWork;
  const product = productOf(kind, await app.trainer.call('layerBatch', { step, layer }));
  if (!product) return undefined;
  const tick = tickWriter(preferences.locale, preferences.number);
  const { left, top, bias, result } = product;
  const words = preferences.words;
  return {
    name: words.figure.files.matrices,
    title: `${words.views.matrices.title}: ${equations[kind]}`,
    note: `${stepOf(app, step)} · ${words.picture.hiddenShort(layer)}`,
    draw: ({ width, height, letter, palette }) => {
      const pen = new Pen();
      const at = layoutOf(product, width - letter, height - 2 * letter, letter, 0);
      const grids = [
        [left, at.left, at.rows, at.inner],
        [top, at.top, at.inner, at.cols],
        ...(bias ? [[bias, at.bias, [0], at.cols] as const] : []),
        [result, at.result, at.rows, at.cols],
      ] as const;
      const down = 1.4 * letter;
      for (const [factor, [x, y], rows, cols] of grids) {
        drawFactor(pen, factor, [x, y + down], rows, cols, at.cell, letter, tick, palette);
        if (factor === left) pen.text(x, y + down - 0.8 * letter, factor.name, 1.1 * letter, palette.ink, { weight: 'bold' });
        else {
          const right = x + (cols.length + (at.cut.cols ? 0.7 : 0)) * at.cell.width + 0.4 * letter;
          pen.text(right, y + down + (rows.length * at.cell.height) / 2, factor.name, 1.1 * letter, palette.ink, { weight: 'bold' });
        }
      }
      const dots = (sign: string, x: number, y: number): void =>
        pen.text(x, y + down, sign, 1.1 * letter, palette.soft, { align: 'centre' });
      const [x0, y0] = at.result;
      const { cell, rows, cols, inner, cut } = at;
      if (cut.rows) dots('⋮', x0 + (cols.length * cell.width) / 2, y0 + (rows.length + 0.3) * cell.height);
      if (cut.cols) dots('…', x0 + (cols.length + 0.3) * cell.width, y0 + (rows.length * cell.height) / 2);
      if (cut.inner) dots('…', at.left[0] + (inner.length + 0.3) * cell.width, y0 + (rows.length * cell.height) / 2);
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [['matrix', 'row', 'column', 'value'], ...[left, top, ...(bias ? [bias] : []), result].flatMap(cellsOf)],
  };
};

const drawFactor = (
  pen: Pen,
  { at, most }: Factor,
  [x0, y0]: readonly [number, number],
  down: readonly number[],
  across: readonly number[],
  cell: { readonly width: number; readonly height: number },
  letter: number,
  tick: (value: number) => string,
  palette: Palette,
): void => {
  const gap = Math.min(0.1 * letter, 0.1 * cell.width);
  down.forEach((row, r) =>
    across.forEach((col, c) => {
      const value = at(row, col);
      const fill = diverging(palette, value, most);
      const [x, y] = [x0 + c * cell.width, y0 + r * cell.height];
      pen.rect(x, y, cell.width - gap, cell.height - gap, fill);
      const text = tick(value);
      if (cell.height < 1.15 * letter || textWidth(text, letter) > cell.width * 1.05) return;
      pen.text(x + cell.width / 2, y + cell.height / 2, text, letter, legible(fill), { align: 'centre', tabular: true });
    }),
  );
};

const cellsOf = ({ name, rows, cols, at }: Factor): Cell[][] =>
  Array.from({ length: rows * cols }, (_, i) => {
    const [row, col] = [Math.floor(i / cols), i % cols];
    return [name, row + 1, col + 1, at(row, col)];
  });
