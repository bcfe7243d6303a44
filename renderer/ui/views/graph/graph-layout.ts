import type { NodeKind, UnitGraph } from './unit-graph.ts';

/** Where a node stands, by its middle, and how far it reaches to the sides, in pixels. */
export interface NodePlace {
  readonly x: number;
  readonly y: number;
  readonly reach: number;
}

export interface WirePlace {
  /** Its line, x and y by turns. */
  readonly points: readonly number[];
  /** The middle of its level part, which carries the numbers. */
  readonly x: number;
  readonly y: number;
  /** Where it ends, and in which direction, in degrees from the right, clockwise. */
  readonly tip: readonly [x: number, y: number, angle: number];
  /** Where it leaves its node: there the way back ends. */
  readonly start: readonly [x: number, y: number];
}

export interface GraphRoom {
  /** Whether an adjoint and a local derivative stand one below the other. */
  readonly stacked: boolean;
  /** Products that there is room for. */
  readonly products: number;
}

export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  /** Radius of an operation, and half the height of an operand. */
  readonly radius: number;
  readonly nodes: ReadonlyMap<string, NodePlace>;
  /** As the graph's wires. */
  readonly wires: readonly WirePlace[];
}

/** All in heights of a letter: half the width of an operand, of the node of the rest and of the one of the next layer; the margin. */
const [leaf, restReach, nextReach, margin] = [1.35, 2.6, 1.8, 0.35] as const;
/** Between two nodes there is room for a number or, side by side, for two. */
const shapes = {
  stacked: { radius: 0.8, gap: 4.45, row: 3.7, overhang: 2.3 },
  wide: { radius: 1, gap: 9, row: 2.7, overhang: 2.3 },
} as const;
const [mostGap, mostDrawn] = [13, 8] as const;
/**
 * What a row needs over its line, for a value; the rest of a row is for what stands under it. Nothing stands under an input of the network,
 * and under a wire that is longer than a gap two numbers find room side by side.
 */
const above = 1.4;
const rows = { silent: 2.1, long: 2.7 } as const;
/** A room of so many letters is enough for a graph of usual size. */
const roomy = { width: 54, height: 30 } as const;
/** A row grows by so much at most where there is room. */
const mostExtra = 1.5;

type Shape = (typeof shapes)['wide' | 'stacked'];
const rowOf = (kind: NodeKind, layer: number, { row }: Shape): number => {
  if (kind === 'input' && layer === 1) return rows.silent;
  return kind === 'bias' || kind === 'skip' ? rows.long : row;
};

/** Leaves, products, the sum, its stages and the end: so many gaps lie between them. */
const gapsOf = (stages: number): number => 3 + stages;
const widthOf = (stages: number, { radius, gap, overhang }: Shape): number =>
  2 * margin + 2 * leaf + gapsOf(stages) * (gap + 2 * radius) + overhang - radius;

/** Letters may be so much smaller than those of the interface where the graph would else have to be scrolled sideways. */
const smallest = 0.86;

/** How large letters are drawn: up to half as large again as those of the interface where they leave room, a little smaller where they do not. */
export const letterIn = (stages: number, width: number, height: number, letter: number): number => {
  const needed = (widthOf(stages, shapes.stacked) + 2 * nextReach - shapes.stacked.radius - shapes.stacked.overhang) * letter;
  if (width < needed) return letter * Math.max(smallest, width / needed);
  return letter * Math.max(1, Math.min(1.5, width / (roomy.width * letter), height / (roomy.height * letter)));
};

/** How the graph of a unit with so many inputs can be drawn in a room of pixels; `letter` is the size of its text in pixels. */
export const roomOf = (
  { layer, inputs, stages, skip }: { readonly layer: number; readonly inputs: number; readonly stages: number; readonly skip: boolean },
  width: number,
  height: number,
  letter: number,
): GraphRoom => {
  const stacked = width < widthOf(stages, shapes.wide) * letter;
  const shape = shapes[stacked ? 'stacked' : 'wide'];
  const left = height / letter - (1 + +skip) * rows.long;
  const product = rowOf('weight', layer, shape) + rowOf('input', layer, shape);
  const all = left >= inputs * product && inputs <= mostDrawn;
  const some = Math.max(1, Math.min(mostDrawn, Math.floor((left - shape.row) / product)));
  // One product more says as much as a node for it.
  return { stacked, products: all || inputs <= 2 ? inputs : Math.min(some, inputs - 1) };
};

/** Which column each kind stands in, given what comes between the sum and the end. */
const columnOf = (kind: NodeKind, stages: readonly NodeKind[]): number => {
  if (kind === 'weight' || kind === 'input' || kind === 'bias' || kind === 'skip') return 0;
  if (kind === 'product' || kind === 'rest') return 1;
  if (kind === 'sum') return 2;
  return kind === 'next' || kind === 'loss' ? 3 + stages.length : 3 + stages.indexOf(kind);
};

