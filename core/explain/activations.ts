import type { Activations } from '#core/protocol/probes.ts';
import { chunk, inChunks } from '#core/net/evaluate.ts';
import type { Run } from '#core/net/run.ts';
import { createForward } from '#core/net/workspace.ts';

/** More points than this lie on each other. */
const most = 2000;

/** What layer `layer` (from 1) gives to the training samples, or to an even choice of them; with a pause after every few rows. */
export function* activationsOf(run: Run, state: Float64Array, layer: number): Generator<void, Activations, void> {
  const { samples, inputs, x } = run.train;
  const every = Math.ceil(samples / most);
  const chosen = Int32Array.from({ length: Math.ceil(samples / every) }, (_, i) => i * every);
  const rows = new Float64Array(chosen.length * inputs);
  chosen.forEach((sample, n) => rows.set(x.subarray(sample * inputs, (sample + 1) * inputs), n * inputs));
  const { units } = run.layout.layers[layer - 1]!;
  const forward = createForward(run, Math.min(chunk, chosen.length));
  const data = new Float64Array(chosen.length * units);
  for (const piece of inChunks(run, state, rows, chosen.length, forward)) {
    data.set(forward[layer - 1]!.a.subarray(0, piece.rows * units), piece.from * units);
    yield;
  }
  return { samples: chosen, a: { rows: chosen.length, cols: units, data } };
}
