import type { Dataset } from '#core/data/dataset.ts';
import { sampleSum } from '#core/math/lanes.ts';
import { sampleLosses, sampleScale } from '#core/math/loss.ts';
import { addPenaltyGradient } from '#core/math/regularise.ts';
import { backwardPass } from '#core/net/backward.ts';
import { rowsAtOnce } from '#core/net/data-loss.ts';
import { evaluation, giveStatistics } from '#core/net/evaluation.ts';
import { forwardPass } from '#core/net/forward.ts';
import { totalPenalty } from '#core/net/penalty.ts';
import { textbook } from '#core/net/rules.ts';
import type { Run } from '#core/net/run.ts';
import { createWorkspace } from '#core/net/workspace.ts';
import type { Work } from './work.ts';

/**
 * The gradient of what `lossOver` answers, written to `gradient` (P), with the loss as the answer. Parameters that training holds fixed get
 * 0. It is the true derivative of the loss that is drawn, in article arithmetic and with a
 * fault too, whose own updates follow another one.
 */
export const gradientOver = (run: Run, data: Dataset): ((state: Float64Array, gradient: Float64Array) => Work<number>) => {
  const { spec, layout } = run;
  const { samples, inputs, outputs: units, x, y } = data;
  const most = rowsAtOnce(run, samples);
  // The penalty is added once, not with every few samples.
  const bare: Run = {
    ...run,
    spec: { ...spec, penalty: { ...spec.penalty, l1: 0, l2: 0 } },
    rules: textbook(spec),
    train: data,
    batchSize: most,
  };
  const ws = createWorkspace(bare);
  const perSample = new Float64Array(samples);
  return function* (state, gradient) {
    giveStatistics(run, state, ws.forward);
    gradient.fill(0);
    for (let from = 0; from < samples; from += most) {
      const rows = Math.min(most, samples - from);
      ws.rows = rows;
      ws.x.set(x.subarray(from * inputs, (from + rows) * inputs));
      ws.y.set(y.subarray(from * units, (from + rows) * units));
      forwardPass(bare, state, ws.x, rows, ws.forward, evaluation);
      sampleLosses(spec.loss, spec.reduction, ws.outputs, perSample.subarray(from, from + rows), rows, units);
      backwardPass(bare, state, ws, evaluation.statistics);
      const share = sampleScale(spec.reduction, samples) / sampleScale(spec.reduction, rows);
      for (let i = 0; i < gradient.length; i++) gradient[i] = gradient[i]! + share * ws.gradient[i]!;
      yield;
    }
    for (const { W, b } of layout.layers) addPenaltyGradient(spec.penalty, state, gradient, W, b);
    for (const { from, to, trained } of layout.ranges) if (!trained) gradient.fill(0, from, to);
    return sampleSum(perSample, samples) * sampleScale(spec.reduction, samples) + totalPenalty(run, state);
  };
};
