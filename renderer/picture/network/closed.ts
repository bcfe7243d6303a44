import { type Act, unitProgress, valueOf } from '#renderer/picture/act.ts';
import { type Pen, textWidth } from '#renderer/picture/pen.ts';
import { boxAround, crosses, overlap, type Box } from '#renderer/picture/space/boxes.ts';
import { mostLabelled } from '#renderer/picture/space/placement.ts';
import { coveredBy } from './layout.ts';
import { nameSize } from './names.ts';
import { stateIn } from './states.ts';

/** Beside a unit that lets nothing through for this sample, why, where that covers nothing: best over or under the edges that leave it. */
export const drawClosed = (act: Act, pen: Pen, taken: readonly Box[]): void => {
  const { placement, palette, look, type, unit, trace, wiring } = act;
  if (wiring.count > mostLabelled) return;
  const size = nameSize * type;
  const covered = [...coveredBy(act), ...taken];
  for (const { layer, x, y, radius, roomy, shown } of placement.columns.slice(1)) {
    const next = placement.columns[layer + 1];
    if (!roomy || !next) continue;
    for (let u = 0; u < shown; u++) {
      if (stateIn(act, layer, u) !== 'silent' || unitProgress(act, 'forward', layer, u) < 1) continue;
      const text = look.words.closed(look.number(valueOf(trace.layers[layer - 1]!.z, u)));
      const width = textWidth(text, size);
      const left = x + 0.9 * radius + 7 * unit;
      if (left + width > next.x - next.radius - 4 * unit) continue;
      const free = [0.58, -0.58]
        .map((side) => boxAround(left + width / 2, y[u]! + side * radius, width, 1.2 * size))
        .filter((box) => !covered.some((other) => overlap(box, other)));
      const box = free.find((one) => !crossesEdge(act, layer + 1, one)) ?? free[0];
      if (!box) continue;
      covered.push(box);
      pen.ground(box, palette.background);
      pen.text(left, (box.top + box.bottom) / 2, text, size, palette.soft, { behind: palette.background });
    }
  }
};

const crossesEdge = ({ wiring: { layer, ends, count } }: Act, into: number, box: Box): boolean => {
  for (let edge = 0; edge < count; edge++)
    if (layer[edge] === into && crosses(box, ends[4 * edge]!, ends[4 * edge + 1]!, ends[4 * edge + 2]!, ends[4 * edge + 3]!)) return true;
  return false;
};
