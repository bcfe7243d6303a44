/**
 * Where a field crosses a level, as line segments x0, y0, x1, y1 in grid coordinates: marching squares with straight cuts.
 * values[(row * grid + col) * stride].
 */
export const levelLine = (values: Float64Array, grid: number, stride: number, level: number): number[] => {
  const segments: number[] = [];
  // Of one cell: its corners, anticlockwise, and where the level crosses its sides.
  const corners = [0, 0, 0, 0];
  const cuts: number[] = [];
  const at = (row: number, col: number): number => values[(row * grid + col) * stride]! - level;
  for (let row = 0; row + 1 < grid; row++) {
    for (let col = 0; col + 1 < grid; col++) {
      corners[0] = at(row, col);
      corners[1] = at(row, col + 1);
      corners[2] = at(row + 1, col + 1);
      corners[3] = at(row + 1, col);
      cuts.length = 0;
      for (let side = 0; side < 4; side++) {
        const [from, to] = [corners[side]!, corners[(side + 1) % 4]!];
        if (from > 0 === to > 0) continue;
        const p = from / (from - to);
        if (side === 0) cuts.push(col + p, row);
        else if (side === 1) cuts.push(col + 1, row + p);
        else if (side === 2) cuts.push(col + 1 - p, row + 1);
        else cuts.push(col, row + 1 - p);
      }
      // Two cuts are one segment; four are a saddle, cut in two.
      for (let i = 0; i + 3 < cuts.length; i += 4) segments.push(cuts[i]!, cuts[i + 1]!, cuts[i + 2]!, cuts[i + 3]!);
    }
  }
  return segments;
};
