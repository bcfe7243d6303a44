import { type Act } from './act.ts';
import type { Pen } from './pen.ts';

/** What happens now, in a sentence; the names of the layers. */
export const drawTitles = (act: Act, pen: Pen): void => {
  const { placement, palette, look, moment, type, shape } = act;
  const { words } = look;
  const { columns, titleY, captionY, unit } = placement;
  const x = 14 * unit;
  if (moment.operation !== 'start') pen.text(x, captionY, words.phase[moment.phase], 14.5 * type, palette.ink, { weight: 'bold' });
  const active = moment.operation === 'start' ? -1 : moment.layer;
  const every = Math.max(1, Math.ceil((96 * type) / (columns.length > 1 ? columns[1]!.x - columns[0]!.x : Infinity)));
  for (const { layer, x: cx } of columns) {
    const last = layer === columns.length - 1;
    // Narrow columns: the ends are named, and those in between as far as there is room.
    if (layer % every !== 0 && !last) continue;
    if (!last && layer > 0 && columns.length - 1 - layer < every) continue;
    const title = layer === 0 ? words.inputs : last ? words.output : words.hidden(layer);
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
