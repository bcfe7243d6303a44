import type { StepTrace } from '#core/contract/step-trace.ts';
import { strongest } from './strongest.ts';
import { middleOf, type Column, type Placement } from './placement.ts';

/**
 * The weights that are drawn as edges, in the order (layer, to, from). All of them between layers of discs; the largest of those between
 * discs and a grid; none between two grids, whose matrix is drawn as an image. Edges into the same unit are a group.
 */
export interface Wiring {
  readonly count: number;
  readonly layer: Uint8Array;
  readonly from: Uint16Array;
  readonly to: Uint16Array;
  /** x0, y0, x1, y1 from rim to rim. */
  readonly ends: Float32Array;
  /** Groups `firstGroup[l]` to `firstGroup[l + 1]` lead into layer l. */
  readonly firstGroup: readonly number[];
  readonly groupUnit: Uint16Array;
  /** Edges `starts[g]` to `starts[g + 1]` are those of group g. */
  readonly starts: Uint32Array;
  /** How many weights of each layer there are that no edge is drawn for; 0 of layer 0. */
  readonly hidden: readonly number[];
}

/** Edges that are drawn of a matrix with a grid at one end. */
export const mostEdges = 120;

const whole = new WeakMap<Placement, Wiring>();
const chosen = new WeakMap<Placement, WeakMap<StepTrace, Wiring>>();

/** Made once: per placement where all weights are drawn, else per step too, since the largest weights change. */
export const wiringOf = (placement: Placement, trace: StepTrace): Wiring => {
  if (placement.columns.every(({ grid }) => !grid)) return remember(whole, placement, () => wire(placement, trace));
  const bySteps = remember(chosen, placement, () => new WeakMap<StepTrace, Wiring>());
  return remember(bySteps, trace, () => wire(placement, trace));
};

const remember = <K extends object, V>(known: WeakMap<K, V>, key: K, make: () => V): V => {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
};

/** Index of the edge from unit `from` to unit `to` of `layer`; undefined where it is not drawn. */
export const edgeIndex = (wiring: Wiring, layer: number, from: number, to: number): number | undefined => {
  const { firstGroup, groupUnit, starts } = wiring;
  for (let group = firstGroup[layer] ?? 0; group < (firstGroup[layer + 1] ?? 0); group++) {
    if (groupUnit[group] !== to) continue;
    for (let edge = starts[group]!; edge < starts[group + 1]!; edge++) if (wiring.from[edge] === from) return edge;
  }
  return undefined;
};

const wire = ({ columns }: Placement, trace: StepTrace): Wiring => {
  // Per layer the places in W (from * outputs + to) of the edges, in the order (to, from).
  const places = columns.map((target, layer) => (layer === 0 ? [] : drawn(columns[layer - 1]!, target, trace)));
  const count = places.reduce((sum, { length }) => sum + length, 0);
  const wiring = {
    count,
    layer: new Uint8Array(count),
    from: new Uint16Array(count),
    to: new Uint16Array(count),
    ends: new Float32Array(4 * count),
  };
  const firstGroup = [0];
  const groupUnit: number[] = [];
  const starts: number[] = [];
  let edge = 0;
  places.forEach((own, layer) => {
    let last = -1;
    for (const place of own) {
      const { total } = columns[layer]!;
      const to = place % total;
      const from = (place - to) / total;
      if (to !== last) {
        groupUnit.push(to);
        starts.push(edge);
        last = to;
      }
      wiring.layer[edge] = layer;
      wiring.from[edge] = from;
      wiring.to[edge] = to;
      span(wiring.ends, edge, columns[layer - 1]!, columns[layer]!, from, to);
      edge++;
    }
    firstGroup.push(groupUnit.length);
  });
  starts.push(count);
  const hidden = columns.map(({ total }, layer) => (layer === 0 ? 0 : columns[layer - 1]!.total * total - places[layer]!.length));
  return { ...wiring, firstGroup, groupUnit: Uint16Array.from(groupUnit), starts: Uint32Array.from(starts), hidden };
};

const drawn = (source: Column, target: Column, trace: StepTrace): ArrayLike<number> & Iterable<number> => {
  if (source.grid && target.grid) return [];
  const [rows, columns] = [source.total, target.total];
  if (!source.grid && !target.grid)
    return Uint32Array.from({ length: rows * columns }, (_, edge) => (edge % rows) * columns + Math.floor(edge / rows));
  const { W } = trace.layers[target.layer - 1]!;
  return strongest(W.data, mostEdges).sort((a, b) => (a % columns) - (b % columns) || a - b);
};

/** From the rim of a disc, or the side of a grid, to that of another. */
const span = (ends: Float32Array, edge: number, source: Column, target: Column, from: number, to: number): void => {
  const [x0, y0] = middleOf(source, from);
  const [x1, y1] = middleOf(target, to);
  const [left, right] = [source.grid ? source.x + source.radius : x0, target.grid ? target.x - target.radius : x1];
  const length = Math.hypot(right - left, y1 - y0) || 1;
  const [cos, sin] = [(right - left) / length, (y1 - y0) / length];
  const [out, into] = [source.grid ? 0 : source.radius, target.grid ? 0 : target.radius];
  ends[4 * edge] = left + cos * out;
  ends[4 * edge + 1] = y0 + sin * out;
  ends[4 * edge + 2] = right - cos * into;
  ends[4 * edge + 3] = y1 - sin * into;
};
