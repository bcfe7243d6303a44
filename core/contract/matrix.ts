/** A dense matrix, row-major: element (r, c) is `data[r * cols + c]`. A vector is a matrix of one row. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
}

export const matrix = (rows: number, cols: number, data = new Float64Array(rows * cols)): Matrix => ({ rows, cols, data });

/** Element (row, col). The caller stays inside the shape. */
export const at = (m: Matrix, row: number, col: number): number => m.data[row * m.cols + col]!;
