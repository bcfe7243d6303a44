import type { Act } from './act.ts';
import { textWidth, type Pen } from './pen.ts';
import type { Column } from '#renderer/picture/space/placement.ts';

/** What the data call the inputs, and what each output stands for: a class, or a number to be learned. */
export interface UnitNames {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** What the data call a unit of a network of `depth` layers; undefined for hidden ones, and where the data have no names. */
export const ownName = (names: UnitNames | undefined, depth: number, layer: number, unit: number): string | undefined =>
  layer === 0 ? names?.inputs[unit] : layer === depth ? names?.outputs[unit] : undefined;

/**
 * As much of a name as fits, with a sign that there is more; empty where not even that does. Of a category of a column, `colour=red`, the
 * category stays: what comes before it is the same for its neighbours.
 */
export const shortened = (name: string, size: number, room: number): string => {
  const letters = [...name];
  if (textWidth(name, size) <= room) return name;
  // The sign, an equals sign and a capital are wider than letters are.
  const most = Math.floor(room / (1.12 * textWidth('n', size)));
  const category = [...(/=[^=]*$/.exec(name)?.[0] ?? '')];
  if (category.length > 1 && category.length + 2 <= most) return `${cut(letters, most - category.length)}${category.join('')}`;
  const bare = category.slice(1);
  if (bare.length === 0) return cut(letters, most);
  return textWidth(bare.join(''), size) <= room ? bare.join('') : cut(bare, most);
};

const cut = (letters: readonly string[], most: number): string => {
  if (letters.length <= most) return letters.join('');
  return most < 2 ? '' : `${letters.slice(0, most - 1).join('').trimEnd()}…`; // prettier-ignore
};

const nameSize = 11;
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
