import type { PathFactor } from '#core/contract/explanation.ts';
import { epsilon } from '#core/math/normalise.ts';
import type { Workspace } from '#core/net/advance.ts';
import type { Run } from '#core/net/run.ts';

/** One entry of a Jacobian, and the place (row·O + unit) of what it leads to. */
export interface Entry {
  readonly factor: PathFactor;
  readonly at: number;
}

/** What one number of a layer leads to, given its row of the batch and its unit. */
export type Entries = (row: number, unit: number) => readonly Entry[];

/** The derivatives inside layer l, entry by entry: of f by what it takes, and of that by z where the layer is normalised. */
export const jacobian = (
  { spec, layout }: Run,
  state: Float64Array,
  ws: Workspace,
  l: number,
): { readonly activation: Entries; readonly normalized: Entries | undefined } => {
  const { units, gamma } = layout.layers[l]!;
  const { normalization } = spec.network.layers[l]!;
  const { f, hat, variance } = ws.forward[l]!;
  const { slope } = ws.backward[l]!;
  const { rows } = ws;
  const layer = l + 1;
  const everyUnit = Array.from({ length: units }, (_, to) => to);

  const activation: Entries = (row, from) => {
    const i = row * units + from;
    if (slope) return [{ factor: { kind: 'slope', layer, from, to: from, value: slope[i]! }, at: i }];
    return everyUnit.map((to) => {
      const at = row * units + to;
      return { factor: { kind: 'softmax', layer, from, to, value: f[at]! * (+(to === from) - f[i]!) }, at };
    });
  };

  /** gamma/σ·(1 or 0 - 1/m - hat·hat/m): a z moves the mean and the variance of all that it is normalised with. */
  const entry = (from: number, i: number, to: number, at: number, deviation: number, together: number): Entry => ({
    factor: {
      kind: 'normalization',
      layer,
      from,
      to,
      value: (state[gamma + to]! / deviation) * (+(at === i) - 1 / together - (hat![i]! * hat![at]!) / together),
    },
    at,
  });
  const batch: Entries = (row, from) => {
    const deviation = Math.sqrt(variance![from]! + epsilon);
    return Array.from({ length: rows }, (_, n) => entry(from, row * units + from, from, n * units + from, deviation, rows));
  };
  const byLayer: Entries = (row, from) => {
    const deviation = Math.sqrt(variance![row]! + epsilon);
    return everyUnit.map((to) => entry(from, row * units + from, to, row * units + to, deviation, units));
  };
  return { activation, normalized: normalization === 'none' ? undefined : normalization === 'batch' ? batch : byLayer };
};
