import type { Distributions, Tensor } from '#core/protocol/probes.ts';
import { advance, createWorkspace } from '#core/net/advance.ts';
import type { Run } from '#core/net/run.ts';

/** More numbers of one step than this are thinned. */
const most = 20_000;

/** At most `points` whole steps, evenly over [0, to], both ends among them. */
export const sampledSteps = (to: number, points: number): number[] => {
  const count = Math.min(points, to + 1);
  return Array.from({ length: count }, (_, i) => (count === 1 ? to : Math.round((i * to) / (count - 1))));
};

/** Reads one tensor of layer `layer` (from 1) of any step from its state, thinned to an even choice where it is very large. */
export const tensorReader = (run: Run, layer: number, tensor: Tensor) => {
  const ws = createWorkspace(run);
  const next = new Float64Array(run.layout.length);
  const { inputs, units, W, b } = run.layout.layers[layer - 1]!;
  const [forward, backward] = [ws.forward[layer - 1]!, ws.backward[layer - 1]!];
  const rows = (from: Float64Array): Float64Array => from.subarray(0, ws.rows * units);
  const weights = (from: Float64Array): Float64Array => from.subarray(W, W + inputs * units);
  const biases = (from: Float64Array): Float64Array => from.subarray(b, b + units);
  const read = (state: Float64Array): Float64Array => {
    switch (tensor) {
      case 'W':
        return weights(state);
      case 'b':
        return biases(state);
      case 'dW':
        return weights(ws.gradient);
      case 'db':
        return biases(ws.gradient);
      case 'z':
      case 'a':
        return rows(forward[tensor]);
      case 'dA':
      case 'dZ':
        return rows(backward[tensor]);
    }
  };
  const size = { W: inputs * units, dW: inputs * units, b: units, db: units }[tensor as string] ?? run.batchSize * units;
  const every = Math.ceil(size / most);
  return {
    size,
    /** The caller's own. */
    at: (k: number, state: Float64Array): Float64Array => {
      if (tensor !== 'W' && tensor !== 'b') advance(run, k, state, next, ws);
      const values = read(state);
      return Float64Array.from({ length: Math.ceil(values.length / every) }, (_, i) => values[i * every]!);
    },
  };
};

/** Bins the numbers of some steps over one range for all. */
export const distributionsOf = (steps: readonly number[], values: readonly Float64Array[], bins: number, size: number): Distributions => {
  let low = Infinity;
  let high = -Infinity;
  const each = (): Float64Array => new Float64Array(steps.length);
  const [mean, deviation, min, max, notFinite] = [each(), each(), each(), each(), each()];
  values.forEach((of, s) => {
    const finite = of.filter(Number.isFinite);
    notFinite[s] = of.length - finite.length;
    if (finite.length === 0) return;
    const average = finite.reduce((sum, value) => sum + value / finite.length, 0);
    mean[s] = average;
    deviation[s] = Math.sqrt(finite.reduce((sum, value) => sum + ((value - average) * (value - average)) / finite.length, 0));
    min[s] = finite.reduce((least, value) => Math.min(least, value), Infinity);
    max[s] = finite.reduce((largest, value) => Math.max(largest, value), -Infinity);
    low = Math.min(low, min[s]);
    high = Math.max(high, max[s]);
  });
  if (low > high) [low, high] = [-0.5, 0.5];
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const counts = new Float64Array(steps.length * bins);
  values.forEach((of, s) => {
    for (const value of of) {
      if (!Number.isFinite(value)) continue;
      const bin = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins));
      counts[s * bins + bin]!++;
    }
  });
  const counted = values.reduce((largest, of) => Math.max(largest, of.length), 0);
  return { steps: Float64Array.from(steps), low, high, counts, mean, deviation, min, max, notFinite, size, counted };
};
