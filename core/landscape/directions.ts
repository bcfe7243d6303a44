import type { ParameterRef } from '#core/contract/explanation.ts';
import { normalAt, streams, substream } from '#core/math/random.ts';
import type { Layout } from '#core/net/layout.ts';
import type { Run } from '#core/net/run.ts';
import { addScaled, normaliseLength, orthogonalise } from '#core/math/vectors.ts';

export type Directions = readonly [Float64Array, Float64Array];

/** Where a weight or a bias is in the state. */
export const indexOf = ({ layers }: Layout, { layer, kind, row, col }: ParameterRef): number => {
  const { units, W, b } = layers[layer - 1]!;
  return kind === 'W' ? W + row * units + col : b + col;
};

/** One parameter along each axis. */
export const weightDirections = ({ layout }: Run, first: ParameterRef, second: ParameterRef): Directions => {
  const along = (place: ParameterRef): Float64Array => {
    const direction = new Float64Array(layout.parameters);
    direction[indexOf(layout, place)] = 1;
    return direction;
  };
  return [along(first), along(second)];
};

/** Normal draws over the trained parameters, of length 1. */
export const drawn = ({ layout }: Run, seed: number, which: number): Float64Array => {
  const direction = new Float64Array(layout.parameters);
  const stream = substream(streams.landscape, which);
  for (const { from, to, trained } of layout.ranges) if (trained) for (let i = from; i < to; i++) direction[i] = normalAt(seed, stream, i);
  normaliseLength(direction);
  return direction;
};

/**
 * Two random directions, each unit's part scaled to the length of the weights that lead into the unit (filter normalisation: Li et al.,
 * "Visualizing the loss landscape of neural nets", 2018): one length along an axis then moves every unit by its own size, so that the
 * scale of the weights does not decide how steep the picture is. Biases and normalisation stay, as there. The second is made orthogonal to
 * the first unit by unit, which keeps angles.
 */
export const randomDirections = (run: Run, state: Float64Array, seed: number): Directions => {
  const { layout } = run;
  const found: Directions = [new Float64Array(layout.parameters), new Float64Array(layout.parameters)];
  for (const { inputs, units, W } of layout.layers) {
    for (let o = 0; o < units; o++) {
      let squares = 0;
      const parts = [0, 1].map((which) => {
        const stream = substream(streams.landscape, which);
        return Float64Array.from({ length: inputs }, (_, i) => normalAt(seed, stream, W + i * units + o));
      });
      for (let i = 0; i < inputs; i++) squares += state[W + i * units + o]! * state[W + i * units + o]!;
      normaliseLength(parts[0]!);
      // A unit with one weight has one direction only.
      if (inputs === 1 || !orthogonalise(parts[1]!, parts[0]!)) normaliseLength(parts[1]!);
      const length = Math.sqrt(squares);
      found.forEach((direction, which) => {
        for (let i = 0; i < inputs; i++) direction[W + i * units + o] = length * parts[which]![i]!;
      });
    }
  }
  return found;
};

/** `first` and `second` at right angles and of length 1; where one of them says nothing new, a drawn direction takes its place. */
export const orthonormal = (run: Run, first: Float64Array, second: Float64Array): Directions => {
  const u = first.slice();
  if (!normaliseLength(u)) u.set(drawn(run, 0, 2));
  const v = second.slice();
  if (orthogonalise(v, u)) return [u, v];
  v.set(drawn(run, 0, 3));
  orthogonalise(v, u);
  return [u, v];
};

/** `state` moved by x·u + y·v; written to `target`, which is as long. */
export const moveTo = (target: Float64Array, state: Float64Array, [u, v]: Directions, x: number, y: number): void => {
  target.set(state);
  const parameters = target.subarray(0, u.length);
  addScaled(parameters, x, u);
  addScaled(parameters, y, v);
};
