import { boxAround, crosses, overlap, touchesDisc, type Box } from './boxes.ts';
import type { Placement } from './placement.ts';
import type { Wiring } from './wiring.ts';

/** A number of this size that wants a place on an edge, as near as can be to `share` of the way along it. */
export interface Wish {
  readonly edge: number;
  readonly width: number;
  readonly height: number;
  readonly share: number;
}

/** Where else on an edge a number may stand, counted from where it wants to. */
const shifts = [0, 0.06, -0.06, 0.12, -0.12, 0.18, -0.18, 0.25, -0.25, 0.32, -0.32, 0.4, -0.4];

/** What crossing another edge weighs against being moved along its own. */
const crossing = 0.09;

/**
 * A place on its edge for each number: clear of discs, of `taken` and of each other, across as few edges as can
 * be. Undefined where there is none. Every wish costs as many tests as there are `lines`, so whoever asks for thousands waits.
 */
export const edgePlaces = (
  placement: Placement,
  wiring: Wiring,
  wishes: readonly Wish[],
  taken: readonly Box[],
  lines: readonly number[] = [],
): (Box | undefined)[] => {
  const { ends, layer } = wiring;
  const placed: Box[] = [...taken];
  const margin = 3 * placement.unit;
  return wishes.map(({ edge, width, height, share }) => {
    const [x0, y0, x1, y1] = [ends[4 * edge]!, ends[4 * edge + 1]!, ends[4 * edge + 2]!, ends[4 * edge + 3]!];
    const target = layer[edge]!;
    const around = [placement.columns[target - 1]!, placement.columns[target]!];
    let best: { readonly box: Box; readonly cost: number } | undefined;
    for (const shift of shifts) {
      const place = share + shift;
      if (place < 0.04 || place > 0.96 || Math.abs(shift) >= (best?.cost ?? Infinity)) continue;
      const box = boxAround(x0 + (x1 - x0) * place, y0 + (y1 - y0) * place, width, height);
      const blocked =
        placed.some((other) => overlap(box, other)) ||
        around.some(
          (column) =>
            (column.grid && overlap(box, boxOf(column.grid))) ||
            // Between columns there is none: most places need not look at each.
            (box.left < column.x + column.radius + margin &&
              box.right > column.x - column.radius - margin &&
              column.y.some((y) => touchesDisc(box, column.x, y, column.radius + margin))),
        );
      if (blocked) continue;
      let cost = Math.abs(shift);
      for (const line of lines)
        if (line !== edge && crosses(box, ends[4 * line]!, ends[4 * line + 1]!, ends[4 * line + 2]!, ends[4 * line + 3]!)) cost += crossing;
      if (cost < (best?.cost ?? Infinity)) best = { box, cost };
    }
    if (best) placed.push(best.box);
    return best?.box;
  });
};

const boxOf = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }): Box => ({
  left: x,
  right: x + width,
  top: y,
  bottom: y + height,
});
