import type { Surface, SurfaceQuery } from '#core/contract/trainer.ts';
import type { Dataset } from '#core/data/dataset.ts';
import { predict } from '#core/net/evaluate.ts';
import type { Run } from '#core/net/run.ts';
import type { Task } from './scheduler.ts';

/** The network's outputs over the grid of a query, with a pause after every `rowsAtOnce` points. */
export function* surfaceOf(run: Run, state: Float64Array, query: Required<SurfaceQuery>, rowsAtOnce: number): Task<Surface> {
  const { grid, axes } = query;
  const { inputs, outputs } = run.train;
  const points = inputs === 1 ? grid : grid * grid;
  const values = new Float64Array(points * outputs);
  const held = meansOf(run.train);
  const x = new Float64Array(Math.min(rowsAtOnce, points) * inputs);
  for (let from = 0; from < points; from += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, points - from);
    for (let r = 0; r < rows; r++) {
      const point = from + r;
      x.set(held, r * inputs);
      x[r * inputs + axes[0]] = between(query.x, (point % grid) / (grid - 1));
      if (inputs > 1) x[r * inputs + axes[1]] = between(query.y, Math.floor(point / grid) / (grid - 1));
    }
    values.set(predict(run, state, x, rows), from * outputs);
    yield;
  }
  return { grid, outputs, values };
}

/** The ends exactly, at 0 and 1. */
const between = ([from, to]: readonly [number, number], t: number): number => from * (1 - t) + to * t;

/** Mean of each input over the training set. */
const meansOf = ({ samples, inputs, x }: Dataset): Float64Array => {
  const means = new Float64Array(inputs);
  for (let n = 0; n < samples; n++) for (let i = 0; i < inputs; i++) means[i]! += x[n * inputs + i]! / samples;
  return means;
};
