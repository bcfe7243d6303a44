import type { Area, Size } from './area.ts';
import { allRoomy, columnsOf, matricesOf, type Column, type Scale } from './columns.ts';
import { clamp } from '#renderer/picture/time/easing.ts';
import type { NetworkShape } from '#renderer/picture/shape.ts';

export type { Area, Size } from './area.ts';
export { middleOf, mostUnits, type Column } from './columns.ts';

/** Where everything stands. Depends on the network's shape and the stage's size only, never on a number of the run. */
export interface Placement extends Size, Scale {
  readonly shape: NetworkShape;
  /** Size of lengths: 1 at the smallest comfortable stage, 760 by 480. */
  readonly unit: number;
  /** Size of letters: grows more slowly than lengths. */
  readonly type: number;
  /** Nothing is written smaller than this where nobody has zoomed in. */
  readonly least: number;
  readonly columns: readonly Column[];
  /** Least distance between two discs of a column; Infinity where there are no two. */
  readonly closest: number;
  /** Where the weights between two grids are drawn as an image. */
  readonly matrices: readonly { readonly layer: number; readonly area: Area }[];
  readonly captionY: number;
  readonly titleY: number;
  /** Columns have their names in a line of their own; else each unit has its full name. */
  readonly titled: boolean;
  readonly network: Area;
  /** Beside others and too small for more: the network stands alone, without titles, ruler and legend. */
  readonly sparse: boolean;
  /** Right of the outputs: prediction against target. */
  readonly ruler: Area;
  /** Under the network: the calculation of the unit in action. Undefined on a small stage, and under a bare network. */
  readonly workings: Area | undefined;
  readonly legend: Area;
}

/** So many weights stand on their edges all at once; of more, those of the unit in action. */
export const mostLabelled = 40;

/** Layers of so many units at most have large numbers. */
const fewUnits = 4;

/** Smaller than this at `type` 1, a network beside others takes the whole room. */
const leastBeside = { width: 360, height: 300 } as const;

/** The smallest letters at `type` 1 that a drawer writes where there is room for more, and the smallest that are read at a desk. */
const smallest = 10;
const deskLetters = 11;

/** What a picture may do without: the line of the legend, the panel of workings. */
export interface Without {
  readonly legend?: boolean;
  readonly workings?: boolean;
}

/**
 * `least` is the size of the smallest letters that people, maybe far away, can read. Where it is `bare` and every number of the network stands
 * at its own place, nothing stands under it; `always` is for one that lies beside others: nothing does, and in little room it stands alone.
 */
export const place = (
  shape: NetworkShape,
  size: Size,
  least = deskLetters,
  bare: boolean | 'always' = false,
  without: Without = {},
): Placement => {
  const width = Math.max(size.width, 1);
  const height = Math.max(size.height, 1);
  const unit = clamp(Math.min(width / 760, height / 480), 0.4, 8);
  const type = Math.max(unit > 1 ? Math.pow(unit, 0.82) : Math.max(unit, 0.7), least / smallest);
  const counts = [shape.inputs, ...shape.layers.map(({ units }) => units)];
  const values = (Math.max(...counts) <= fewUnits ? 13.5 : 11) * type;
  const scale: Scale = { unit, type, values };
  const pad = 14 * unit;
  const sparse = bare === 'always' && (width < leastBeside.width * type || height < leastBeside.height * type);
  const noLegend = sparse || without.legend === true;
  const legend = { x: pad, y: height - (noLegend ? 8 : 30) * type, width: width - 2 * pad, height: noLegend ? 0 : 22 * type };
  const captionY = 18 * type;
  const under = sparse ? 8 * type : captionY + 13 * type;
  const bottom = legend.y - 6 * unit;
  const weights = counts.reduce((sum, units, layer) => (layer === 0 ? 0 : sum + units * counts[layer - 1]!), 0);
  // Prediction and target beside their ruler, in letters as large as there is room for.
  const rulerWidth = sparse
    ? 8 * unit
    : Math.min(Math.max(92 * type + 22 * unit, Math.min(112 * type + 22 * unit, width * 0.22)), width * 0.4);
  const across = Math.max(width - 2 * pad - rulerWidth, 1);
  const untitled = (end: number): boolean => allRoomy(shape, { width: across, height: end - under }, scale);
  const workingsHeight =
    without.workings !== true &&
    height >= 380 &&
    width >= 480 &&
    bare !== 'always' &&
    !(bare && untitled(bottom) && weights <= mostLabelled)
      ? clamp(height * 0.24, 108, 420)
      : 0;
  const workings =
    workingsHeight > 0 ? { x: pad, y: legend.y - workingsHeight - 6 * unit, width: width - 2 * pad, height: workingsHeight } : undefined;
  const end = workings ? workings.y - 10 * unit : bottom;
  const titled = !sparse && !untitled(end);
  const titleY = titled ? captionY + 27 * type : captionY;
  const top = titled ? titleY + 26 * type : under;
  const network = { x: pad, y: top, width: across, height: Math.max(end - top, 1) };
  const columns = columnsOf(shape, network, scale);
  const output = columns.at(-1)!;
  const rulerX = Math.max(network.x + network.width, output.x + output.radius) + 12 * unit;
  return {
    ...scale,
    shape,
    width,
    height,
    least,
    columns,
    closest: Math.min(Infinity, ...columns.filter(({ shown }) => shown > 1).map(({ spacing }) => spacing)),
    matrices: matricesOf(columns, network, scale),
    captionY,
    titleY,
    titled,
    sparse,
    network,
    ruler: { x: rulerX, y: top, width: Math.max(width - pad - rulerX, 1), height: network.height },
    workings,
    legend,
  };
};
