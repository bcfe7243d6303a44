import { passedWeights } from '#core/account/backward.ts';
import { at } from '#core/contract/matrix.ts';
import type { Phase } from '#core/contract/position.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { NumberWriter } from '#core/words/number.ts';
import { type Act, isWeight, layerOf, partProgress } from '#renderer/picture/act.ts';
import { blend, signColour } from '#renderer/picture/palette.ts';
import { type Pen, textWidth } from '#renderer/picture/pen.ts';
import type { Box } from '#renderer/picture/space/boxes.ts';
import { edgePlaces, type Wish } from '#renderer/picture/space/edge-places.ts';
import { mostLabelled, type Placement } from '#renderer/picture/space/placement.ts';
import { edgeIndex } from '#renderer/picture/space/wiring.ts';
import { coveredBy, reachBeside } from './layout.ts';

/**
 * Numbers on edges: of all of a layer while the network has few and they find room, else of those of the unit in action or of the unit pointed
 * at; and of the weights pointed at. Weights, or in their turn gradients, or new weights. Gives back what they cover.
 */
export const drawEdgeLabels = (act: Act, pen: Pen, biases: readonly Box[]): readonly Box[] => {
  const taken = [...coveredBy(act), ...biases];
  const boxes: Box[] = [];
  const edges: number[] = [];
  const draw = (group: Group, found: readonly (Box | undefined)[] = placesOf(act, group, [...taken, ...boxes])): void =>
    found.forEach((box, i) => {
      if (!box) return;
      boxes.push(box);
      edges.push(group.edges[i]!);
      drawLabel(act, pen, group.edges[i]!, box);
    });
  const all = everyPlace(act, taken);
  for (const { edges: whole, found } of all) draw({ edges: whole, share: middle }, found);
  const pointed = [act.look.hovered, act.look.selected].flatMap((target) =>
    target?.kind === 'weight' ? (edgeIndex(act.wiring, target.layer, target.from, target.to) ?? []) : [],
  );
  draw({ edges: [...new Set(pointed)].filter((edge) => !edges.includes(edge)), share: 0.5 });
  const lit = litOf(act);
  if (lit) draw({ ...lit, edges: lit.edges.filter((edge) => !edges.includes(edge)) });
  return boxes;
};

interface Group {
  readonly edges: readonly number[];
  /** Where on their edges they stand best. */
  readonly share: number;
}

/** Where numbers stand that are there at any time: nearer to where their edges come from. */
const middle = 0.38;

interface Whole {
  readonly edges: readonly number[];
  readonly found: readonly (Box | undefined)[];
}
interface Known {
  readonly placement: Placement;
  readonly number: NumberWriter;
  /** Made once per step and look: what else decides the places. */
  readonly covered: readonly Box[];
  readonly layers: readonly Whole[];
}
const known = new WeakMap<StepTrace, Known>();

/** The layers whose every weight has its number on it: some numbers without the others would say that those have none. */
const everyPlace = (act: Act, taken: readonly Box[]): readonly Whole[] => {
  const { wiring, placement, look, trace, depth } = act;
  if (wiring.count > mostLabelled || look.numbers !== 'all' || placement.columns.some(({ grid }) => grid)) return [];
  const covered = coveredBy(act);
  const before = known.get(trace);
  if (before?.placement === placement && before.number === look.number && before.covered === covered) return before.layers;
  const placed: Box[] = [...taken];
  const layers = range(1, depth + 1).flatMap((layer): Whole[] => {
    const edges = range(wiring.starts[wiring.firstGroup[layer]!]!, wiring.starts[wiring.firstGroup[layer + 1]!]!);
    // Large where they find room, else as small as can be read.
    const found = [placement.values, smallest(act)]
      .map((size) => placesOf(act, { edges, share: middle }, placed, edges, size))
      .find((places) => !places.includes(undefined));
    if (!found) return [];
    placed.push(...(found as readonly Box[]));
    return [{ edges, found }];
  });
  known.set(trace, { placement, number: look.number, covered, layers });
  return layers;
};

const placesOf = (
  act: Act,
  { edges, share }: Group,
  taken: readonly Box[],
  lines: readonly number[] = [],
  size = act.placement.values,
): (Box | undefined)[] =>
  edges.length === 0
    ? []
    : edgePlaces(
        act.placement,
        act.wiring,
        edges.map((edge) => wishOf(act, edge, share, size)),
        taken,
        lines,
      );

/** Phases that go unit by unit. */
const turns: ReadonlySet<Phase> = new Set<Phase>(['forward', 'backward', 'gradient', 'update']);

