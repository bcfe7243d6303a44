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

/** As much of a text as fits, with a sign that there is more; empty where not even that does. */
export const shortened = (text: string, size: number, room: number): string => {
  if (textWidth(text, size) <= room) return text;
  const most = Math.floor(room / textWidth('…', size));
  return most < 3 ? '' : `${[...text].slice(0, most - 1).join('').trimEnd()}…`; // prettier-ignore
};

/** What the data call an input, over its disc or, where discs are close, beside it. Answers whether there is such a name. */
export const inputName = ({ look, depth, palette, type }: Act, pen: Pen, { x, y, radius, spacing }: Column, u: number): boolean => {
  const name = ownName(look.names, depth, 0, u);
  if (name === undefined) return false;
  const size = 11 * type;
  const over = spacing - 2 * radius >= 15 * type;
  const end = x - radius - 8 * type;
  const text = shortened(name, size, (over ? 2 * x : end) - 4 * type);
  if (text === '') return false;
  const options = { align: over ? 'centre' : 'right', behind: palette.background } as const;
  pen.text(over ? x : end, over ? y[u]! - radius - 8 * type : y[u]!, text, size, palette.soft, options);
  return true;
};

/** The target of an output, behind the name of what it stands for. */
export const targetText = ({ look, depth, placement, type }: Act, output: number, target: number): string => {
  const { words, number, names } = look;
  const text = `${words.target} ${number(target)}`;
  const size = 11.5 * type;
  const name = shortened(ownName(names, depth, depth, output) ?? '', size, placement.ruler.width - textWidth(`${text}: `, size));
  return name === '' ? text : `${name}: ${text}`;
};
