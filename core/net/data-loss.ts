import type { Dataset } from '#core/data/dataset.ts';
import { sampleSum } from '#core/math/lanes.ts';
import { sampleLosses, sampleScale } from '#core/math/loss.ts';
import { evaluation, giveStatistics } from './evaluation.ts';
import { forwardPass } from './forward.ts';
import type { Run } from './run.ts';
import { createForward, type DataLoss } from './workspace.ts';

/** Multiply-adds that an activation is worth. */
const activationWork = 20;

/** Multiply-adds of one sample's way forward. */
export const workPerSample = ({ layout }: Run): number =>
  layout.layers.reduce((sum, { inputs, units }) => sum + (inputs + activationWork) * units, 0);

/** Samples that pass together: not so many that a pass takes long. */
export const rowsAtOnce = (run: Run, samples: number): number => Math.max(1, Math.min(256, samples, Math.floor(4e6 / workPerSample(run))));

/** The loss over `data`, on the readable core: what `evaluate` answers without the penalty, bit for bit, with the arrays made once. */
export const readableDataLoss = (run: Run, data: Dataset): DataLoss => {
  const { spec } = run;
  const { samples, inputs, outputs: units, x, y } = data;
  const most = rowsAtOnce(run, samples);
  const forward = createForward(run, most);
  const perSample = new Float64Array(samples);
  const { u, a } = forward.at(-1)!;
  const chunks = Array.from({ length: Math.ceil(samples / most) }, (_, i) => {
    const [from, to] = [i * most, Math.min(samples, (i + 1) * most)];
    const targets = y.subarray(from * units, to * units);
    return {
      rows: to - from,
      x: x.subarray(from * inputs, to * inputs),
      outputs: { u, a, y: targets, classWeights: spec.classWeights },
      perSample: perSample.subarray(from, to),
    };
  });
  const scale = sampleScale(spec.reduction, samples);
  return function* (state) {
    giveStatistics(run, state, forward);
    for (let c = 0; c < chunks.length; c++) {
      const chunk = chunks[c]!;
      forwardPass(run, state, chunk.x, chunk.rows, forward, evaluation);
      sampleLosses(spec.loss, spec.reduction, chunk.outputs, chunk.perSample, chunk.rows, units);
      if (c < chunks.length - 1) yield;
    }
    return sampleSum(perSample, samples) * scale;
  };
};
