import type { Act } from '#renderer/picture/act.ts';
import { ownName, shortened } from '#renderer/picture/own-names.ts';
import type { Pen } from '#renderer/picture/pen.ts';
import type { Column } from '#renderer/picture/space/placement.ts';
import { nameSize } from './names.ts';

/** Between a name and the edge of the picture: letters are wider than the average here and there. */
const margin = 6;

/** Whether there is room for a name over each disc of a column. */
const isOver = ({ type }: Act, { spacing, radius }: Column): boolean => spacing - 2 * radius >= 15 * type;

const drawOver = (act: Act, pen: Pen, { x, y, radius }: Column, u: number, text: string): void =>
  pen.text(x, y[u]! - radius - 8 * act.type, text, nameSize * act.type, act.palette.soft, {
    align: 'centre',
    behind: act.palette.background,
  });

/** What the data call an input, over its disc or, where discs are close, beside it. `reach`: what stands there already. Answers whether there is such a name. */
export const drawInputName = (act: Act, pen: Pen, column: Column, u: number, reach: number): boolean => {
  const { look, depth, palette, type } = act;
  const name = ownName(look.names, depth, 0, u);
  if (name === undefined) return false;
  const over = isOver(act, column);
  const end = column.x - column.radius - reach - 8 * type;
  const text = shortened(name, nameSize * type, (over ? 2 * column.x : end) - margin * type);
  if (text === '') return false;
  if (over) drawOver(act, pen, column, u, text);
  else pen.text(end, column.y[u]!, text, nameSize * type, palette.soft, { align: 'right' });
  return true;
};

/** What an output stands for, over its disc or, where discs are close, over its ruler, at the end where the target is not. */
export const drawOutputName = (act: Act, pen: Pen, o: number, [left, right]: readonly [number, number], flag: number): void => {
  const { look, depth, palette, type, placement } = act;
  const column = placement.columns[depth]!;
  const name = ownName(look.names, depth, depth, o);
  if (name === undefined) return;
  const size = nameSize * type;
  if (isOver(act, column)) {
    const before = placement.columns[depth - 1]!;
    return drawOver(
      act,
      pen,
      column,
      o,
      shortened(name, size, 2 * Math.min(column.x - before.x, placement.width - column.x) - margin * type),
    );
  }
  if (column.spacing < 20 * type) return;
  const align = flag < (left + right) / 2 ? 'right' : 'left';
  const text = shortened(name, size, right - left - margin * type);
  pen.text(align === 'right' ? right : left, column.y[o]! - 8 * type, text, size, palette.soft, { align, behind: palette.background });
};
