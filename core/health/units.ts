import type { Pieces } from '#core/net/finished.ts';
import { activationFacts } from '#core/math/activation.ts';
import { chunk, inChunks } from '#core/net/evaluate.ts';
import type { Run } from '#core/net/run.ts';
import { createForward } from '#core/net/workspace.ts';

/** How the units of a layer fare over the whole training set, and whether they are all the same unit. */
export interface LayerCondition {
  /** For each unit, the share of the samples for which it is silent (a ReLU at or below 0) or saturated. */
  readonly flat: Float64Array;
  /** All units have the same weights, in and out, so that they get the same gradient for ever. */
  readonly symmetric: boolean;
}

/** One forward pass over the training set, a pause after every few rows. Nothing is dropped; batch normalisation by its running statistics. */
export function* conditions(run: Run, state: Float64Array): Pieces<readonly LayerCondition[]> {
  const { train, layout, spec } = run;
  const flat = layout.layers.map(({ units }) => new Float64Array(units));
  const forward = createForward(run, Math.min(chunk, train.samples));
  for (const { rows } of inChunks(run, state, train.x, train.samples, forward)) {
    for (const [l, { units }] of layout.layers.entries()) {
      const { below = -Infinity, above = Infinity } = activationFacts[spec.network.layers[l]!.activation].saturates;
      if (below === -Infinity && above === Infinity) continue;
      const { u } = forward[l]!;
      const count = flat[l]!;
      for (let i = 0; i < rows * units; i++) if (u[i]! <= below || u[i]! >= above) count[i % units]! += 1;
    }
    yield;
  }
  for (const count of flat) for (let o = 0; o < count.length; o++) count[o]! /= train.samples;
  return flat.map((shares, l) => ({ flat: shares, symmetric: isSymmetric(run, state, l) }));
}

/** Hidden layers whose units chance or what passes them by does not tell apart. */
const isSymmetric = ({ spec, layout }: Run, state: Float64Array, l: number): boolean => {
  const { inputs, units, W, b, gamma, beta } = layout.layers[l]!;
  const next = layout.layers[l + 1];
  const { dropout, residual } = spec.network.layers[l]!;
  if (!next || units < 2 || dropout > 0 || residual || spec.network.layers[l + 1]!.residual) return false;
  /** `rows` rows in which all of the units' numbers agree. */
  const agree = (from: number, rows: number): boolean => {
    for (let r = 0; r < rows; r++)
      for (let o = 1; o < units; o++) if (state[from + r * units + o] !== state[from + r * units]) return false;
    return true;
  };
  if (!agree(W, inputs) || !agree(b, 1) || (gamma >= 0 && !(agree(gamma, 1) && agree(beta, 1)))) return false;
  for (let i = next.units; i < units * next.units; i++) if (state[next.W + i] !== state[next.W + (i % next.units)]) return false;
  return true;
};
