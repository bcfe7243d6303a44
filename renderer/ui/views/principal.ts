import type { Matrix } from '#core/contract/matrix.ts';

/** The directions in which rows vary most (Pearson, 1901). */
export interface Principal {
  /** Mean of each column. */
  readonly mean: Float64Array;
  /** Unit vectors, the one with the greatest variance first. */
  readonly axes: readonly Float64Array[];
  /** Share of the whole variance that each keeps; 0 where nothing varies. */
  readonly shares: readonly number[];
}

const rounds = 200;

const normalised = (vector: Float64Array): Float64Array => {
  const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return norm > 0 ? vector.map((value) => value / norm) : vector;
};

/**
 * The first `count` principal components, by power iteration. They begin at those of `before`, so that a picture that moves through time
 * neither turns nor flips where the data barely changed.
 */
export const principalOf = ({ rows, cols, data }: Matrix, count: number, before?: Principal): Principal => {
  const mean = new Float64Array(cols);
  for (let i = 0; i < data.length; i++) mean[i % cols]! += data[i]! / rows;
  const centred = data.map((value, i) => value - mean[i % cols]!);
  const whole = centred.reduce((sum, value) => sum + value * value, 0);
  const axes: Float64Array[] = [];
  const shares: number[] = [];
  for (let c = 0; c < Math.min(count, cols); c++) {
    const start = before?.axes[c];
    let axis: Float64Array =
      start?.length === cols ? start.slice() : normalised(Float64Array.from({ length: cols }, (_, i) => 1 / (1 + ((i + c) % cols))));
    let size = 0;
    for (let round = 0; round < rounds; round++) {
      const next = new Float64Array(cols);
      for (let r = 0; r < rows; r++) {
        let along = 0;
        for (let i = 0; i < cols; i++) along += centred[r * cols + i]! * axis[i]!;
        for (let i = 0; i < cols; i++) next[i]! += along * centred[r * cols + i]!;
      }
      for (const other of axes) {
        const along = other.reduce((sum, value, i) => sum + value * next[i]!, 0);
        other.forEach((value, i) => (next[i]! -= along * value));
      }
      const grown = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0));
      if (!(grown > 0)) {
        size = 0;
        break;
      }
      const turned = normalised(next);
      const same = Math.abs(turned.reduce((sum, value, i) => sum + value * axis[i]!, 0));
      axis = turned;
      size = grown;
      if (1 - same < 1e-13) break;
    }
    // A direction in which nothing varies still has to be at right angles to the others.
    if (size === 0) axis = perpendicular(axes, cols);
    axes.push(axis);
    shares.push(whole > 0 ? size / whole : 0);
  }
  return { mean, axes, shares };
};

const perpendicular = (axes: readonly Float64Array[], cols: number): Float64Array => {
  for (let c = 0; c < cols; c++) {
    const vector = new Float64Array(cols);
    vector[c] = 1;
    for (const axis of axes) {
      const along = axis[c]!;
      axis.forEach((value, i) => (vector[i]! -= along * value));
    }
    if (vector.some((value) => Math.abs(value) > 1e-6)) return normalised(vector);
  }
  return new Float64Array(cols);
};

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
