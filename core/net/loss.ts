import { sampleSum } from '#core/math/lanes.ts';
import { elementScale, fromLogits, outputGradient, sampleLosses, sampleScale } from '#core/math/loss.ts';
import type { Run } from './run.ts';
import type { Workspace } from './workspace.ts';

/** L = scale·Σₙ perSample, the loss that is printed, without the penalty.   A, Y (B,O) of the output layer  perSample (B) */
export const lossForward = ({ spec, layout }: Run, { rows, outputs, perSample }: Workspace): number => {
  sampleLosses(spec.loss, spec.reduction, outputs, perSample, rows, layout.layers.at(-1)!.units);
  return sampleSum(perSample, rows) * sampleScale(spec.reduction, rows);
};

/**
 * dA = dL/dA of the output layer, and dU where the loss undoes the activation, which it then answers.   A, Y, dA, dU (B,O)
 */
export const lossBackward = ({ rules, layout }: Run, { rows, outputs, backward }: Workspace): boolean => {
  const { units } = layout.layers.at(-1)!;
  const { dA, dU } = backward.at(-1)!;
  const { loss } = rules;
  const scale = elementScale(loss, rules.overOutputs, units) * sampleScale(rules.overSamples, rows) * rules.lossFactor;
  outputGradient(loss, outputs, dA, rows * units, scale);
  if (!fromLogits(loss)) return false;
  rules.logits(loss, outputs, dU, rows, units, scale);
  return true;
};
