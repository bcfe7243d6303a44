import type { StepTrace } from '#core/contract/step-trace.ts';
import { type Act, isCovered, valueOf } from '#renderer/picture/act.ts';
import { textWidth } from '#renderer/picture/pen.ts';
import { boxAround, overlap, type Box } from '#renderer/picture/space/boxes.ts';
import { above, below, face, plate, type Column } from '#renderer/picture/space/columns.ts';
import { nameOver, nameSize } from './names.ts';

/** Where the number of a unit stands: in its disc, on a plate across it, beside it, or only under the lens. */
export type Where = 'inside' | 'across' | 'beside' | 'nowhere';

/** How the numbers of a column are written. Made of the whole step, so that nothing moves while it is computed. */
export interface Layout {
  /** What each unit puts out. Empty where there is no room for a digit. */
  readonly texts: readonly string[];
  /** What each unit owes, as "δ −2". Empty where no unit has room for it. */
  readonly debts: readonly string[];
  readonly where: readonly Where[];
  /** Letters of the numbers in discs, across them and beside them. */
  readonly size: Readonly<Record<'inside' | 'across' | 'beside' | 'tag', number>>;
  /** There are two lines beside each disc. */
  readonly double: boolean;
  /** What units owe stands in tags under their discs, beside them, or only under the lens. */
  readonly owed: 'under' | 'beside' | 'nowhere';
  /** What names, numbers and tags cover, when all are there. */
  readonly boxes: readonly Box[];
}

/** From one line of text to the next, and the height of a plate, in letters. */
export const lineHeight = 1.18;
export const plateHeight = 1.4;
/** From a number to the next in its line. */
const between = 0.7;

interface Known {
  readonly placement: Act['placement'];
  readonly number: Act['look']['number'];
  readonly zoom: number | undefined;
  readonly surfaces: boolean;
  readonly cover: Act['look']['cover'];
  readonly layouts: readonly Layout[];
  readonly covered: readonly Box[];
}
const known = new WeakMap<StepTrace, Known>();

/** Asked for by every unit of every frame: made once per step. */
const knownOf = (act: Act): Known => {
  const { trace, placement, look } = act;
  const { number, zoom, cover } = look;
  const surfaces = look.unitSurfaces !== undefined;
  const before = known.get(trace);
  if (
    before?.placement === placement &&
    before.number === number &&
    before.zoom === zoom &&
    before.surfaces === surfaces &&
    before.cover === cover
  )
    return before;
  const layouts: Layout[] = [];
  // From the right: what stands beside a unit must leave room for what stands at the next.
  for (const column of placement.columns.toReversed())
    layouts[column.layer] = layoutOf(act, column, layouts[column.layer + 1]?.boxes ?? []);
  const made = { placement, number, zoom, surfaces, cover, layouts, covered: layouts.flatMap(({ boxes }) => boxes) };
  known.set(trace, made);
  return made;
};

export const layoutsOf = (act: Act): readonly Layout[] => knownOf(act).layouts;

/** The largest letters at which a text fits into a disc, within its ring. */
const fitting = (radius: number, text: string, share = closest): number => Math.min(radius, (2 * radius * share) / textWidth(text, 1));
const closest = 0.8;
/** Letters of more than this of its radius would fill a disc from top to bottom. */
const comfortable = 0.6;