/** The edges of the unit in action, or of the unit pointed at. */
const litOf = (act: Act): Group | undefined => {
  const { placement, look, moment } = act;
  const into = (layer: number, unit: number): Group | undefined => {
    const [source, target] = [placement.columns[layer - 1], placement.columns[layer]];
    // They are labelled near their sources, where they are furthest apart.
    if (!source || !target || unit >= target.shown || !fits(act, source.spacing)) return undefined;
    return between(act, layer, range(0, source.shown), [unit], 0.32);
  };
  if (look.numbers === 'all' && moment.operation !== 'start' && turns.has(moment.phase)) {
    if (moment.phase !== 'backward') return into(moment.layer, moment.unit);
    const [source, target] = [placement.columns[moment.layer], placement.columns[moment.layer + 1]];
    if (!source || !target || moment.unit >= source.shown || !fits(act, target.spacing)) return undefined;
    return between(act, moment.layer + 1, [moment.unit], range(0, target.shown), 0.68);
  }
  const target = [look.hovered, look.selected].find((one) => one?.kind === 'unit');
  return target?.kind === 'unit' ? into(target.layer, target.unit) : undefined;
};

const between = ({ wiring }: Act, layer: number, from: readonly number[], to: readonly number[], share: number): Group => ({
  edges: from.flatMap((source) => to.flatMap((target) => edgeIndex(wiring, layer, source, target) ?? [])),
  share,
});

/** Whether numbers at discs so far apart are no pile. */
const fits = ({ type }: Act, spacing: number): boolean => spacing * 0.68 >= 12.5 * type;

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

const wishOf = (act: Act, edge: number, share: number, size: number): Wish => {
  const { placement, wiring } = act;
  const [layer, from, to] = [wiring.layer[edge]!, wiring.from[edge]!, wiring.to[edge]!];
  const { W, WAfter, dW } = layerOf(act, layer);
  // Room for all that stands there in the course of the step: a number does not move because it becomes longer.
  const texts = [number(act, at(W, from, to)), number(act, at(WAfter, from, to)), gradientText(act, at(dW, from, to))];
  const width = Math.max(...texts.map((text) => textWidth(text, size))) + plateMargin * size;
  // Numbers beside discs are where edges begin.
  const source = placement.columns[layer - 1]!;
  const reach = layer === 1 || source.grid ? 0 : reachBeside(act, source, from);
  const least = (reach + width / 2 + 2 * act.unit) / Math.max(wiring.ends[4 * edge + 2]! - wiring.ends[4 * edge]!, 1);
  return { edge, width, height: plateHeight * size, share: reach > 0 ? Math.max(share, least) : share };
};

/** A plate is so much wider than its number, and so high, in letters. */
const plateMargin = 0.5;
const plateHeight = 1.2;

const smallest = ({ placement, type }: Act): number => Math.max(placement.least, 10 * type);

const number = ({ look }: Act, value: number): string => look.number(value);

/** A gradient is the whole batch's, and says so where that is more than the sample that the units show. */
const gradientText = (act: Act, value: number): string => (act.account.samples > 1 ? `Σ ${number(act, value)}` : number(act, value));

const drawLabel = (act: Act, pen: Pen, edge: number, { left, right, top, bottom }: Box): void => {
  const { wiring, look, palette, focus } = act;
  const [layer, from, to] = [wiring.layer[edge]!, wiring.from[edge]!, wiring.to[edge]!];
  const { text, colour, ground = palette.background } = textOf(act, edge);
  const dim = focus && focus.share(layer, from, to) === undefined && !isWeight(look.hovered, layer, from, to);
  const [x, y, height] = [(left + right) / 2, (top + bottom) / 2, bottom - top];
  // What was divided and multiplied again must not fall below what can be read.
  const size = Math.max(height / plateHeight, pen.least);
  const width = textWidth(text, size) + plateMargin * size;
  // A dash of the edge beside a minus sign would read as an equals sign: the number stands on a plate of its own.
  pen.onDiscs(() => pen.rect(x - width / 2, top, width, height, ground, { radius: height / 2, alpha: 0.92 }));
  pen.text(x, y, text, size, dim ? palette.soft : colour, { align: 'centre', weight: dim ? 'regular' : 'bold' });
};

/** What the phase is about: w, then dL/dw, then the new w. */
const textOf = (act: Act, edge: number): { readonly text: string; readonly colour: number; readonly ground?: number } => {
  const { moment, palette, wiring, account, look } = act;
  const [layer, from, to] = [wiring.layer[edge]!, wiring.from[edge]!, wiring.to[edge]!];
  const { W, WAfter, dW } = layerOf(act, layer);
  const asked = (updated: boolean, derivative = false): boolean =>
    look.cover !== undefined && account.covers({ letter: 'w', layer, indices: [from, to], derivative, updated });
  const question = { text: '?', colour: palette.asked.ink, ground: palette.asked.ground };
  if (moment.phase === 'optimise' || (moment.phase === 'gradient' && partProgress(act, 'gradient', layer, to, from) > 0))
    return asked(false, true) ? question : { text: gradientText(act, at(dW, from, to)), colour: palette.upstream };
  const updated = moment.phase === 'update' && partProgress(act, 'update', layer, to, from) === 1;
  if (asked(updated)) return question;
  const value = at(updated ? WAfter : moment.phase === 'backward' ? passedWeights(account, layer).W : W, from, to);
  return { text: number(act, value), colour: blend(signColour(palette, value), palette.ink, 0.25) };
};
