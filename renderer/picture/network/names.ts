import type { Act } from '#renderer/picture/act.ts';
import { above, type Column } from '#renderer/picture/space/columns.ts';
import { ownName, shortened } from '#renderer/picture/own-names.ts';
import { sub, textWidth, type Pen } from '#renderer/picture/pen.ts';

/** Of the letters that name units, at `type` 1. */
export const nameSize = 11;

/** What a unit is called over its disc: in full, where no title of its column says the rest. */
export const unitName = ({ look: { words, names }, placement, depth }: Act, layer: number, unit: number): string => {
  const own = ownName(names, depth, layer, unit);
  if (own !== undefined) return own;
  if (layer === 0) return `x${sub(unit + 1)}`;
  if (placement.titled) return placement.columns[layer]!.total === 1 ? '' : `${unit + 1}`;
  if (layer === depth) return placement.columns[layer]!.total === 1 ? words.unit.output : `${words.unit.output} ${unit + 1}`;
  return depth === 2 ? words.unit.hidden(unit + 1) : words.unit.hiddenOf(layer, unit + 1);
};

/** The name over a disc; one of the data's is cut where columns are too near for it, another is its number alone. */
export const nameOver = (act: Act, layer: number, unit: number): string => {
  const { columns, width } = act.placement;
  const size = nameSize * act.type;
  const name = unitName(act, layer, unit);
  const { x } = columns[layer]!;
  const room = Math.min(columns[1]!.x - columns[0]!.x, 2 * Math.min(x, width - x)) - 8 * act.type;
  if (textWidth(name, size) <= room) return name;
  return ownName(act.look.names, act.depth, layer, unit) === undefined ? `${unit + 1}` : shortened(name, size, room);
};

export const drawName = (act: Act, pen: Pen, { layer, x, y, radius }: Column, unit: number, active: boolean): void => {
  const { palette, placement, type } = act;
  pen.text(x, y[unit]! - radius - above(placement) / 2, nameOver(act, layer, unit), nameSize * type, active ? palette.ink : palette.soft, {
    align: 'centre',
    weight: active ? 'bold' : 'regular',
    behind: palette.background,
  });
};
