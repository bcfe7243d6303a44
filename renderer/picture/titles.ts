import { type Act } from './act.ts';
import { textWidth, type Pen } from './pen.ts';
import { above } from '#renderer/picture/space/columns.ts';
import type { Column } from '#renderer/picture/space/placement.ts';

const [captionSize, titleSize, underSize] = [14.5, 12.5, 10.5];
/** From the caption to the line under it. */
const underCaption = 17;

/** What happens now; the names of the layers, or what they are made of where their units have names. */
export const drawTitles = (act: Act, pen: Pen): void => {
  const { placement, palette, look, moment, type } = act;
  const { words } = look;
  const { columns, titleY, captionY, unit, titled } = placement;
  const x = 14 * unit;
  const full = titled && x + textWidth(words.phase[moment.phase], captionSize * type) <= placement.width - x;
  const caption = moment.operation === 'start' || look.caption === false ? '' : (full ? words.phase : words.phases)[moment.phase];
  if (caption) pen.text(x, captionY, caption, captionSize * type, palette.ink, { weight: 'bold' });
  const active = moment.operation === 'start' ? -1 : moment.layer;
  // Room for the longest caption: what stands beside it does not come and go.
  const taken = titled ? 0 : x + Math.max(...Object.values(words.phases).map((text) => textWidth(text, captionSize * type))) + 8 * type;
  /** What layers are made of stands beside the caption; where that leaves too little room, under it, if the units leave any. */
  const clears = ({ layer, x: cx }: Column): boolean => cx - textWidth(madeOf(act, layer), underSize * type) / 2 > taken;
  const below = titleY + underCaption * type;
  const under =
    !titled && !columns.slice(1).every(clears) && columns.slice(1).every((one) => topOf(act, one) > below + (underSize / 2 + 2) * type);
  for (const column of columns) {
    const { layer, x: cx } = column;
    const colour = layer === active ? palette.ink : palette.soft;
    const made = madeOf(act, layer);
    if (!titled) {
      if (under || clears(column)) pen.text(cx, under ? below : titleY, made, underSize * type, colour, { align: 'centre' });
      continue;
    }
    const title = titleOf(act, column);
    if (title === undefined) continue;
    pen.text(cx, titleY, title, titleSize * type, colour, { align: 'centre', weight: layer === active ? 'bold' : 'regular' });
    if (made !== '' && textWidth(made, underSize * type) < roomFor(act))
      pen.text(cx, titleY + 15 * type, made, underSize * type, palette.soft, { align: 'centre' });
  }
};

/** Where the names over a column's units end. */
const topOf = ({ placement }: Act, { y, radius }: Column): number => Math.min(...y) - radius - above(placement);

/** "3 × ReLU". */
const madeOf = ({ shape, look: { words } }: Act, layer: number): string => {
  if (layer === 0) return '';
  const { activation, units } = shape.layers[layer - 1]!;
  return `${units} × ${words.activations[activation]}`;
};

const roomFor = ({ placement: { columns }, type }: Act): number => columns[1]!.x - columns[0]!.x - 5 * type;

/** The name of a column, as short as it must be; where columns are nearer than that, the numbers of those that have room. */
const titleOf = (act: Act, { layer }: Column): string | undefined => {
  const { placement, look, type } = act;
  const { words } = look;
  const { columns } = placement;
  const last = columns.length - 1;
  if (layer === last) return words.output;
  if (layer === 0) return words.inputs;
  const gap = columns[1]!.x - columns[0]!.x;
  const width = (text: string): number => textWidth(text, titleSize * type) + 5 * type;
  /** Whether a name so wide has room between those of the ends, and they between each other. */
  const fits = (wide: number, at: number): boolean =>
    at * gap >= (width(words.inputs) + wide) / 2 && (last - at) * gap >= (width(words.output) + wide) / 2;
  const named = [words.hidden, words.hiddenShort, String].find((name) => {
    const wide = width(name(last - 1));
    return wide <= gap && fits(wide, 1) && fits(wide, last - 1);
  });
  if (named) return named(layer);
  const wide = width(`${last}`);
  return layer % Math.ceil(wide / Math.max(gap, 1)) === 0 && fits(wide, layer) ? `${layer}` : undefined;
};
