import type { Run } from '#core/net/run.ts';
import type { Workspace } from '#core/net/workspace.ts';

/**
 * How far each parameter goes for its unit's sum to move by its own size, or by 1 where it is smaller: a weight of inputs of 30 000 a hundred
 * thousandth as far as one of inputs of 0.3. Both sizes are root mean squares over the batch that the workspace holds.   (P)
 */
export const effectScales = ({ layout }: Run, { rows, x, forward }: Workspace): Float64Array => {
  const scales = new Float64Array(layout.parameters).fill(1);
  layout.layers.forEach(({ inputs, units, W, b, gamma, beta }, l) => {
    const { z, u, hat } = forward[l]!;
    const before = sizes(l === 0 ? x : forward[l - 1]!.a, rows, inputs);
    sizes(z, rows, units).forEach((size, o) => {
      const sum = Math.max(1, size);
      scales[b + o] = sum;
      for (let i = 0; i < inputs; i++) scales[W + i * units + o] = sum / before[i]!;
    });
    if (!hat) return;
    const hats = sizes(hat, rows, units);
    sizes(u, rows, units).forEach((size, o) => {
      const sum = Math.max(1, size);
      scales[beta + o] = sum;
      scales[gamma + o] = sum / hats[o]!;
    });
  });
  return scales;
};

/** What is smaller has no effect to follow: its weight has that of a penalty alone, if any. */
const smallest = 1e-9;

/** Root mean square of each column of the first `rows` rows; 1 where there is next to nothing. */
const sizes = (values: Float64Array, rows: number, cols: number): number[] =>
  Array.from({ length: cols }, (_, c) => {
    let sum = 0;
    for (let n = 0; n < rows; n++) sum += values[n * cols + c]! * values[n * cols + c]!;
    const size = Math.sqrt(sum / rows);
    return size < smallest ? 1 : size;
  });
