import type { Matrix } from '#core/contract/matrix.ts';
import type { LayerBatch } from '#core/protocol/probes.ts';
import { niceCeiling } from '#renderer/picture/scales.ts';

/** Which product of a layer's step is shown: Z = X·W + b, dW = Xᵀ·dZ or dX = dZ·Wᵀ. */
export const productKinds = ['Z', 'dW', 'dX'] as const;
export type ProductKind = (typeof productKinds)[number];

/** A matrix as it stands in a product, which may be the transpose of the one in the trace. */
export interface Factor {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly at: (row: number, col: number) => number;
  /** Its colours go from -most to most. */
  readonly most: number;
}

/** result = left · top, with the one row `bias` added to every row. */
export interface Product {
  readonly left: Factor;
  readonly top: Factor;
  readonly bias?: Factor;
  readonly result: Factor;
  /** Whether the sum goes over the samples of the batch. */
  readonly overBatch: boolean;
}

const factor = (name: string, { rows, cols, data }: Matrix, transposed = false): Factor => ({
  name: transposed ? `${name}ᵀ` : name,
  rows: transposed ? cols : rows,
  cols: transposed ? rows : cols,
  at: transposed ? (row, col) => data[col * cols + row]! : (row, col) => data[row * cols + col]!,
  most: niceCeiling(data.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0)),
});

/** The product of a layer over its batch; undefined for dX of the first layer, which nobody asks for. */
export const productOf = (kind: ProductKind, { x, dX, layer }: LayerBatch): Product | undefined => {
  switch (kind) {
    case 'Z':
      return {
        left: factor('X', x),
        top: factor('W', layer.W),
        bias: factor('b', layer.b),
        result: factor('Z', layer.z),
        overBatch: false,
      };
    case 'dW':
      return {
        left: factor('X', x, true),
        top: factor('dZ', layer.dZ),
        result: factor('dW', layer.unclipped?.W ?? layer.dW),
        overBatch: true,
      };
    case 'dX':
      return dX && { left: factor('dZ', layer.dZ), top: factor('W', layer.W, true), result: factor('dX', dX), overBatch: false };
  }
};

/** As many of `size` indices as there is room for, from `first` on; the last place is then the ellipsis. */
export const windowOf = (size: number, room: number, first = 0): { readonly indices: readonly number[]; readonly cut: boolean } => {
  if (size <= room) return { indices: Array.from({ length: size }, (_, i) => i), cut: false };
  const count = Math.max(1, room - 1);
  const from = Math.max(0, Math.min(first, size - count));
  return { indices: Array.from({ length: count }, (_, i) => from + i), cut: true };
};

/** Pixels: the smallest cell that can still be pointed at. */
const leastSide = 7;
/** In heights of a letter: the height that fits a number, the largest cell, the room at the right for the names of the matrices there. */
const [textHeight, most, nameRoom] = [1.55, { width: 5.7, height: 2.4 }, 2.8] as const;
const gap = 8;
/** At the left, for the mark of a row. */
const markRoom = 6;
/** Fewer rows of the result than this say little. */
const fewRows = 4;

export interface Layout {
  readonly cell: { readonly width: number; readonly height: number };
  readonly rows: readonly number[];
  readonly inner: readonly number[];
  readonly cols: readonly number[];
  /** Which of the three do not end where they are cut. */
  readonly cut: { readonly rows: boolean; readonly inner: boolean; readonly cols: boolean };
  /** Upper left corners in pixels. */
  readonly left: readonly [number, number];
  readonly top: readonly [number, number];
  readonly bias: readonly [number, number];
  readonly result: readonly [number, number];
}

/**
 * Falk's scheme: the result at the lower right, its left factor beside it, the other one above, so that a cell's row and column meet in
 * it. What does not fit is cut. `letter` is the size of the text in pixels. `first` is the place in the batch that must be seen: a row of the result or, in dW, a term.
 */
export const layoutOf = (
  { left, bias, result, overBatch }: Product,
  width: number,
  height: number,
  letter: number,
  first: number,
): Layout => {
  const [w, h] = [width - gap - nameRoom * letter - markRoom, height - gap - 4 - (bias ? gap : 0)];
  // Across lie the inner index and the columns; down the inner index, perhaps b, and the rows.
  const [across, down, extra] = [Math.floor(w / leastSide), Math.floor(h / leastSide), bias ? 1 : 0];
  const room = overBatch ? Math.min(8, Math.floor(down / 3)) : Math.floor(down * 0.6);
  const inner = windowOf(left.cols, Math.max(2, Math.min(room, Math.floor(across / 2))), overBatch ? first : 0);
  const shown = (of: { indices: readonly number[]; cut: boolean }): number => of.indices.length + 0.7 * +of.cut;
  const cols = windowOf(result.cols, Math.max(2, across - Math.ceil(shown(inner))));
  const spare = h / (shown(inner) + extra + Math.min(result.rows, fewRows + 0.7));
  const rows = windowOf(
    result.rows,
    Math.max(2, Math.floor(h / Math.max(leastSide, Math.min(spare, textHeight * letter)) - shown(inner)) - extra),
    overBatch ? 0 : first,
  );
  const cell = {
    width: Math.min(most.width * letter, w / (shown(inner) + shown(cols))),
    height: Math.min(most.height * letter, h / (shown(inner) + shown(rows) + extra)),
  };
  const right = markRoom + shown(inner) * cell.width + gap;
  const biasAt = 4 + shown(inner) * cell.height + gap;
  const below = bias ? biasAt + cell.height + gap : biasAt;
  return {
    cell,
    rows: rows.indices,
    inner: inner.indices,
    cols: cols.indices,
    cut: { rows: rows.cut, inner: inner.cut, cols: cols.cut },
    left: [markRoom, below],
    top: [right, 4],
    bias: [right, biasAt],
    result: [right, below],
  };
};

/** Row and column of the result under a place, in the matrix's own numbers. */
export const cellAt = (
  { cell, rows, cols, result }: Layout,
  x: number,
  y: number,
): { readonly row: number; readonly col: number } | undefined => {
  const row = rows[Math.floor((y - result[1]) / cell.height)];
  const col = cols[Math.floor((x - result[0]) / cell.width)];
  return row === undefined || col === undefined ? undefined : { row, col };
};

/** The products that a cell of the result is the sum of, in order, and the bias. */
export const termsOf = ({ left, top, bias }: Product, row: number, col: number) => ({
  terms: Array.from({ length: left.cols }, (_, k) => [left.at(row, k), top.at(k, col)] as const),
  bias: bias?.at(0, col),
});
