import { clamp } from './easing.ts';
import { unitsOf, type NetworkShape, type Target } from './shape.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Area extends Size {
  readonly x: number;
  readonly y: number;
}

/** The units of one layer, drawn under each other. */
export interface Column {
  readonly layer: number;
  readonly x: number;
  readonly radius: number;
  /** From one unit to the next. */
  readonly spacing: number;
  /** How many units are drawn: all of them up to 32, else the first that fit. */
  readonly shown: number;
  readonly total: number;
  readonly y: Float32Array;
  /** Where it says how many more there are; undefined when all are drawn. */
  readonly moreY: number | undefined;
}

/** Where everything stands. Depends on the network's shape and the stage's size only, never on a number of the run. */
export interface Placement extends Size {
  readonly shape: NetworkShape;
  /** Size of lengths: 1 at the smallest comfortable stage, 760 by 480. */
  readonly unit: number;
  /** Size of letters: grows more slowly than lengths. */
  readonly type: number;
  readonly columns: readonly Column[];
  readonly edges: EdgePlaces;
  readonly captionY: number;
  readonly titleY: number;
  readonly network: Area;
  /** Right of the outputs: prediction against target. */
  readonly ruler: Area;
  /** Under the network: the calculation of the unit in action. Undefined on a small stage. */
  readonly workings: Area | undefined;
  readonly legend: Area;
}

/** The drawn edges in the order (layer, from, to): within a layer as in W, row by row, of the units that are drawn. */
export interface EdgePlaces {
  readonly count: number;
  /** Index of the first edge into layer l; `first[L + 1]` is the count. `first[0]` is 0. */
  readonly first: readonly number[];
  readonly layer: Uint8Array;
  readonly from: Uint16Array;
  readonly to: Uint16Array;
  /** x0, y0, x1, y1 from rim to rim. */
  readonly ends: Float32Array;
}

/** Layers up to this size show every unit. */
export const mostUnits = 32;
/** How many of a larger layer's units are drawn at most. */
const sample = 24;

export const place = (shape: NetworkShape, size: Size): Placement => {
  const width = Math.max(size.width, 1);
  const height = Math.max(size.height, 1);
  const unit = clamp(Math.min(width / 760, height / 480), 0.4, 8);
  const type = unit > 1 ? Math.pow(unit, 0.82) : Math.max(unit, 0.7);
  const pad = 14 * unit;
  const roomy = height >= 380 && width >= 480;
  const legend = { x: pad, y: height - 12 * type - 18 * type, width: width - 2 * pad, height: 22 * type };
  const workingsHeight = roomy ? clamp(height * 0.24, 108, 420) : 0;
  const workings = roomy ? { x: pad, y: legend.y - workingsHeight - 6 * unit, width: width - 2 * pad, height: workingsHeight } : undefined;
  const captionY = 18 * type;
  const titleY = captionY + 27 * type;
  const top = titleY + 26 * type;
  const bottom = (workings?.y ?? legend.y) - 10 * unit;
  const rulerWidth = clamp(width * 0.215, 96 * unit, 210 * unit);
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
    columns,
    edges: edgesOf(columns),
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
    const shown = total <= mostUnits ? total : Math.min(sample, Math.max(1, Math.floor(network.height / (9 * unit)) - 2));
    const more = total - shown;
    // The words "and 40 more" take the room of the last rows.
    const room = network.height - (more > 0 ? 20 * type : 0);
    const spacing = Math.min(room / shown, 106 * unit);
    const radius = Math.max(Math.min(spacing * 0.44, 26 * unit, gap * 0.24), 1.5);
    const first = network.y + (room - spacing * (shown - 1)) / 2;
    const y = Float32Array.from({ length: shown }, (__, u) => first + u * spacing);
    return {
      layer,
      x: network.x + layer * gap,
      radius,
      spacing,
      shown,
      total,
      y,
      moreY: more > 0 ? network.y + network.height - 7 * type : undefined,
    };
  });
};

