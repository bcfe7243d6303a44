import { diverging, legible, type Palette } from '#renderer/picture/palette.ts';
import { css } from '#renderer/ui/plots/marks.ts';
import type { Factor, Layout, Product } from './matrices.ts';

export interface Pens {
  readonly palette: Palette;
  /** Size of the text in pixels. */
  readonly letter: number;
  readonly number: (value: number) => string;
  readonly active: { readonly row: number; readonly col: number } | undefined;
  /** A row of the result that is marked: the followed sample's. */
  readonly followed: number | undefined;
  /** Colour of text and frames, and of what only guides the eye. */
  readonly ink: string;
  readonly quiet: string;
}

const font = (size: number, weight = 400): string => `${weight} ${size}px "Inter Variable", system-ui, sans-serif`;

/** A product of matrices in Falk's scheme, with the row and the column that make the active cell. */
export const drawProduct = (context: CanvasRenderingContext2D, product: Product, layout: Layout, pens: Pens): void => {
  const { cell, rows, inner, cols, cut } = layout;
  const { active, letter } = pens;
  const grids: readonly (readonly [Factor, readonly [number, number], readonly number[], readonly number[]])[] = [
    [product.left, layout.left, rows, inner],
    [product.top, layout.top, inner, cols],
    ...(product.bias ? [[product.bias, layout.bias, [0], cols] as const] : []),
    [product.result, layout.result, rows, cols],
  ];
  for (const [factor, at, down, across] of grids) drawGrid(context, factor, at, down, across, cell, pens);
  context.fillStyle = pens.ink;
  context.textBaseline = 'middle';
  context.font = font(1.1 * letter, 620);
  for (const [{ name }, [x, y], down, across] of grids.slice(1)) {
    context.textAlign = 'left';
    context.fillText(name, x + across.length * cell.width + 4 + (cut.cols ? 0.7 * cell.width : 0), y + (down.length * cell.height) / 2);
  }
  // The corner above the left factor is free.
  context.textBaseline = 'alphabetic';
  context.fillText(product.left.name, layout.left[0], layout.left[1] - 5);
  context.fillStyle = pens.quiet;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = font(1.1 * letter);
  const [x0, y0] = layout.result;
  const [beyondRows, beyondCols] = [y0 + (rows.length + 0.25) * cell.height, x0 + (cols.length + 0.3) * cell.width];
  const [beyondLeft, beyondTop] = [layout.left[0] + (inner.length + 0.3) * cell.width, layout.top[1] + (inner.length + 0.25) * cell.height];
  const half = (cells: number, size: number): number => (cells * size) / 2;
  if (cut.rows) {
    context.fillText('⋮', x0 + half(cols.length, cell.width), beyondRows);
    context.fillText('⋮', layout.left[0] + half(inner.length, cell.width), beyondRows);
  }
  if (cut.cols) {
    context.fillText('…', beyondCols, y0 + half(rows.length, cell.height));
    context.fillText('…', beyondCols, layout.top[1] + half(inner.length, cell.height));
  }
  if (cut.inner) {
    context.fillText('…', beyondLeft, y0 + half(rows.length, cell.height));
    context.fillText('⋮', x0 + half(cols.length, cell.width), beyondTop);
  }
  if (active) {
    const [row, col] = [rows.indexOf(active.row), cols.indexOf(active.col)];
    context.strokeStyle = pens.ink;
    context.lineWidth = 2;
    const box = (x: number, y: number, across: number, down: number): void =>
      context.strokeRect(x, y, across * cell.width - 1, down * cell.height - 1);
    if (row >= 0) box(layout.left[0], layout.left[1] + row * cell.height, inner.length, 1);
    if (col >= 0) box(layout.top[0] + col * cell.width, layout.top[1], 1, inner.length);
    if (col >= 0 && product.bias) box(layout.bias[0] + col * cell.width, layout.bias[1], 1, 1);
    if (row >= 0 && col >= 0) {
      context.lineWidth = 3;
      box(x0 + col * cell.width, y0 + row * cell.height, 1, 1);
    }
  }
  const marked = pens.followed === undefined ? -1 : rows.indexOf(pens.followed);
  if (marked >= 0) {
    context.fillStyle = pens.ink;
    context.fillRect(0, layout.left[1] + marked * cell.height, 2.5, cell.height - 1);
  }
};

const drawGrid = (
  context: CanvasRenderingContext2D,
  { at, most }: Factor,
  [x0, y0]: readonly [number, number],
  down: readonly number[],
  across: readonly number[],
  cell: Layout['cell'],
  { palette, letter, number }: Pens,
): void => {
  const written = cell.width >= 3.8 * letter && cell.height >= 1.2 * letter;
  const inset = cell.width > 8 && cell.height > 8 ? 1 : 0;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  context.font = font(Math.min(1.1 * letter, cell.height - 3));
  down.forEach((row, r) =>
    across.forEach((col, c) => {
      const value = at(row, col);
      const colour = diverging(palette, value, most);
      const [x, y] = [x0 + c * cell.width, y0 + r * cell.height];
      context.fillStyle = css(colour);
      context.fillRect(x, y, cell.width - inset, cell.height - inset);
      if (!written) return;
      context.fillStyle = css(legible(colour));
      context.fillText(number(value), x + cell.width / 2, y + cell.height / 2, cell.width - 3);
    }),
  );
};
