import { type Act, forwardPart, layerOf, owedPart, isWeight, outputOf, partProgress, unitProgress } from './act.ts';
import { mix, smooth, through } from './easing.ts';
import type { Edges } from './frame.ts';
import { signColour } from './palette.ts';
import { edgeIndex } from './placement.ts';

/** Arrays that a frame may be written into again, so that a running picture makes no waste. */
export type EdgeArrays = { -readonly [K in keyof Edges]: Edges[K] };

export const edgeArrays = (count: number): EdgeArrays => ({
  count,
  ends: new Float32Array(4 * count),
  colour: new Uint32Array(count),
  alpha: new Float32Array(count),
  width: new Float32Array(count),
  dashed: new Uint8Array(count),
  dashLength: 1,
  washWidth: new Float32Array(count),
  washColour: new Uint32Array(count),
  washAlpha: new Float32Array(count),
  ghostWidth: new Float32Array(count),
  ghostColour: new Uint32Array(count),
  pulseAt: new Float32Array(count),
  pulseRadius: new Float32Array(count),
  pulseColour: new Uint32Array(count),
  pulseHollow: new Uint8Array(count),
});

/** Shortest time a pulse takes along an edge, in seconds: anything quicker is a flash. */
const shortestTravel = 0.5;

/** Writes every drawn weight: its body, its gradient or change, its ghost, and the pulses of the unit in action. */
export const drawEdges = (act: Act, out: EdgeArrays): void => {
  const { placement, unit } = act;
  out.ends = placement.edges.ends;
  out.dashLength = 5 * unit;
  // Nothing of the frame before may stay in arrays that are used again.
  out.pulseAt.fill(-1);
  for (const array of [out.washColour, out.pulseRadius, out.pulseColour, out.pulseHollow]) array.fill(0);
  for (let layer = 1; layer <= act.depth; layer++) drawLayer(act, layer, out);
  if (act.moment.phase === 'forward') forwardPulses(act, out);
  if (act.moment.phase === 'backward') backwardPulses(act, out);
};

const drawLayer = (act: Act, layer: number, out: EdgeArrays): void => {
  const { placement, palette, look, scales, trace } = act;
  const { W, WAfter, dW, deltaW } = trace.layers[layer - 1]!;
  const source = placement.columns[layer - 1]!;
  const target = placement.columns[layer]!;
  const most = look.scale === 'layer' ? scales.weights[layer - 1]! : scales.weight;
  const widest = widestEdge(act);
  const band = widestBand(act);
  const crowded = crowding(source.shown * target.shown) * Math.min(1, Math.max(0.45, (target.x - source.x) / (130 * act.unit)));
  for (let to = 0; to < target.shown; to++) {
    // Everything that only depends on the unit that the edges lead to.
    const emphasis = emphasisOf(act, layer, to);
    const crowd = emphasis > 1 ? 1 : crowded;
    const gradient = smooth(unitProgress(act, 'gradient', layer, to));
    const update = smooth(unitProgress(act, 'update', layer, to));
    for (let from = 0, edge = placement.edges.first[layer]! + to; from < source.shown; from++, edge += target.shown) {
      const w = from * W.cols + to;
      const before = W.data[w]!;
      const weight = update > 0 ? mix(before, WAfter.data[w]!, update) : before;
      const size = Math.abs(weight) / most;
      const marked = isWeight(look.hovered, layer, from, to) || isWeight(look.selected, layer, from, to);
      out.width[edge] = widthOf(act, weight, most, widest) + (marked ? 1.5 * act.unit : 0);
      out.colour[edge] = signColour(palette, weight);
      const touch = touched(act, layer, from, to);
      out.alpha[edge] = marked
        ? 1
        : Math.min(1, emphasis * touch * (touch > 1 ? 1 : crowd) * (0.5 + 0.5 * Math.min(1, Number.isFinite(size) ? size : 1)));
      out.dashed[edge] = weight < 0 ? 1 : 0;
      out.ghostWidth[edge] = update > 0 ? widthOf(act, before, most, widest) + 2 * act.unit : 0;
      out.ghostColour[edge] = signColour(palette, before);
      out.washWidth[edge] = 0;
      out.washAlpha[edge] = 0.5 * crowd;
      if (update > 0) {
        out.washWidth[edge] = band * bandOf(deltaW.data[w]!, scales.delta) * (1 - 0.45 * update);
        out.washColour[edge] = signColour(palette, deltaW.data[w]!);
      } else if (gradient > 0) {
        out.washWidth[edge] = band * bandOf(dW.data[w]!, scales.gradient) * gradient;
        out.washColour[edge] = palette.blame;
      }
    }
  }
};

/** Width of a weight's line: never so thin that it is lost, however small the weight. */
export const widthOf = ({ unit }: Act, weight: number, most: number, widest: number): number => {
  const thinnest = 0.7 * unit;
  const size = Math.abs(weight) / most;
  return Number.isFinite(size) ? thinnest + (widest - thinnest) * Math.min(size, 1) : widest;
};

/** Width of the line of the largest weight; the same in all layers, so that widths can be compared. */
export const widestEdge = ({ placement, unit }: Act): number => {
  const closest = Math.min(...placement.columns.map(({ spacing, shown }) => (shown > 1 ? spacing : Infinity)), 60 * unit);
  return Math.min(Math.max(0.2 * closest, 1.4 * unit), 6.5 * unit);
};