const edgesOf = (columns: readonly Column[]): EdgePlaces => {
  const first = [0, 0];
  for (let layer = 1; layer < columns.length; layer++) first.push(first[layer]! + columns[layer - 1]!.shown * columns[layer]!.shown);
  const count = first.at(-1)!;
  const layers = new Uint8Array(count);
  const from = new Uint16Array(count);
  const to = new Uint16Array(count);
  const ends = new Float32Array(4 * count);
  let edge = 0;
  for (let layer = 1; layer < columns.length; layer++) {
    const source = columns[layer - 1]!;
    const target = columns[layer]!;
    for (let i = 0; i < source.shown; i++) {
      for (let j = 0; j < target.shown; j++, edge++) {
        layers[edge] = layer;
        from[edge] = i;
        to[edge] = j;
        const dx = target.x - source.x;
        const dy = target.y[j]! - source.y[i]!;
        const length = Math.hypot(dx, dy);
        ends[4 * edge] = source.x + (dx / length) * source.radius;
        ends[4 * edge + 1] = source.y[i]! + (dy / length) * source.radius;
        ends[4 * edge + 2] = target.x - (dx / length) * target.radius;
        ends[4 * edge + 3] = target.y[j]! - (dy / length) * target.radius;
      }
    }
  }
  return { count, first, layer: layers, from, to, ends };
};

/** Index of the edge from unit `from` to unit `to` of `layer`; undefined where it is not drawn. */
export const edgeIndex = ({ columns, edges }: Placement, layer: number, from: number, to: number): number | undefined => {
  const source = columns[layer - 1];
  const target = columns[layer];
  if (!source || !target || from >= source.shown || to >= target.shown) return undefined;
  return edges.first[layer]! + from * target.shown + to;
};

/** What is at a point of the stage: a unit, else the loss, else the nearest edge within reach. `reach` shrinks as one zooms in. */
export const pickAt = (placement: Placement, x: number, y: number, reach = 7): Target | undefined =>
  unitAt(placement, x, y, reach) ?? lossAt(placement, x, y) ?? edgeAt(placement, x, y, reach);

/** Small discs are easier to hit than to see: the pointer may miss by `reach`. */
const unitAt = ({ columns }: Placement, x: number, y: number, reach: number): Target | undefined => {
  let best: { target: Target; distance: number } | undefined;
  for (const { layer, x: cx, y: ys, radius, spacing } of columns) {
    const limit = Math.max(radius, Math.min(radius + reach, spacing / 2));
    for (let u = 0; u < ys.length; u++) {
      const distance = Math.hypot(x - cx, y - ys[u]!);
      if (distance <= limit && distance < (best?.distance ?? Infinity)) best = { target: { kind: 'unit', layer, unit: u }, distance };
    }
  }
  return best?.target;
};

const lossAt = ({ ruler, columns }: Placement, x: number, y: number): Target | undefined => {
  const { y: ys, spacing } = columns.at(-1)!;
  const half = Math.min(spacing / 2, 40);
  const inside = x >= ruler.x && x <= ruler.x + ruler.width && ys.some((cy) => Math.abs(y - cy) <= half);
  return inside ? { kind: 'loss' } : undefined;
};

const edgeAt = ({ edges }: Placement, x: number, y: number, reach: number): Target | undefined => {
  let best = -1;
  let least = reach;
  for (let edge = 0; edge < edges.count; edge++) {
    const x0 = edges.ends[4 * edge]!;
    const y0 = edges.ends[4 * edge + 1]!;
    const dx = edges.ends[4 * edge + 2]! - x0;
    const dy = edges.ends[4 * edge + 3]! - y0;
    const along = clamp(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0, 1);
    const distance = Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
    if (distance < least) {
      least = distance;
      best = edge;
    }
  }
  return best < 0 ? undefined : { kind: 'weight', layer: edges.layer[best]!, from: edges.from[best]!, to: edges.to[best]! };
};
