import { FailureError } from '#core/contract/failure.ts';
import { limits } from '#core/spec/methods.ts';
import type { Surface } from '#core/protocol/trainer.ts';
import type { Dataset } from '#core/data/dataset.ts';
import { chunk, inChunks } from '#core/net/evaluate.ts';
import type { Run } from '#core/net/run.ts';
import { createForward } from '#core/net/workspace.ts';
import type { ReadSurfaceQuery } from './queries.ts';
import type { Task } from './scheduler.ts';

/** What a layer gives over the grid of a query, the outputs unless it names another, with a pause after every `rowsAtOnce` points. */
export function* surfaceOf(run: Run, state: Float64Array, query: ReadSurfaceQuery, rowsAtOnce: number): Task<Surface> {
  const { grid, axes } = query;
  const { inputs } = run.train;
  const layer = query.layer ?? run.layout.layers.length;
  const outputs = run.layout.layers[layer - 1]!.units;
  const points = inputs === 1 ? grid : grid * grid;
  const cells = points * outputs;
  if (cells > limits.cells) throw new FailureError({ code: 'too-large', what: 'cells', place: 'grid', found: cells, limit: limits.cells });
  const values = new Float64Array(cells);
  const before = query.layer === undefined ? undefined : new Float64Array(cells);
  const held = meansOf(run.train);
  const x = new Float64Array(Math.min(rowsAtOnce, points) * inputs);
  const forward = createForward(run, Math.min(chunk, rowsAtOnce, points));
  const { a, u } = forward[layer - 1]!;
  for (let from = 0; from < points; from += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, points - from);
    for (let r = 0; r < rows; r++) {
      const point = from + r;
      x.set(held, r * inputs);
      x[r * inputs + axes[0]] = between(query.x, (point % grid) / (grid - 1));
      if (inputs > 1) x[r * inputs + axes[1]] = between(query.y, Math.floor(point / grid) / (grid - 1));
    }
    for (const piece of inChunks(run, state, x, rows, forward)) {
      const at = (from + piece.from) * outputs;
      values.set(a.subarray(0, piece.rows * outputs), at);
      before?.set(u.subarray(0, piece.rows * outputs), at);
    }
    yield;
  }
  return { grid, outputs, values, ...(before && { before }) };
}

/** The ends exactly, at 0 and 1. */
const between = ([from, to]: readonly [number, number], t: number): number => from * (1 - t) + to * t;

/** Mean of each input over the training set. */
const meansOf = ({ samples, inputs, x }: Dataset): Float64Array => {
  const means = new Float64Array(inputs);
  for (let n = 0; n < samples; n++) for (let i = 0; i < inputs; i++) means[i]! += x[n * inputs + i]! / samples;
  return means;
};
