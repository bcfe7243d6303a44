import { type Act } from './act.ts';
import type { Pen } from './pen.ts';
import type { Column } from '#renderer/picture/space/placement.ts';

/** What happens now, in a sentence; the names of the layers. */
export const drawTitles = (act: Act, pen: Pen): void => {
  const { placement, palette, look, moment, type, shape } = act;
  const { words } = look;
  const { columns, titleY, captionY, unit } = placement;
  const x = 14 * unit;
  if (moment.operation !== 'start') pen.text(x, captionY, words.phase[moment.phase], 14.5 * type, palette.ink, { weight: 'bold' });
  const active = moment.operation === 'start' ? -1 : moment.layer;
  for (const column of columns) {
    const { layer, x: cx } = column;
    const title = titleOf(act, column);
    if (title === undefined) continue;
    pen.text(cx, titleY, title, 12.5 * type, layer === active ? palette.ink : palette.soft, {
      align: 'centre',
      weight: layer === active ? 'bold' : 'regular',
    });
    if (layer > 0) {
      const { activation, units } = shape.layers[layer - 1]!;
      pen.text(cx, titleY + 15 * type, `${units} × ${words.activations[activation]}`, 10.5 * type, palette.soft, { align: 'centre' });
    }
  }
};

/** The name of a column. Where columns are narrow the ends are named, and those in between as far as there is room. */
const titleOf = ({ placement: { columns }, look: { words }, type }: Act, { layer }: Column): string | undefined => {
  const last = columns.length - 1;
  const every = Math.max(1, Math.ceil((96 * type) / (columns[1]!.x - columns[0]!.x)));
  if (layer === last) return words.output;
  if (layer === 0) return words.inputs;
  return layer % every === 0 && last - layer >= every ? words.hidden(layer) : undefined;
};
