import type { ParameterRef, SampleGradients } from '#core/contract/explanation.ts';
import { sampleScale } from '#core/math/loss.ts';
import { computeLoss, createWorkspace, loadBatch } from '#core/net/advance.ts';
import { backwardPass } from '#core/net/backward.ts';
import type { Run } from '#core/net/run.ts';

/** What each sample of step k's batch gives to the gradient of one parameter: x·dZ, before penalty and clipping. */
export const sampleGradients = (run: Run, k: number, state: Float64Array, place: ParameterRef): SampleGradients => {
  const ws = createWorkspace(run);
  loadBatch(run, k, ws);
  computeLoss(run, k, state, ws);
  backwardPass(run, state, ws);
  const l = place.layer - 1;
  const { inputs, units } = run.layout.layers[l]!;
  const input = l === 0 ? ws.x : ws.forward[l - 1]!.a;
  const { dZ } = ws.backward[l]!;
  const ofBias = sampleScale(run.rules.biasReduction, ws.rows);
  const values = Float64Array.from(
    { length: ws.rows },
    (_, n) => (place.kind === 'W' ? input[n * inputs + place.row]! : ofBias) * dZ[n * units + place.col]!,
  );
  return { place, samples: ws.batch.indices.slice(), values, sum: values.reduce((sum, value) => sum + value, 0) };
};
