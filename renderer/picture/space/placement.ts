import type { Area, Size } from './area.ts';
import { clamp } from '#renderer/picture/time/easing.ts';
import { cellOf, imageOf, imageSide, stripOf, type Grid } from './grid.ts';
import { unitsOf, type NetworkShape } from '#renderer/picture/shape.ts';

export type { Area, Size } from './area.ts';

/** The units of one layer, drawn under each other as discs, or, where there are too many, as the cells of a grid. */
export interface Column {
  readonly layer: number;
  readonly x: number;
  /** Of a disc; half the width of a grid. */
  readonly radius: number;
  /** From one unit to the next. */
  readonly spacing: number;
  /** How many units are drawn as discs: all of them, or none. */
  readonly shown: number;
  readonly total: number;
  /** Of each disc. */
  readonly y: Float32Array;
  /** Undefined where the units are discs. */
  readonly grid: Grid | undefined;
}

/** Where everything stands. Depends on the network's shape and the stage's size only, never on a number of the run. */
export interface Placement extends Size {
  readonly shape: NetworkShape;
  /** Size of lengths: 1 at the smallest comfortable stage, 760 by 480. */
  readonly unit: number;
  /** Size of letters: grows more slowly than lengths. */
  readonly type: number;
  /** Nothing is written smaller than this where nobody has zoomed in. 0 where each text may judge for itself. */
  readonly least: number;
  readonly columns: readonly Column[];
  /** Least distance between two discs of a column; Infinity where there are no two. */
  readonly closest: number;
  /** Where the weights between two grids are drawn as an image. */
  readonly matrices: readonly { readonly layer: number; readonly area: Area }[];
  readonly captionY: number;
  readonly titleY: number;
  readonly network: Area;
  /** Right of the outputs: prediction against target. */
  readonly ruler: Area;
  /** Under the network: the calculation of the unit in action. Undefined on a small stage. */
  readonly workings: Area | undefined;
  readonly legend: Area;
}

/** Layers up to this size show every unit. */
export const mostUnits = 32;

/** The smallest letters at `type` 1 that a drawer writes where there is room for more. */
const smallest = 10;

/** `least` is the size of the smallest letters that people far away can read. */
export const place = (shape: NetworkShape, size: Size, least = 0): Placement => {
  const width = Math.max(size.width, 1);
  const height = Math.max(size.height, 1);
  const unit = clamp(Math.min(width / 760, height / 480), 0.4, 8);
  const type = Math.max(unit > 1 ? Math.pow(unit, 0.82) : Math.max(unit, 0.7), least / smallest);
  const pad = 14 * unit;
  const roomy = height >= 380 && width >= 480;
  const legend = { x: pad, y: height - 12 * type - 18 * type, width: width - 2 * pad, height: 22 * type };
  const workingsHeight = roomy ? clamp(height * 0.24, 108, 420) : 0;
  const workings = roomy ? { x: pad, y: legend.y - workingsHeight - 6 * unit, width: width - 2 * pad, height: workingsHeight } : undefined;
  const captionY = 18 * type;
  const titleY = captionY + 27 * type;
  const top = titleY + 26 * type;
  const bottom = (workings?.y ?? legend.y) - 10 * unit;
  // Large letters need more of a narrow stage to name prediction and target.
  const rulerWidth = Math.max(clamp(width * 0.215, 96 * unit, 210 * unit), least > 0 ? Math.min(130 * type, width * 0.32) : 0);
  const left = pad + 52 * type;
  const network = { x: left, y: top, width: Math.max(width - pad - rulerWidth - left, 1), height: Math.max(bottom - top, 1) };
  const columns = columnsOf(shape, network, unit, type);
  const output = columns.at(-1)!;
  const rulerX = output.x + output.radius + 16 * unit;
  const ruler = { x: rulerX, y: top, width: Math.max(width - pad - rulerX, 1), height: network.height };
  return {
    shape,
    width,
    height,
    unit,
    type,
    least,
    columns,
    closest: Math.min(Infinity, ...columns.filter(({ shown }) => shown > 1).map(({ spacing }) => spacing)),
    matrices: matricesOf(columns, network, unit, type),
    captionY,
    titleY,
    network,
    ruler,
    workings,
    legend,
  };
};

const columnsOf = (shape: NetworkShape, network: Area, unit: number, type: number): Column[] => {
  const depth = shape.layers.length;
  const gap = network.width / depth;
  return Array.from({ length: depth + 1 }, (_, layer): Column => {
    const total = unitsOf(shape, layer);
    const x = network.x + layer * gap;
    if (total > mostUnits) return gridColumn(layer, total, x, gap, network, unit, type);
    const spacing = Math.min(network.height / total, 106 * unit);
    const radius = Math.max(Math.min(spacing * 0.44, 26 * unit, gap * 0.24), 1.5);
    const first = network.y + (network.height - spacing * (total - 1)) / 2;
    const y = Float32Array.from({ length: total }, (__, u) => first + u * spacing);
    return { layer, x, radius, spacing, shown: total, total, y, grid: undefined };
  });
};

/** Under a grid two lines tell of its units, and how many of the weights beside it are drawn. */
const underGrids = 30;

const gridColumn = (layer: number, total: number, x: number, gap: number, network: Area, unit: number, type: number): Column => {
  const side = layer === 0 ? imageSide(total) : undefined;
  const height = Math.max(network.height - underGrids * type, 1);
  // Inputs have the margin of the labels that discs would have beside them.
  const margin = layer === 0 ? 48 * type : 0;
  const width = Math.max(side ? margin + gap * 0.56 : gap * 0.4, 1);
  const room = { x: layer === 0 ? network.x - margin : x - width / 2, y: network.y, width, height };
  const grid = side ? imageOf(side, room) : stripOf(total, room, unit);
  return {
    layer,
    x: grid.x + grid.width / 2,
    radius: grid.width / 2,
    spacing: grid.height / grid.rows,
    shown: 0,
    total,
    y: new Float32Array(0),
    grid,
  };
};

/** Between two grids, as large as fits, with room for a name below. */
const matricesOf = (columns: readonly Column[], network: Area, unit: number, type: number): Placement['matrices'] =>
  columns.flatMap((target, layer) => {
    const source = columns[layer - 1];
    if (!source?.grid || !target.grid) return [];
    const x = source.x + source.radius + 16 * unit;
    const width = Math.max(target.x - target.radius - 12 * unit - x, 1);
    const room = Math.max(network.height - underGrids * type, 1);
    const height = Math.min(room, width * 1.35);
    return [{ layer, area: { x, y: network.y + (room - height) / 2, width, height } }];
  });

/** The middle of a unit: of its disc or of its cell. */
export const middleOf = ({ x, y, grid }: Column, unit: number): readonly [number, number] => {
  if (!grid) return [x, y[unit]!];
  const cell = cellOf(grid, unit);
  return [cell.x + cell.width / 2, cell.y + cell.height / 2];
};