/** Operands in rows at the left, operations towards the right; wires are level but for one bend into their operation. */
export const layoutOf = (
  { layer, nodes, wires }: Pick<UnitGraph, 'layer' | 'nodes' | 'wires'>,
  { stacked }: Pick<GraphRoom, 'stacked'>,
  room: { readonly width: number; readonly height: number },
  letter: number,
): GraphLayout => {
  const shape = shapes[stacked ? 'stacked' : 'wide'];
  const stages = nodes
    .map(({ kind }) => kind)
    .filter((kind) => kind === 'normalization' || kind === 'activation' || kind === 'dropout' || kind === 'residual');
  const radius = shape.radius * letter;
  const ends = nodes.some(({ kind }) => kind === 'next') ? 2 * nextReach - shape.radius : shape.overhang;
  const fixed = (2 * margin + 2 * leaf + gapsOf(stages.length) * 2 * shape.radius + ends - shape.radius) * letter;
  const gap = Math.max(shape.gap * letter, Math.min(mostGap * letter, (room.width - fixed) / gapsOf(stages.length)));
  const used = fixed + gapsOf(stages.length) * gap;
  const left = Math.max(0, (room.width - used) / 2) + margin * letter;
  const columnX = (column: number): number =>
    column === 0 ? left + leaf * letter : left + 2 * leaf * letter + column * (gap + 2 * radius) - radius;

  const rowed = nodes.filter(({ kind }) => ['weight', 'input', 'rest', 'bias', 'skip'].includes(kind));
  const needs = rowed.map(({ kind }) => rowOf(kind, layer, shape) * letter);
  const needed = needs.reduce((sum, need) => sum + need, 0);
  const extra = Math.max(0, Math.min(mostExtra * letter, (room.height - needed) / rowed.length));
  const all = needed + extra * rowed.length;
  const height = Math.max(room.height, all);
  const rowY = new Map<string, number>();
  let top = (height - all) / 2;
  rowed.forEach(({ id }, row) => {
    rowY.set(id, top + above * letter + extra / 2);
    top += needs[row]! + extra;
  });
  const summed = rowed.filter(({ kind }) => kind !== 'skip');
  const middle = (rowY.get(summed[0]!.id)! + rowY.get(summed.at(-1)!.id)!) / 2;

  const places = new Map<string, NodePlace>();
  for (const { id, kind, from } of nodes) {
    const x = columnX(columnOf(kind, stages));
    const y = kind === 'product' ? (rowY.get(`w${from}`)! + rowY.get(`a${from}`)!) / 2 : (rowY.get(id) ?? middle);
    const reach = { rest: restReach, next: nextReach, weight: leaf, input: leaf, bias: leaf, skip: leaf }[kind as 'rest'] ?? shape.radius;
    // The node of the rest ends where the products end, and the next layer's begins where an operation would.
    const shift = kind === 'rest' ? shape.radius - restReach : kind === 'next' ? nextReach - shape.radius : 0;
    places.set(id, { x: x + shift * letter, y, reach: reach * letter });
  }
  return {
    width: Math.max(room.width, used),
    height,
    radius,
    nodes: places,
    wires: wires.map(({ from, to }) => wireOf(places.get(from)!, places.get(to)!, radius, gap)),
  };
};

/** Level, and then from above or below into the node where it stands at another height. */
const wireOf = (from: NodePlace, to: NodePlace, radius: number, gap: number): WirePlace => {
  const start = [from.x + from.reach, from.y] as const;
  const x = start[0] + gap / 2;
  const down = to.y - from.y;
  if (Math.abs(down) < radius) {
    const end = to.x - to.reach;
    return { points: [...start, end, to.y], x, y: from.y, tip: [end, to.y, 0], start };
  }
  const way = Math.sign(down);
  const turn = Math.min(radius, Math.abs(down) - radius) * way;
  const end = to.y - radius * way;
  return {
    points: [...start, ...bend([to.x - Math.abs(turn), from.y], [to.x, from.y], [to.x, from.y + turn]), to.x, end],
    x,
    y: from.y,
    tip: [to.x, end, 90 * way],
    start,
  };
};

type Point = readonly [x: number, y: number];

/** A quadratic Bézier from `a` to `c`, in so many pieces that no corner shows. */
const bend = (a: Point, b: Point, c: Point, pieces = 8): readonly number[] =>
  Array.from({ length: pieces + 1 }, (_, i) => {
    const t = i / pieces;
    const at = (k: 0 | 1): number => (1 - t) * (1 - t) * a[k] + 2 * t * (1 - t) * b[k] + t * t * c[k];
    return [at(0), at(1)];
  }).flat();
