import { passedWeights } from '#core/account/backward.ts';
import { at } from '#core/contract/matrix.ts';
import type { Phase } from '#core/contract/position.ts';
import { type Act, isWeight, layerOf, partProgress } from '#renderer/picture/act.ts';
import { clamp, mix } from '#renderer/picture/time/easing.ts';
import { blend, signColour } from '#renderer/picture/palette.ts';
import { type Pen, textWidth } from '#renderer/picture/pen.ts';
import { haloMost } from './units.ts';
import { edgeIndex } from '#renderer/picture/space/wiring.ts';

/** Numbers on edges: the weights of the unit in action, or its gradients, or its new weights; and those pointed at. */
export const drawEdgeLabels = (act: Act, pen: Pen): void => {
  const { moment, look, wiring, placement } = act;
  const action = look.numbers === 'all' && moment.operation !== 'start' && turns.has(moment.phase);
  const { hovered, selected } = look;
  const same = hovered?.kind === 'weight' && isWeight(selected, hovered.layer, hovered.from, hovered.to);
  for (const target of same ? [selected] : [hovered, selected]) {
    if (target?.kind === 'weight') label(act, pen, target.layer, target.from, target.to, 0.5, true);
    // The labels of two units at once would lie over each other.
    if (target?.kind === 'unit' && !action) unitLabels(act, pen, target.layer, target.unit);
  }
  if (look.numbers === 'selection' || moment.operation === 'start') return;
  if (moment.phase === 'backward') {
    outgoing(act, pen, moment.layer, moment.unit);
    return;
  }
  if (action) unitLabels(act, pen, moment.layer, moment.unit);
  else if (wiring.count <= 12 && placement.columns.every(({ grid }) => !grid)) all(act, pen);
};

/** Whether a weight has its label already, being chosen or pointed at. */
const isPointed = ({ look: { hovered, selected } }: Act, layer: number, from: number, to: number): boolean =>
  isWeight(hovered, layer, from, to) || isWeight(selected, layer, from, to);

/** Phases that go unit by unit. */
const turns: ReadonlySet<Phase> = new Set<Phase>(['forward', 'backward', 'gradient', 'update']);

const all = (act: Act, pen: Pen): void => {
  const { columns } = act.placement;
  for (let layer = 1; layer < columns.length; layer++) {
    for (let to = 0; to < columns[layer]!.shown; to++) unitLabels(act, pen, layer, to);
  }
};

/** The edges into a unit are labelled near their sources, where they are furthest apart. */
const unitLabels = (act: Act, pen: Pen, layer: number, to: number): void => {
  const source = act.placement.columns[layer - 1];
  const target = act.placement.columns[layer];
  if (!source || !target) return;
  if (to >= target.shown || source.spacing * 0.68 < 12.5 * act.type || tight(act)) return;
  for (let from = 0; from < source.shown; from++) if (!isPointed(act, layer, from, to)) label(act, pen, layer, from, to, 0.32, false);
};

/** The edges out of a unit, on the way back, are labelled near their targets. */
const outgoing = (act: Act, pen: Pen, layer: number, from: number): void => {
  const source = act.placement.columns[layer];
  const target = act.placement.columns[layer + 1];
  if (!source || !target || from >= source.shown || target.spacing * 0.68 < 12.5 * act.type || tight(act)) return;
  for (let to = 0; to < target.shown; to++) if (!isPointed(act, layer + 1, from, to)) label(act, pen, layer + 1, from, to, 0.68, false);
};

/** Columns too close together for a number between them. */
const tight = ({ placement: { columns }, type }: Act): boolean => columns[1]!.x - columns[0]!.x < 104 * type;

const label = (act: Act, pen: Pen, layer: number, from: number, to: number, place: number, bold: boolean): void => {
  const { wiring, palette, look, type } = act;
  const edge = edgeIndex(wiring, layer, from, to);
  if (edge === undefined) return;
  const { ends } = wiring;
  const { value, colour } = numberOf(act, layer, from, to);

  const size = (bold ? 13 : 11) * type;
  const text = look.number(value);
  const along = between(act, layer, ends[4 * edge + 2]! - ends[4 * edge]!, textWidth(text, size) / 2, place);
  const x = mix(ends[4 * edge]!, ends[4 * edge + 2]!, along);
  const y = mix(ends[4 * edge + 1]!, ends[4 * edge + 3]!, along);
  // A dash of the edge beside a minus sign would read as an equals sign: the number stands on a plate of its own, over
  // halos and gates where columns are near.
  const [width, height] = [textWidth(text, size) + 0.5 * size, 1.25 * size];
  pen.onDiscs(() => pen.rect(x - width / 2, y - height / 2, width, height, palette.background, { radius: height / 2, alpha: 0.92 }));
  pen.text(x, y, text, size, colour, { align: 'centre', weight: bold ? 'bold' : 'regular' });
};

/** Where along an edge a number of half this width stands clear of the halos at its ends, and of the gate before its target. */
const between = (act: Act, layer: number, across: number, half: number, place: number): number => {
  const [source, target] = [act.placement.columns[layer - 1]!, act.placement.columns[layer]!];
  const least = ((layer === 1 || source.grid ? 0 : haloMost(act, source)) + half) / across;
  const most = 1 - ((target.grid ? 0 : haloMost(act, target) + 6 * act.unit) + half) / across;
  return least > most ? (least + most) / 2 : clamp(place, least, most);
};

/** What the phase is about: w, then dL/dw, then the new w. */
const numberOf = (act: Act, layer: number, from: number, to: number): { value: number; colour: number } => {
  const { moment, palette } = act;
  const { W, WAfter, dW } = layerOf(act, layer);
  const shade = (colour: number) => blend(colour, palette.ink, 0.25);
  if (moment.phase === 'gradient' || moment.phase === 'optimise') return { value: at(dW, from, to), colour: palette.upstream };
  const updated = moment.phase === 'update' && partProgress(act, 'update', layer, to, from) === 1;
  const value = at(updated ? WAfter : moment.phase === 'backward' ? passedWeights(act.account, layer).W : W, from, to);
  return { value, colour: shade(signColour(palette, value)) };
};
