import { type Act, unitProgress, valueOf } from '#renderer/picture/act.ts';
import { type Pen, textWidth } from '#renderer/picture/pen.ts';
import { boxAround, overlap, type Box } from '#renderer/picture/space/boxes.ts';
import { mostLabelled } from '#renderer/picture/space/placement.ts';
import { coveredBy } from './layout.ts';
import { nameSize } from './names.ts';
import { unitState } from './states.ts';

/** Beside a unit that lets nothing through for this sample, why, where that covers nothing. */
export const drawClosed = (act: Act, pen: Pen, taken: readonly Box[]): void => {
  const { placement, palette, look, type, unit, trace, shape, wiring } = act;
  if (wiring.count > mostLabelled) return;
  const size = nameSize * type;
  const covered = [...coveredBy(act), ...taken];
  for (const { layer, x, y, radius, roomy, shown } of placement.columns.slice(1)) {
    const next = placement.columns[layer + 1];
    if (!roomy || !next) continue;
    for (let u = 0; u < shown; u++) {
      if (unitState(trace, shape, layer, u) !== 'silent' || unitProgress(act, 'forward', layer, u) < 1) continue;
      const text = look.words.closed(look.number(valueOf(trace.layers[layer - 1]!.z, u)));
      const width = textWidth(text, size);
      const [left, middle] = [x + 0.9 * radius + 7 * unit, y[u]! + 0.58 * radius];
      const box = boxAround(left + width / 2, middle, width, 1.2 * size);
      if (box.right > next.x - next.radius - 4 * unit || covered.some((other) => overlap(box, other))) continue;
      pen.text(left, middle, text, size, palette.soft, { behind: palette.background });
    }
  }
};
