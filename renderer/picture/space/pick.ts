import { clamp } from '#renderer/picture/time/easing.ts';
import { unitInGrid } from './grid.ts';
import type { Placement } from './placement.ts';
import type { Target } from '#renderer/picture/shape.ts';
import type { Wiring } from './wiring.ts';

/** What is at a point of the stage: a unit, else the loss, else the nearest edge within reach. `reach` shrinks as one zooms in. */
export const pickAt = (placement: Placement, wiring: Wiring, x: number, y: number, reach = 7): Target | undefined =>
  unitAt(placement, x, y, reach) ?? lossAt(placement, x, y) ?? matrixAt(placement, x, y) ?? edgeAt(wiring, x, y, reach);

/** Small discs are easier to hit than to see: the pointer may miss by `reach`. */
const unitAt = ({ columns }: Placement, x: number, y: number, reach: number): Target | undefined => {
  let best: { target: Target; distance: number } | undefined;
  for (const { layer, x: cx, y: ys, radius, spacing, grid } of columns) {
    const cell = grid && unitInGrid(grid, x, y, reach / 2);
    if (cell !== undefined) return { kind: 'unit', layer, unit: cell };
    const limit = Math.max(radius, Math.min(radius + reach, spacing / 2));
    for (let u = 0; u < ys.length; u++) {
      const distance = Math.hypot(x - cx, y - ys[u]!);
      if (distance <= limit && distance < (best?.distance ?? Infinity)) best = { target: { kind: 'unit', layer, unit: u }, distance };
    }
  }
  return best?.target;
};

const lossAt = ({ ruler, columns }: Placement, x: number, y: number): Target | undefined => {
  const { y: ys, spacing, grid } = columns.at(-1)!;
  const half = Math.min(spacing / 2, 40);
  const beside = grid ? y >= grid.y && y <= grid.y + grid.height : ys.some((cy) => Math.abs(y - cy) <= half);
  return beside && x >= ruler.x && x <= ruler.x + ruler.width ? { kind: 'loss' } : undefined;
};

/** A weight of a matrix that is drawn as an image: rows are where it comes from, columns where it leads to. */
const matrixAt = ({ matrices, columns }: Placement, x: number, y: number): Target | undefined => {
  for (const { layer, area } of matrices) {
    const [u, v] = [(x - area.x) / area.width, (y - area.y) / area.height];
    if (u < 0 || u >= 1 || v < 0 || v >= 1) continue;
    return { kind: 'weight', layer, from: Math.floor(v * columns[layer - 1]!.total), to: Math.floor(u * columns[layer]!.total) };
  }
  return undefined;
};

const edgeAt = ({ count, ends, layer, from, to }: Wiring, x: number, y: number, reach: number): Target | undefined => {
  let best = -1;
  let least = reach;
  for (let edge = 0; edge < count; edge++) {
    const x0 = ends[4 * edge]!;
    const y0 = ends[4 * edge + 1]!;
    const dx = ends[4 * edge + 2]! - x0;
    const dy = ends[4 * edge + 3]! - y0;
    const along = clamp(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0, 1);
    const distance = Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
    if (distance < least) {
      least = distance;
      best = edge;
    }
  }
  return best < 0 ? undefined : { kind: 'weight', layer: layer[best]!, from: from[best]!, to: to[best]! };
};
