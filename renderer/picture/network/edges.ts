import { coversAny } from '#core/account/cover.ts';
import { layerProgress, unitProgress, type Act } from '#renderer/picture/act.ts';
import { mix, smooth } from '#renderer/picture/time/easing.ts';
import type { EdgeArrays, EdgeMemory } from './edge-memory.ts';
import { backwardPulses, forwardPulses } from './edge-pulses.ts';
import { widestEdge, widthOf } from './edge-width.ts';
import { signColour } from '#renderer/picture/palette.ts';
import type { Target } from '#renderer/picture/shape.ts';
import { edgeIndex } from '#renderer/picture/space/wiring.ts';

/** Writes every drawn weight: its body, its gradient or change, its ghost, and the pulses of the unit in action. */
export const drawEdges = (act: Act, memory: EdgeMemory): void => {
  const { wiring, unit, moment, look } = act;
  const { edges } = memory;
  edges.ends = wiring.ends;
  edges.dashLength = 5 * unit;
  memory.begin([act.trace, act.scales, act.placement, wiring, look.theme, look.scale, look.selected, look.hovered, look.cover]);
  const marked = [look.hovered, look.selected].map((target) =>
    target?.kind === 'weight' ? edgeIndex(wiring, target.layer, target.from, target.to) : undefined,
  );
  for (let layer = 1; layer <= act.depth; layer++) {
    const pen = layerPen(act, layer, marked);
    const running =
      moment.operation !== 'start' &&
      ((moment.phase === 'forward' && moment.layer === layer) || (moment.phase === 'backward' && moment.layer === layer - 1));
    const [forward, allGradient, allUpdate] = [
      layerProgress(act, 'forward', layer),
      layerProgress(act, 'gradient', layer),
      layerProgress(act, 'update', layer),
    ];
    for (let group = wiring.firstGroup[layer]!; group < wiring.firstGroup[layer + 1]!; group++) {
      const to = wiring.groupUnit[group]!;
      const emphasis = emphasisOf(act, layer, to, forward);
      const gradient = allGradient ?? smooth(unitProgress(act, 'gradient', layer, to));
      const update = allUpdate ?? smooth(unitProgress(act, 'update', layer, to));
      // Along the edges of the unit in action something moves at every instant.
      const moving = running && (moment.phase === 'backward' || moment.unit === to);
      if (!memory.stale(group, emphasis, gradient, update, moving ? NaN : 0)) continue;
      writeGroup(act, pen, edges, group, { emphasis, gradient, update });
    }
  }
  if (moment.phase === 'forward') forwardPulses(act, edges);
  if (moment.phase === 'backward') backwardPulses(act, edges);
};

/** What all edges of a layer have in common. */
interface LayerPen {
  readonly layer: number;
  readonly most: number;
  readonly widest: number;
  readonly band: number;
  readonly crowded: number;
  /** Edges that are pointed at or selected. */
  readonly marked: readonly (number | undefined)[];
}

const layerPen = (act: Act, layer: number, marked: LayerPen['marked']): LayerPen => {
  const { placement, look, scales, wiring } = act;
  const [source, target] = [placement.columns[layer - 1]!, placement.columns[layer]!];
  const count = wiring.starts[wiring.firstGroup[layer + 1]!]! - wiring.starts[wiring.firstGroup[layer]!]!;
  return {
    layer,
    most: look.scale === 'layer' ? scales.weights[layer - 1]! : scales.weight,
    widest: widestEdge(act),
    band: widestBand(act),
    crowded: crowding(count) * Math.min(1, Math.max(0.45, (target.x - source.x) / (130 * act.unit))),
    marked,
  };
};

interface Turn {
  readonly emphasis: number;
  readonly gradient: number;
  readonly update: number;
}

