import type { LayerSpec } from '#core/spec/run-spec.ts';
import { textbook } from '#core/net/rules.ts';
import type { Run } from '#core/net/run.ts';

/** A run with the places of `run`'s numbers and no samples of its own, for batches of so many rows: its layers drop nothing and are as `plain` says. */
export const standIn = (run: Run, rows: number, plain: Partial<LayerSpec> = {}): Run => {
  const layers = run.spec.network.layers.map((layer) => ({ ...layer, dropout: 0, ...plain }));
  const spec = { ...run.spec, network: { ...run.spec.network, layers } };
  return { ...run, spec, rules: textbook(spec), train: { ...run.train, samples: 0 }, batchSize: rows };
};
