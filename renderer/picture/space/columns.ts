import type { Area, Size } from './area.ts';
import { cellOf, imageOf, imageSide, stripOf, type Grid } from './grid.ts';
import { unitsOf, type NetworkShape } from '#renderer/picture/shape.ts';

/** The units of one layer, drawn under each other as discs, or, where there are too many, as the cells of a grid. */
export interface Column {
  readonly layer: number;
  readonly x: number;
  /** Of a disc; half the width of a grid. */
  readonly radius: number;
  /** From one unit to the next. */
  readonly spacing: number;
  /** Each disc has its name above it and what it owes under it; else all that is said of a unit stands beside its disc. */
  readonly roomy: boolean;
  /** How many units are drawn as discs: all of them, or none. */
  readonly shown: number;
  readonly total: number;
  /** Of each disc. */
  readonly y: Float32Array;
  /** Undefined where the units are discs. */
  readonly grid: Grid | undefined;
}

/** Sizes that columns are laid out by. */
export interface Scale {
  /** Of lengths. */
  readonly unit: number;
  /** Of letters. */
  readonly type: number;
  /** Letters of the numbers of units and weights. */
  readonly values: number;
}

/** Layers up to this size show every unit. */
export const mostUnits = 32;

/** About how wide a digit is, in ems, and how much of a disc its number may take. */
const digit = 0.58;
export const face = 0.78;

/** How many characters of the numbers' size a disc holds. */
export const holds = (radius: number, values: number): number => Math.floor((2 * radius * face) / (digit * values));

/** The characters that most numbers have, and those that a disc must hold to be worth its room. */
const usual = 7;
const worthwhile = 4;

/** Room for the names above discs, and for the tags under them. */
export const above = ({ type }: Scale): number => 15 * type;
export const below = ({ values }: Scale): number => 1.55 * values;

/** The room that a number takes beside a disc that may not hold it. */
const beside = (radius: number, { values, unit }: Scale, characters: number): number =>
  holds(radius, values) >= characters ? 0 : characters * digit * values + 7 * unit;

/** How wide the plate is that a number has across a disc narrower than itself. */
export const plate = (width: number, values: number): number => width + 0.7 * values;
const usualPlate = ({ values }: Scale): number => plate(usual * digit * values, values);

const leastRadius = ({ values }: Scale): number => (worthwhile * digit * values) / (2 * face);

/** Whether discs that hold a number fit, each with its name and its tag. */
const isRoomy = (units: number, height: number, scale: Scale): boolean =>
  units <= mostUnits && height / units >= 2 * leastRadius(scale) + above(scale) + below(scale);

/** Whether columns are so far apart that tags under discs leave each other room. */
const isWide = (layers: number, width: number, { values }: Scale): boolean => width / (layers + 0.6) >= 5.4 * values;

export const allRoomy = ({ inputs, layers }: NetworkShape, { width, height }: Size, scale: Scale): boolean =>
  isWide(layers.length, width, scale) && [inputs, ...layers.map(({ units }) => units)].every((units) => isRoomy(units, height, scale));

/** Where the columns stand in `room`, between what is said of the inputs at their left and of the outputs at their right. */
export const columnsOf = (shape: NetworkShape, room: Area, scale: Scale): Column[] => {
  const depth = shape.layers.length;
  const { unit, type } = scale;
  const counts = Array.from({ length: depth + 1 }, (_, layer) => unitsOf(shape, layer));
  const wide = isWide(depth, room.width, scale);
  const roomy = counts.map((units) => wide && isRoomy(units, room.height, scale));
  const { left, gap, radii } = spread(counts, roomy, room, scale);
  return counts.map((total, layer): Column => {
    const x = room.x + left + layer * gap;
    if (total > mostUnits) return gridColumn(layer, total, x, gap, room, unit, type);
    const radius = radii[layer]!;
    const block = roomy[layer] ? above(scale) + 2 * radius + below(scale) : 0;
    const spacing = Math.min(room.height / total, roomy[layer] ? 1.45 * block : 106 * unit);
    const top = room.y + (room.height - spacing * total) / 2;
    const middle = roomy[layer] ? (spacing - block) / 2 + above(scale) + radius : spacing / 2;
    const y = Float32Array.from({ length: total }, (__, u) => top + middle + u * spacing);
    return { layer, x, radius, spacing, roomy: roomy[layer]!, shown: total, total, y, grid: undefined };
  });
};

interface Spread {
  readonly left: number;
  readonly gap: number;
  readonly radii: readonly number[];
}

/** Smaller discs need more room beside them and leave less between them, which makes discs smaller: after a few turns nothing moves. */
const spread = (counts: readonly number[], roomy: readonly boolean[], room: Area, scale: Scale): Spread => {
  const depth = counts.length - 1;
  const isGrid = (layer: number): boolean => counts[layer]! > mostUnits;
  // At the left of discs without a name above them stands their name.
  const named = roomy[0] ? 0 : 34 * scale.type;
  const sides = (layer: number, characters: number, radius: number): number => {
    if (isGrid(layer)) return 0;
    return roomy[layer] ? Math.max(0, usualPlate(scale) / 2 - radius) : beside(radius, scale, characters);
  };
  let radii = counts.map((units, layer) => radiusIn(units, room.height, roomy[layer]!, scale));
  let [left, gap] = [0, 1];
  for (let turn = 0; turn < 4; turn++) {
    left = Math.max(radii[0]! + named + sides(0, usual, radii[0]!), 20 * scale.type);
    const right = radii[depth]! + sides(depth, usual + 2, radii[depth]!);
    gap = Math.max(room.width - left - right, 1) / depth;
    radii = radii.map((radius) => Math.max(Math.min(radius, gap * 0.26), 1.5));
    // Where all discs could be large they are alike.
    if (roomy.every(Boolean)) radii = radii.map(() => Math.min(...radii));
  }
  return { left, gap, radii };
};

/** As large as the height allows. */
const radiusIn = (units: number, height: number, roomy: boolean, scale: Scale): number => {
  const { unit, type } = scale;
  if (units > mostUnits) return 0;
  const most = 38 * unit;
  if (roomy) return Math.min(most, (height / units - above(scale) - below(scale) - 3 * type) / 2);
  return Math.min(most, (height / units) * 0.44);
};

/** Under a grid two lines tell of its units, and how many of the weights beside it are drawn. */
const underGrids = 30;

const gridColumn = (layer: number, total: number, x: number, gap: number, network: Area, unit: number, type: number): Column => {
  const side = layer === 0 ? imageSide(total) : undefined;
  const height = Math.max(network.height - underGrids * type, 1);
  // Inputs have the margin of the labels that discs would have beside them.
  const margin = layer === 0 ? x - network.x : 0;
  const width = Math.max(side ? margin + gap * 0.56 : gap * 0.4, 1);
  const room = { x: layer === 0 ? network.x : x - width / 2, y: network.y, width, height };
  const grid = side ? imageOf(side, room) : stripOf(total, room, unit);
  return {
    layer,
    x: grid.x + grid.width / 2,
    radius: grid.width / 2,
    spacing: grid.height / grid.rows,
    roomy: false,
    shown: 0,
    total,
    y: new Float32Array(0),
    grid,
  };
};

/** Between two grids, as large as fits, with room for a name below. */
export const matricesOf = (
  columns: readonly Column[],
  network: Area,
  { unit, type }: Scale,
): readonly { readonly layer: number; readonly area: Area }[] =>
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
