/** Squares of one size in a rectangle: as large as they can be. */
export interface Multiples {
  readonly columns: number;
  readonly rows: number;
  /** Width of a cell with what stands between cells, in pixels; its height has `caption` more. */
  readonly side: number;
  /** How many of `count` there is room for. */
  readonly shown: number;
}

/** Below this a square shows nothing, in pixels. */
const least = 34;

export const multiplesIn = (count: number, width: number, height: number, caption: number): Multiples => {
  const sideOf = (columns: number): number => {
    const rows = Math.ceil(count / columns);
    return Math.min(width / columns, height / rows - caption);
  };
  let best = 1;
  for (let columns = 2; columns <= count; columns++) if (sideOf(columns) > sideOf(best)) best = columns;
  if (sideOf(best) >= least) return { columns: best, rows: Math.ceil(count / best), side: sideOf(best), shown: count };
  const columns = Math.max(1, Math.floor(width / least));
  const rows = Math.max(1, Math.floor(height / (least + caption)));
  return { columns, rows, side: least, shown: Math.min(count, columns * rows) };
};
