import { clamp } from '#renderer/picture/time/easing.ts';
import type { Area } from './area.ts';

/** The units of a layer too wide for discs, as cells beside each other: a strip, or the image that the inputs are. */
export interface Grid extends Area {
  readonly rows: number;
  readonly columns: number;
  /** Cells are counted along the rows, as the pixels of an image are; else down the columns. */
  readonly across: boolean;
  readonly units: number;
  /** Units that share a cell: 1 unless there is no room for all. */
  readonly perCell: number;
}

/** Least side of a cell that is seen as one, and the least that is drawn at all. */
const clearCell = 2;
const leastCell = 1;

/** Inputs that may be an image: a square number of them, from 8 by 8. */
export const imageSide = (units: number): number | undefined => {
  const side = Math.round(Math.sqrt(units));
  return units >= 64 && side * side === units ? side : undefined;
};

/** A strip of `units` cells in the middle of `room`: one cell wide where that leaves them clear, else as wide as it must be. */
export const stripOf = (units: number, room: Area, unit: number): Grid => {
  const most = room.height / clearCell;
  const wanted = Math.max(1, Math.ceil(units / most));
  const columns = Math.min(wanted, Math.max(1, Math.floor(room.width / leastCell)));
  const mostRows = Math.max(1, Math.floor(room.height / leastCell));
  const perCell = Math.max(1, Math.ceil(units / (columns * mostRows)));
  const cells = Math.ceil(units / perCell);
  const rows = Math.ceil(cells / columns);
  const width = Math.min(room.width, Math.max(columns * clearCell, 15 * unit));
  return { x: room.x + (room.width - width) / 2, y: room.y, width, height: room.height, rows, columns, across: false, units, perCell };
};

/** A square image in the middle of `room`. */
export const imageOf = (side: number, room: Area): Grid => {
  const size = Math.min(room.width, room.height);
  const [x, y] = [room.x + (room.width - size) / 2, room.y + (room.height - size) / 2];
  // Less than a point for a pixel: several share a cell, row by row, and the picture says so.
  const fits = Math.max(1, Math.floor(size / leastCell));
  if (side > fits) return { ...stripOf(side * side, { x, y, width: size, height: size }, 0), across: true };
  return { x, y, width: size, height: size, rows: side, columns: side, across: true, units: side * side, perCell: 1 };
};

/** Where a unit's cell is. */
export const cellOf = ({ x, y, width, height, rows, columns, across, perCell }: Grid, unit: number): Area => {
  const cell = Math.floor(unit / perCell);
  const [row, column] = across ? [Math.floor(cell / columns), cell % columns] : [cell % rows, Math.floor(cell / rows)];
  return { x: x + (width * column) / columns, y: y + (height * row) / rows, width: width / columns, height: height / rows };
};

/** The first unit of the cell at a point, kept to the grid; undefined where the point is further than `reach` outside. */
export const unitInGrid = (grid: Grid, x: number, y: number, reach: number): number | undefined => {
  const { rows, columns, across, perCell, units } = grid;
  const [u, v] = [(x - grid.x) / grid.width, (y - grid.y) / grid.height];
  if (x < grid.x - reach || x > grid.x + grid.width + reach || v < 0 || v > 1) return undefined;
  const column = clamp(Math.floor(u * columns), 0, columns - 1);
  const row = clamp(Math.floor(v * rows), 0, rows - 1);
  const first = perCell * (across ? row * columns + column : column * rows + row);
  return first < units ? first : undefined;
};
