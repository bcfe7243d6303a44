import type { LayerBatch } from '#core/protocol/probes.ts';
import type { Run } from '#core/net/run.ts';
import { step as traceStep } from '#core/net/step.ts';

/** Layer `layer` (from 1) of step k, from its state, over every sample of the batch. */
export const layerBatch = (run: Run, k: number, state: Float64Array, layer: number): LayerBatch => {
  const { batch, layers } = traceStep(run, k, state, 'all').trace;
  const before = layers[layer - 2];
  return {
    samples: batch.samples,
    x: before ? before.a : batch.x,
    ...(before?.dA && { dX: before.dA }),
    layer: layers[layer - 1]!,
  };
};
