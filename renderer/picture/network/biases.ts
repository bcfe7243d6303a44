import { type Act, forwardPart, isCovered, isTurnOf, layerOf, partProgress, valueOf } from '#renderer/picture/act.ts';
import { signColour } from '#renderer/picture/palette.ts';
import { boxOf, type Pen, textWidth } from '#renderer/picture/pen.ts';
import { boxAround, overlap, type Box } from '#renderer/picture/space/boxes.ts';
import type { Column } from '#renderer/picture/space/columns.ts';
import { arrive, mix } from '#renderer/picture/time/easing.ts';
import { coveredBy, fromRim } from './layout.ts';
import { nameSize } from './names.ts';
import { haloMost } from './units.ts';

/** Each bias at the lower left of its unit, where there is room for it, and as it drops in. Gives back what they cover. */
export const drawBiases = (act: Act, pen: Pen): readonly Box[] => {
  const boxes: Box[] = [];
  for (const column of act.placement.columns.slice(1)) {
    if (!column.roomy) continue;
    const { size, found } = placesOf(act, column, [...coveredBy(act), ...boxes]);
    found.forEach((box, u) => {
      if (!box) return;
      boxes.push(box);
      drawBias(act, pen, column, u, size, box);
    });
  }
  if (act.moment.operation === 'bias') drawFall(act, pen);
  return boxes;
};

/** How far under the middle of its disc the letters of a bias begin. */
export const biasTop = ({ type }: Act, { radius }: Column): number => radius * 0.78 - (nameSize * type) / 2;

interface Places {
  readonly size: number;
  readonly found: readonly (Box | undefined)[];
}

/** As large as the other numbers where that takes none of them away, else as small as names. */
const placesOf = (act: Act, column: Column, covered: readonly Box[]): Places => {
  const small = nameSize * act.type;
  const of = (size: number): Places => {
    const taken = [...covered];
    const found = Array.from({ length: column.shown }, (_, u) => {
      const box = boxOfBias(act, column, u, size);
      // What it puts out and owes is more than its bias.
      const free = box.left >= startOf(act, column) && !taken.some((other) => overlap(box, other));
      if (free) taken.push(box);
      return free ? box : undefined;
    });
    return { size, found };
  };
  const large = of(Math.max(small, act.placement.values));
  return large.found.includes(undefined) ? of(small) : large;
};

const startOf = ({ placement }: Act, { layer }: Column): number => placement.columns[layer - 1]!.x + placement.columns[layer - 1]!.radius;

/** At the lower left of its disc, with room for what it is after the step. */
const boxOfBias = (act: Act, column: Column, u: number, size: number): Box => {
  const { look } = act;
  const { layer, x, y, radius } = column;
  const { b, bAfter } = layerOf(act, layer);
  const width = Math.max(...[b, bAfter].map((values) => textWidth(`b ${look.number(valueOf(values, u))}`, size)));
  // As near to the rim as the upper edge of its letters allows.
  const upper = biasTop(act, column);
  const middle = upper + size / 2;
  const reach = radius + haloMost(act, column);
  const right = x - Math.sqrt(Math.max(reach * reach - upper * upper, 0)) - 2.5 * act.unit;
  return boxAround(right - width / 2, y[u]! + middle, width, 1.1 * size);
};

const drawBias = (act: Act, pen: Pen, { layer }: Column, u: number, size: number, box: Box): void => {
  const { palette, look } = act;
  const { b, bAfter, W } = layerOf(act, layer);
  const updated = act.moment.phase === 'update' && partProgress(act, 'update', layer, u, W.rows) === 1;
  const asked = look.cover !== undefined && act.account.covers({ letter: 'b', layer, indices: [u], updated });
  const text = `b ${asked ? '?' : look.number(valueOf(updated ? bAfter : b, u))}`;
  const active = isTurnOf(act, 'forward', layer, u) && act.moment.operation === 'bias';
  pen.ground({ ...box, left: box.right - textWidth(text, size) }, palette.background);
  pen.text(box.right, (box.top + box.bottom) / 2, text, size, active || updated ? palette.ink : palette.soft, {
    align: 'right',
    tabular: true,
    weight: active ? 'bold' : 'regular',
    behind: palette.background,
  });
};

/** The bias on its way into the sum: from its place, or from above where it has none and is named as it comes. */
const drawFall = (act: Act, pen: Pen): void => {
  const { moment, placement, palette, unit, type, look } = act;
  const column = placement.columns[moment.layer]!;
  if (moment.unit >= column.shown) return;
  const bias = valueOf(layerOf(act, moment.layer).b, moment.unit);
  const covered = isCovered(act, 'b', moment.layer, [moment.unit]);
  const fall = arrive(partProgress(act, 'forward', moment.layer, moment.unit, forwardPart(act, moment.layer, 'bias')));
  const half = 5 * unit * (1 - 0.35 * fall);
  const [x0, y0] = column.roomy ? [-0.8 * column.radius, 0.8 * column.radius] : [0, -column.radius - 9 * unit];
  const x = column.x + mix(x0, x0 * 0.55, fall);
  const y = column.y[moment.unit]! + mix(y0, y0 * 0.55, fall);
  pen.onDiscs(() => {
    pen.rect(x - half - unit, y - half - unit, 2 * (half + unit), 2 * (half + unit), palette.background, { radius: 2 * unit });
    pen.rect(x - half, y - half, 2 * half, 2 * half, covered ? palette.asked.ground : signColour(palette, bias), { radius: 1.5 * unit });
  });
  if (column.roomy) return;
  // Where its number will stand: that is still to come.
  const text = {
    x: column.x + column.radius + fromRim(act),
    y: column.y[moment.unit]!,
    size: nameSize * type,
    text: `b ${covered ? '?' : look.number(bias)}`,
  };
  if (!pen.isFree(boxOf({ ...text, align: 'left' }))) return;
  pen.text(text.x, text.y, text.text, text.size, palette.ink, { tabular: true, behind: palette.background });
};
