import { passedWeights } from '#core/account/backward.ts';
import { type Act, forwardPart, isCovered, layerOf, outputOf, upstreamPart, partProgress } from '#renderer/picture/act.ts';
import { smooth, through } from '#renderer/picture/time/easing.ts';
import type { EdgeArrays } from './edge-memory.ts';
import { widestEdge } from './edge-width.ts';
import { signColour } from '#renderer/picture/palette.ts';

/** Shortest time a pulse takes along an edge, in seconds: anything quicker is a flash. */
const shortestTravel = 0.5;

/** Products travel to the unit, wait at its rim until all have come, and merge into its sum. */
export const forwardPulses = (act: Act, out: EdgeArrays): void => {
  const { moment, wiring, timeline, palette, scales } = act;
  const { layer, unit: to } = moment;
  if (moment.operation === 'start') return;
  const { W } = layerOf(act, layer);
  const merged = smooth(partProgress(act, 'forward', layer, to, forwardPart(act, layer, 'sum')));
  if (merged === 1) return;
  const start = timeline.unitStart('forward', layer, to);
  for (const edge of edgesInto(act, layer, to)) {
    const from = wiring.from[edge]!;
    const product = W.data[from * W.cols + to]! * outputOf(act, layer - 1, from);
    const place = travel(
      act,
      start,
      timeline.partEnd('forward', layer, to, from),
      from === 0 ? start : timeline.partEnd('forward', layer, to, from - 1),
    );
    if (place < 0) continue;
    out.pulseAt[edge] = place;
    const asked = isAsked(act, layer, from, to, ['z', to, layer], ['a', from, layer - 1], false);
    out.pulseRadius[edge] = (asked ? pulseMost(act) / 2 : pulseRadius(act, product, scales.product)) * (1 - merged);
    out.pulseColour[edge] = asked ? palette.soft : signColour(palette, product);
    out.pulseHollow[edge] = !asked && product < 0 ? 1 : 0;
  }
};

/** The drawn edges into a unit. */
function* edgesInto({ wiring }: Act, layer: number, unit: number): Generator<number> {
  for (let group = wiring.firstGroup[layer]!; group < wiring.firstGroup[layer + 1]!; group++) {
    if (wiring.groupUnit[group] !== unit) continue;
    for (let edge = wiring.starts[group]!; edge < wiring.starts[group + 1]!; edge++) yield edge;
  }
}

/** Blame travels against the edges, from each unit that the source feeds back to the source. */
export const backwardPulses = (act: Act, out: EdgeArrays): void => {
  const { moment, wiring, timeline, palette, scales, depth } = act;
  const { layer, unit: from } = moment;
  if (layer === depth) return;
  const { W } = passedWeights(act.account, layer + 1);
  const { dZ } = layerOf(act, layer + 1);
  const merged = smooth(partProgress(act, 'backward', layer, from, upstreamPart(act, layer)));
  if (merged === 1) return;
  const start = timeline.unitStart('backward', layer, from);
  for (let edge = wiring.starts[wiring.firstGroup[layer + 1]!]!; edge < wiring.starts[wiring.firstGroup[layer + 2]!]!; edge++) {
    if (wiring.from[edge] !== from) continue;
    const to = wiring.to[edge]!;
    const flow = W.data[from * W.cols + to]! * dZ.data[to]!;
    const place = travel(
      act,
      start,
      timeline.partEnd('backward', layer, from, to),
      to === 0 ? start : timeline.partEnd('backward', layer, from, to - 1),
    );
    if (place < 0) continue;
    out.pulseAt[edge] = 1 - place;
    const asked = isAsked(act, layer + 1, from, to, ['a', from, layer], ['z', to, layer + 1], true);
    out.pulseRadius[edge] = (asked ? pulseMost(act) / 2 : pulseRadius(act, flow, scales.upstream)) * (1 - merged);
    out.pulseColour[edge] = palette.upstream;
    out.pulseHollow[edge] = !asked && flow < 0 ? 1 : 0;
  }
};

/** Whether a question hides what comes of a pulse, or one of its two factors: then it has neither sign nor size. */
const isAsked = (
  act: Act,
  layer: number,
  from: number,
  to: number,
  sum: readonly [letter: string, unit: number, layer: number],
  factor: readonly [letter: string, unit: number, layer: number],
  derivative: boolean,
): boolean =>
  isCovered(act, 'w', layer, [from, to]) || [sum, factor].some(([letter, unit, at]) => isCovered(act, letter, at, [unit], derivative));

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
