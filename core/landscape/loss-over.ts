import type { Dataset } from '#core/data/dataset.ts';
import { sampleSum } from '#core/math/lanes.ts';
import { sampleLosses, sampleScale } from '#core/math/loss.ts';
import { forwardPass, type ForwardMode } from '#core/net/forward.ts';
import { totalPenalty } from '#core/net/penalty.ts';
import type { Run } from '#core/net/run.ts';
import { createForward, type LayerForward } from '#core/net/workspace.ts';
import { rowsAtOnce, type Work } from './work.ts';

/** As the network is used: nothing dropped, batch normalisation by the running statistics of the state. */
export const evaluation: ForwardMode = { statistics: 'given', dropout: undefined };

/** Puts the running statistics of a state where the forward pass takes them. */
export const giveStatistics = ({ layout }: Run, state: Float64Array, forward: readonly LayerForward[]): void =>
  layout.layers.forEach(({ units, runningMean, runningVariance }, l) => {
    if (runningMean < 0) return;
    forward[l]!.mean!.set(state.subarray(runningMean, runningMean + units));
    forward[l]!.variance!.set(state.subarray(runningVariance, runningVariance + units));
  });

/**
 * The loss of any state over `data`, penalty included: what `evaluate` answers, bit for bit, with the arrays made once. Pauses after every
 * few samples.
 */
export const lossOver = (run: Run, data: Dataset): ((state: Float64Array) => Work<number>) => {
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
      yield;
    }
    return sampleSum(perSample, samples) * scale + totalPenalty(run, state);
  };
};