const writeGroup = (act: Act, pen: LayerPen, out: EdgeArrays, group: number, { emphasis, gradient, update }: Turn): void => {
  const { wiring, palette, scales, trace, moment, look, focus, unit } = act;
  const { layer, most, widest, band, marked } = pen;
  const { W, WAfter, dW, deltaW } = trace.layers[layer - 1]!;
  const to = wiring.groupUnit[group]!;
  const crowd = emphasis > 1 ? 1 : pen.crowded;
  const reads = isTouched(look.hovered, layer, to) || isTouched(look.selected, layer, to);
  const owing = moment.phase === 'backward' && moment.layer === layer - 1 ? moment.unit : -1;
  const end = wiring.starts[group + 1]!;
  for (let edge = wiring.starts[group]!; edge < end; edge++) {
    const from = wiring.from[edge]!;
    const w = from * W.cols + to;
    const before = W.data[w]!;
    const [isAsked, isGradientAsked, isMoveAsked] = look.cover ? askedOf(act, layer, from, to) : notAsked;
    const weight = update > 0 && !isMoveAsked ? mix(before, WAfter.data[w]!, update) : before;
    const size = Math.min(1, Math.abs(weight) / most);
    const pointed = edge === marked[0] || edge === marked[1];
    const touch =
      from === owing ? 3 : reads || isTouched(look.hovered, layer - 1, from) || isTouched(look.selected, layer - 1, from) ? 2 : 1;
    out.width[edge] = widthOf(act, weight, most, widest) + (pointed ? 1.5 * unit : 0);
    out.colour[edge] = signColour(palette, weight);
    out.alpha[edge] = pointed ? 1 : Math.min(1, emphasis * touch * (touch > 1 ? 1 : crowd) * (0.5 + 0.5 * (size >= 0 ? size : 1)));
    out.dashed[edge] = weight < 0 ? 1 : 0;
    out.ghostWidth[edge] = update > 0 ? widthOf(act, before, most, widest) + 2 * unit : 0;
    out.ghostColour[edge] = signColour(palette, before);
    out.washWidth[edge] = 0;
    out.washColour[edge] = 0;
    out.washAlpha[edge] = 0.5 * crowd;
    out.pulseAt[edge] = -1;
    out.pulseRadius[edge] = 0;
    out.pulseColour[edge] = 0;
    out.pulseHollow[edge] = 0;
    if (update > 0 && !isMoveAsked && !isGradientAsked) {
      out.washWidth[edge] = band * bandOf(deltaW.data[w]!, scales.delta) * (1 - 0.45 * update);
      out.washColour[edge] = signColour(palette, deltaW.data[w]!);
    } else if (gradient > 0 && update === 0 && !isGradientAsked && !isMoveAsked) {
      out.washWidth[edge] = band * bandOf(dW.data[w]!, scales.gradient) * gradient;
      out.washColour[edge] = palette.upstream;
    }
    if (isAsked) {
      out.width[edge] = widest / 2;
      out.colour[edge] = out.ghostColour[edge] = palette.rule;
      out.ghostWidth[edge] = out.dashed[edge] = 0;
      out.alpha[edge] = pointed ? 1 : emphasis * (touch > 1 ? touch : crowd) * 0.5;
    }
    if (focus) shine(act, pen, out, edge, focus.share(layer, from, to));
  }
};

/** Whether a question hides a weight, its gradient, or where the step moves it. */
const askedOf = ({ account }: Act, layer: number, from: number, to: number): readonly [boolean, boolean, boolean] => {
  const symbol = { letter: 'w', layer, indices: [from, to] };
  return [account.covers(symbol), account.covers({ ...symbol, derivative: true }), account.covers({ ...symbol, updated: true })];
};
const notAsked = [false, false, false] as const;

/** Out of focus an edge dims; on the way from the selection to the loss it stays bright, in a band as wide as its part in that way. */
const shine = ({ palette, look }: Act, { layer, band }: LayerPen, out: EdgeArrays, edge: number, share: number | undefined): void => {
  if (share === undefined) {
    out.alpha[edge]! *= 0.14;
    out.washAlpha[edge]! *= 0.14;
    return;
  }
  const covered = coversAny(look.cover ?? [], ['w', 'slope', 'blame', 'delta', 'dw']);
  out.alpha[edge] = covered ? 1 : 0.3 + 0.7 * share;
  if (share === 0 || covered || layer === (look.selected as { layer: number }).layer) return;
  out.washWidth[edge] = band * share;
  out.washColour[edge] = palette.ink;
  out.washAlpha[edge] = wayAlpha;
};

/** How strong the band is that shows the way from what is chosen to the loss. */
export const wayAlpha = 0.32;

const widestBand = (act: Act): number => Math.max(2.4 * widestEdge(act), 5 * act.unit);

const bandOf = (value: number, most: number): number => {
  const size = Math.abs(value) / most;
  return Number.isFinite(size) ? Math.min(size, 1) : 1;
};

/** Many edges at full strength would be a blot. */
const crowding = (edges: number): number => Math.min(1, Math.max(0.22, Math.sqrt(60 / edges)));

/** How strongly the edges into a unit are drawn now: those in action most, those whose turn is to come least. */
const emphasisOf = (act: Act, layer: number, to: number, forward: 0 | 1 | undefined): number => {
  const { moment } = act;
  switch (moment.phase) {
    case 'forward':
      if (moment.layer === layer && moment.unit === to) return 1.6;
      return (forward ?? unitProgress(act, 'forward', layer, to)) === 1 ? 0.62 : 0.34;
    case 'gradient':
    case 'update':
      return moment.layer === layer && moment.unit === to ? 1.6 : 0.55;
    case 'backward':
      return 0.42;
    default:
      return 0.62;
  }
};

/** The edges of a marked unit stand out at any time. */
const isTouched = (target: Target | undefined, layer: number, unit: number): boolean =>
  target?.kind === 'unit' && target.layer === layer && target.unit === unit;
