import type { Matrix } from '#core/contract/matrix.ts';
import type { Principal } from '#core/math/principal.ts';
import type { Activations } from '#core/protocol/probes.ts';
import type { Surface } from '#core/protocol/trainer.ts';
import type { Choices } from '#core/view/choices.ts';

/** One of the two axes of the picture: a principal component or a unit, from 0. */
export type HiddenAxis = `pc${0 | 1}` | number;

/** Where each row stands along an axis. */
export const alongAxis = ({ rows, cols, data }: Matrix, axis: HiddenAxis, { mean, axes }: Principal): Float64Array => {
  if (typeof axis === 'number') return Float64Array.from({ length: rows }, (_, r) => data[r * cols + axis]!);
  const direction = axes[axis === 'pc0' ? 0 : 1];
  return Float64Array.from({ length: rows }, (_, r) => {
    let sum = 0;
    for (let i = 0; i < cols; i++) sum += (data[r * cols + i]! - mean[i]!) * (direction?.[i] ?? 0);
    return sum;
  });
};

/** Lines of the mesh along each side. */
export const meshLines = 21;

/** The axes that are chosen, where the layer has them; else its first two components, or its units where it has no more. */
export const axesIn = ({ across, up }: Choices<'hidden'>, units: number): readonly [HiddenAxis, HiddenAxis] => {
  const axis = (picked: HiddenAxis | undefined, which: 0 | 1): HiddenAxis => {
    if (picked === 'pc0' || picked === 'pc1' || (picked !== undefined && picked < units)) return picked;
    return units > 2 ? `pc${which}` : Math.min(which, units - 1);
  };
  return [axis(across, 0), axis(up, 1)];
};

/** Points of a plane. */
interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}
export interface HiddenPlaces extends Points {
  readonly samples: Activations['samples'];
  /** The plane of the inputs as the layer sees it, row by row. */
  readonly mesh?: Points;
}

/** Where the samples stand as a hidden layer sees them. */
export const placesOf = (
  { samples, a }: Activations,
  mesh: Surface | undefined,
  axes: readonly [HiddenAxis, HiddenAxis],
  principal: Principal,
): HiddenPlaces => {
  // A single unit is a line: heights only keep its points apart.
  const along = (of: Matrix, which: 0 | 1): Float64Array =>
    a.cols === 1 && which === 1
      ? Float64Array.from({ length: of.rows }, (_, r) => (r * 0.6180339887498949) % 1)
      : alongAxis(of, axes[which], principal);
  const net = mesh && a.cols > 1 ? { rows: meshLines * meshLines, cols: mesh.outputs, data: mesh.values } : undefined;
  return { samples, x: along(a, 0), y: along(a, 1), ...(net && { mesh: { x: along(net, 0), y: along(net, 1) } }) };
};

/** From the least to the greatest of some numbers, with some room. */
export const spanOf = (...lists: readonly (Float64Array | undefined)[]): readonly [number, number] => {
  let [low, high] = [Infinity, -Infinity];
  for (const values of lists)
    for (const value of values ?? []) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  if (low > high) return [-1, 1];
  const room = (high - low || 1) * 0.06;
  return [low - room, high + room];
};
