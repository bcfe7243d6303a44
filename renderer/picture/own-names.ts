import { textWidth } from './pen.ts';

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