const layoutOf = (act: Act, column: Column, beyond: readonly Box[]): Layout => {
  const { placement, trace, look } = act;
  const { layer, x, y, radius, roomy, spacing, shown } = column;
  const zoom = Math.max(look.zoom ?? 1, 1);
  const [wanted, least] = [placement.values / zoom, placement.least / zoom];
  const half = spacing / 2 / lineHeight;
  const double = !roomy && half >= least;
  const line = Math.min(wanted, double ? half : spacing / lineHeight);
  const beside = line >= least ? line : 0;
  const across = roomy ? wanted : least;
  const end = endOf(act, column);
  const room = layer === 0 ? Infinity : end - x - radius - fromRim(act);
  // Not even a digit: no text need be made.
  if (shown === 0 || (radius < 0.3 * wanted && (beside === 0 || room < beside))) {
    const where = Array.from({ length: shown }, (): Where => 'nowhere');
    return { texts: [], debts: [], where, size: { inside: 0, across, beside, tag: wanted }, double, owed: 'nowhere', boxes: [] };
  }
  const values = layer === 0 ? trace.batch.x : trace.layers[layer - 1]!.a;
  const texts = Array.from({ length: shown }, (_, u) => (isCovered(act, 'a', layer, [u]) ? '?' : look.number(valueOf(values, u))));
  const surfaces = look.unitSurfaces?.layers[layer - 1] !== undefined;
  const besideBox = (u: number, text: string): Box => {
    const width = textWidth(text, beside);
    const middle = layer === 0 || !double ? y[u]! : y[u]! - (beside * lineHeight) / 2;
    return boxAround(x + (layer === 0 ? -1 : 1) * (radius + fromRim(act) + width / 2), middle, width, beside);
  };
  const acrossBox = (u: number, text: string): Box => boxAround(x, y[u]!, plate(textWidth(text, across), across), plateHeight * across);
  const free = (box: Box): boolean => !beyond.some((other) => overlap(box, other));
  const where = texts.map((text, u): Where => {
    if (!surfaces && fitting(radius, text) >= wanted) return 'inside';
    if (roomy) return 'across';
    if (beside > 0 && textWidth(text, beside) <= room && free(besideBox(u, text))) return 'beside';
    const wide = acrossBox(u, text);
    return spacing >= plateHeight * across && wide.right <= end && free(wide) && wide.left > startOf(act, column) ? 'across' : 'nowhere';
  });
  const inside = texts.reduce(
    (size, text, u) => (where[u] === 'inside' ? Math.min(size, Math.max(wanted, fitting(radius, text, face))) : size),
    Math.max(wanted, radius * comfortable),
  );
  const boxes = where.flatMap((one, u) =>
    one === 'beside' ? [besideBox(u, texts[u]!)] : one === 'across' ? [acrossBox(u, texts[u]!)] : [],
  );
  const size = { inside, across, beside, tag: wanted };
  const debts = layer === 0 || (!roomy && beside === 0) ? [] : texts.map((_, u) => owedText(act, layer, u));
  const layout: Layout = { texts, debts, where, size, double, owed: 'nowhere', boxes };
  if (roomy) {
    const names = Array.from(y, (cy, u) =>
      boxAround(x, cy - radius - above(placement) / 2, textWidth(nameOver(act, layer, u), nameSize * placement.type), above(placement)),
    );
    if (layer === 0) return { ...layout, boxes: [...boxes, ...names] };
    const tags = Array.from(y, (_, u) => tagBox(act, column, layout, u, debts[u]!));
    if (!tags.every((box) => free(box))) return { ...layout, boxes: [...boxes, ...names] };
    return { ...layout, owed: 'under', boxes: [...boxes, ...names, ...tags] };
  }
  if (layer === 0 || beside === 0) return layout;
  // Some without the others would say that those owe nothing.
  const lines = debts.map((text, u) => owedBox(act, column, layout, u, text));
  return lines.every((box) => box.right <= end && free(box)) ? { ...layout, owed: 'beside', boxes: [...boxes, ...lines] } : layout;
};

const owedText = (act: Act, layer: number, u: number): string =>
  `δ ${isCovered(act, 'z', layer, [u], true) ? '?' : act.look.number(valueOf(act.trace.layers[layer - 1]!.dZ, u))}`;

/** Where what stands beside the discs of a column must end: before the gates of the next, or the ruler. */
const endOf = ({ placement: { columns, ruler }, unit }: Act, { layer }: Column): number => {
  const next = columns[layer + 1];
  return next ? next.x - next.radius - 14 * unit : ruler.x - 2 * unit;
};

const startOf = ({ placement: { columns }, unit }: Act, { layer }: Column): number => {
  const before = columns[layer - 1];
  return before ? before.x + before.radius + 4 * unit : 0;
};

/** Where the text of a line beside a disc begins. */
export const fromRim = ({ unit }: Act): number => 5 * unit;

/** How far the number of a unit reaches beyond its disc. */
export const reachBeside = (act: Act, { layer }: Column, u: number): number => {
  const { where, texts, size } = layoutsOf(act)[layer]!;
  return where[u] === 'beside' ? fromRim(act) + textWidth(texts[u]!, size.beside) : 0;
};

/** The tag under a disc. */
export const tagBox = ({ placement, unit }: Act, { x, y, radius }: Column, { size }: Layout, u: number, text: string): Box => {
  const width = textWidth(text, size.tag) + 0.8 * size.tag;
  // Wholly in the picture.
  const middle = Math.min(x, placement.width - width / 2 - unit);
  return boxAround(middle, y[u]! + radius + below(placement) / 2 + 1.5 * unit, width, 1.3 * size.tag);
};

/** What a unit owes, beside its disc: under its number, or after it. */
export const owedBox = (act: Act, { x, y, radius }: Column, { where, texts, size, double }: Layout, u: number, text: string): Box => {
  const { beside } = size;
  const width = textWidth(text, beside);
  const taken = where[u] === 'beside' ? textWidth(texts[u]!, beside) : 0;
  const overhang = where[u] === 'across' ? Math.max(0, plate(textWidth(texts[u]!, size.across), size.across) / 2 - radius) : 0;
  const left = x + radius + fromRim(act) + overhang + (double || taken === 0 ? 0 : taken + between * beside);
  return boxAround(left + width / 2, double && taken > 0 ? y[u]! + (beside * lineHeight) / 2 : y[u]!, width, beside);
};

/** All that names, numbers and tags may cover. */
export const coveredBy = (act: Act): readonly Box[] => knownOf(act).covered;

export const isTold = (act: Act, column: Column, u: number): boolean => {
  if (column.grid) return false;
  const { where, owed } = layoutsOf(act)[column.layer]!;
  return where[u] !== 'nowhere' && (column.layer === 0 || owed !== 'nowhere');
};
