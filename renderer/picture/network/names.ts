import type { Act } from '#renderer/picture/act.ts';
import { above, type Column } from '#renderer/picture/space/columns.ts';
import { sub, textWidth, type Pen } from '#renderer/picture/pen.ts';

/** Of the letters that name units, at `type` 1. */
export const nameSize = 11;

/** What a unit is called over its disc: in full, where no title of its column says the rest. */
export const unitName = ({ look: { words }, placement, depth }: Act, layer: number, unit: number): string => {
  if (layer === 0) return `x${sub(unit + 1)}`;
  if (placement.titled) return placement.columns[layer]!.total === 1 ? '' : `${unit + 1}`;
  if (layer === depth) return placement.columns[layer]!.total === 1 ? words.unit.output : `${words.unit.output} ${unit + 1}`;
  return depth === 2 ? words.unit.hidden(unit + 1) : words.unit.hiddenOf(layer, unit + 1);
};

/** The name over a disc, or its number alone where columns are too near for that. */
export const nameOver = (act: Act, layer: number, unit: number): string => {
  const { columns } = act.placement;
  const name = unitName(act, layer, unit);
  return textWidth(name, nameSize * act.type) > columns[1]!.x - columns[0]!.x - 8 * act.type ? `${unit + 1}` : name;
};

export const drawName = (act: Act, pen: Pen, { layer, x, y, radius }: Column, unit: number, active: boolean): void => {
  const { palette, placement, type } = act;
  pen.text(x, y[unit]! - radius - above(placement) / 2, nameOver(act, layer, unit), nameSize * type, active ? palette.ink : palette.soft, {
    align: 'centre',
    weight: active ? 'bold' : 'regular',
    behind: palette.background,
  });
};