const widestBand = (act: Act): number => Math.max(2.4 * widestEdge(act), 5 * act.unit);

const bandOf = (value: number, most: number): number => {
  const size = Math.abs(value) / most;
  return Number.isFinite(size) ? Math.min(size, 1) : 1;
};

/** Many edges at full strength would be a blot. */
const crowding = (edges: number): number => Math.min(1, Math.max(0.22, Math.sqrt(60 / edges)));

/** How strongly the edges into a unit are drawn now: those in action most, those whose turn is to come least. */
const emphasisOf = (act: Act, layer: number, to: number): number => {
  const { moment } = act;
  switch (moment.phase) {
    case 'forward':
      if (moment.layer === layer && moment.unit === to) return 1.6;
      return act.t >= act.score.unitEnd('forward', layer, to) ? 0.62 : 0.34;
    case 'gradient':
    case 'update':
      return moment.layer === layer && moment.unit === to ? 1.6 : 0.55;
    case 'backward':
      return 0.42;
    default:
      return 0.62;
  }
};

/** Backward, an edge is in action when its source unit is; and the edges of a marked unit stand out at any time. */
const touched = ({ moment, look }: Act, layer: number, from: number, to: number): number => {
  if (moment.phase === 'backward' && moment.layer === layer - 1 && moment.unit === from) return 3;
  for (const target of [look.hovered, look.selected]) {
    if (target?.kind !== 'unit') continue;
    if ((target.layer === layer && target.unit === to) || (target.layer === layer - 1 && target.unit === from)) return 2;
  }
  return 1;
};

/** Products travel to the unit, wait at its rim until all have come, and merge into its sum. */
const forwardPulses = (act: Act, out: EdgeArrays): void => {
  const { moment, placement, score, palette, scales } = act;
  const { layer, unit: to } = moment;
  if (moment.operation === 'start') return;
  const { W } = layerOf(act, layer);
  const merged = smooth(partProgress(act, 'forward', layer, to, forwardPart(act, layer, 'sum')));
  if (merged === 1) return;
  const start = score.unitStart('forward', layer, to);
  for (let from = 0; from < placement.columns[layer - 1]!.shown; from++) {
    const edge = edgeIndex(placement, layer, from, to);
    if (edge === undefined) return;
    const product = W.data[from * W.cols + to]! * outputOf(act, layer - 1, from);
    const place = travel(
      act,
      start,
      score.partEnd('forward', layer, to, from),
      from === 0 ? start : score.partEnd('forward', layer, to, from - 1),
    );
    if (place < 0) continue;
    out.pulseAt[edge] = place;
    out.pulseRadius[edge] = pulseRadius(act, product, scales.product) * (1 - merged);
    out.pulseColour[edge] = signColour(palette, product);
    out.pulseHollow[edge] = product < 0 ? 1 : 0;
  }
};

/** Blame travels against the edges, from each unit that the source feeds back to the source. */
const backwardPulses = (act: Act, out: EdgeArrays): void => {
  const { moment, placement, score, palette, scales, depth } = act;
  const { layer, unit: from } = moment;
  if (layer === depth) return;
  const { W, dZ } = layerOf(act, layer + 1);
  const merged = smooth(partProgress(act, 'backward', layer, from, owedPart(act, layer)));
  if (merged === 1) return;
  const start = score.unitStart('backward', layer, from);
  for (let to = 0; to < placement.columns[layer + 1]!.shown; to++) {
    const edge = edgeIndex(placement, layer + 1, from, to);
    if (edge === undefined) return;
    const flow = W.data[from * W.cols + to]! * dZ.data[to]!;
    const place = travel(
      act,
      start,
      score.partEnd('backward', layer, from, to),
      to === 0 ? start : score.partEnd('backward', layer, from, to - 1),
    );
    if (place < 0) continue;
    out.pulseAt[edge] = 1 - place;
    out.pulseRadius[edge] = pulseRadius(act, flow, scales.blame) * (1 - merged);
    out.pulseColour[edge] = palette.blame;
    out.pulseHollow[edge] = flow < 0 ? 1 : 0;
  }
};

/** Where a pulse is that arrives at `arrival`: 0..1, negative before it leaves. It never leaves before its unit's turn. */
export const travel = ({ t }: Act, turn: number, arrival: number, partStart: number): number => {
  const departure = Math.max(turn, Math.min(partStart, arrival - shortestTravel));
  return t > departure ? smooth(through(t, departure, arrival)) : -1;
};

/** The area of a pulse is its value, so that twice the product looks twice as much; nothing travels for zero. */
export const pulseRadius = (act: Act, value: number, most: number): number => {
  const size = Math.abs(value) / most;
  if (!Number.isFinite(size)) return pulseMost(act);
  return size === 0 ? 0 : Math.max(1.6 * act.unit, pulseMost(act) * Math.sqrt(Math.min(size, 1)));
};

export const pulseMost = (act: Act): number => Math.max(3.2 * act.unit, Math.min(9 * act.unit, 1.6 * widestEdge(act)));
