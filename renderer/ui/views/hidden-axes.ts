import type { Matrix } from '#core/contract/matrix.ts';
import type { Principal } from '#core/math/principal.ts';

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
