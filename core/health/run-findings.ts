import type { Pieces } from '#core/net/finished.ts';
import type { Finding } from '#core/contract/health.ts';
import type { Series } from '#core/protocol/trainer.ts';
import { step as asStep, type Step } from '#core/contract/units.ts';
import type { Dataset } from '#core/data/dataset.ts';
import { evaluating } from '#core/net/evaluate.ts';
import type { Run } from '#core/net/run.ts';
import { isSteady, stateOf, type RunHistory } from './run-history.ts';
import { thresholds } from './thresholds.ts';
import { underfitting } from './underfitting.ts';

/** What is wrong with the run as a whole, up to its trained end. */
export function* runFindings(run: Run, history: RunHistory, atOnce: number): Pieces<Finding[]> {
  const { trainedTo } = history;
  function* lossOf(step: number, data: Dataset): Pieces<number> {
    return (yield* evaluating(run, yield* stateOf(history, step, atOnce), data)).loss;
  }
  const findings = nonFinite(history);
  if (trainedTo === 0) return findings;
  const before = yield* lossOf(0, run.train);
  const atEnd = yield* evaluating(run, yield* stateOf(history, trainedTo, atOnce), run.train);
  // Parameters may still be finite where the loss that they make is not.
  const now = Number.isFinite(atEnd.loss) ? atEnd.loss : history.series(trainedTo - 1, trainedTo, 1).lossMean[0]!;
  const numbers = { before, now };
  if (before > 0 && now > thresholds.divergedRatio * before)
    findings.push({
      kind: 'diverged',
      where: { part: 'run' },
      since: sinceLast(run, history, (loss) => loss <= before * (1 + 1e-9)),
      numbers,
    });
  else {
    const since = (): Step => sinceFirst(run, history, (loss) => loss <= (1 + thresholds.plateauBand) * now);
    if (before > 0 && trainedTo >= thresholds.plateauSteps && now > (1 - thresholds.plateauGain) * before)
      findings.push({ kind: 'plateau', where: { part: 'run' }, since: since(), numbers });
    else findings.push(...underfitting(history, atEnd.scores!, since));
  }
  findings.push(...oscillating(run, history));
  if (run.validation.samples > 0 && trainedTo >= thresholds.overfittingSteps) findings.push(...(yield* overfitting(run, history, lossOf)));
  return findings;
}

/** Where the numbers ended: the step that can be seen is the one whose update failed. */
const nonFinite = (history: RunHistory): Finding[] => {
  const { failure, trainedTo } = history;
  if (failure?.code !== 'non-finite') return [];
  const { layer, unit, tensor } = failure;
  const where: Finding['where'] = tensor === 'loss' ? { part: 'run' } : { part: 'units', layer, units: [unit] };
  const { lossMean } = history.series(0, trainedTo, thresholds.entries);
  const numbers = lossMean.length === 0 ? {} : { before: lossMean[0]!, now: lossMean.at(-1)! };
  return [{ kind: 'non-finite', where, since: trainedTo, numbers }];
};

/** The first step after the last one at which the loss was `well`. */
const sinceLast = (run: Run, history: RunHistory, well: (loss: number) => boolean): Step => {
  const { start, lossMean } = losses(run, history);
  return asStep(start[lossMean.findLastIndex(well) + 1] ?? history.trainedTo);
};

/** The first step at which the loss was `near`, or the trained end. */
const sinceFirst = (run: Run, history: RunHistory, near: (loss: number) => boolean): Step => {
  const { start, lossMean } = losses(run, history);
  return asStep(start[lossMean.findIndex(near)] ?? history.trainedTo);
};

const losses = (run: Run, history: RunHistory): Series =>
  history.series(0, history.trainedTo, isSteady(run.spec) ? thresholds.entries : thresholds.noisyEntries);

/** The loss goes up and down by turns, with every step: only said of a loss that is always of the same samples. */
const oscillating = (run: Run, history: RunHistory): Finding[] => {
  const { oscillationSteps: steps, oscillationTurns, oscillationChange, entries } = thresholds;
  const { trainedTo } = history;
  if (!isSteady(run.spec) || trainedTo < steps) return [];
  const { start, lossMean: loss } = history.series(trainedTo - entries, trainedTo, entries + steps);
  if (start.length < steps || trainedTo - start[0]! !== start.length) return []; // Single steps are no longer told apart.
  /** Whether the change to step i goes against the one before. */
  const turns = (i: number): boolean => (loss[i]! - loss[i - 1]!) * (loss[i - 1]! - loss[i - 2]!) < 0;
  const first = loss.length - steps;
  const recent = [...loss.keys()].slice(first + 2);
  if (recent.filter(turns).length < oscillationTurns * recent.length) return [];
  const mean = loss.subarray(first).reduce((sum, value) => sum + value, 0) / steps;
  const change = recent.reduce((sum, i) => sum + Math.abs(loss[i]! - loss[i - 1]!), 0) / recent.length;
  if (change < oscillationChange * mean) return [];
  let from = recent.find(turns)!;
  while (from > 2 && turns(from - 1)) from--;
  return [{ kind: 'oscillating', where: { part: 'run' }, since: asStep(start[from - 1]!), numbers: { mean, change } }];
};

type LossOf = (step: number, data: Dataset) => Pieces<number>;

/** The validation loss has left its best value behind while the training loss went on falling. */
function* overfitting(run: Run, history: RunHistory, lossOf: LossOf): Pieces<Finding[]> {
  const { overfittingProbes: probes, overfittingRatio } = thresholds;
  const { trainedTo } = history;
  const now = yield* lossOf(trainedTo, run.validation);
  let best = { step: trainedTo as number, loss: now };
  let [from, to] = [0, trainedTo as number];
  // Over the whole run, then between the neighbours of the best.
  for (let round = 0; round < 2; round++) {
    const gap = (to - from) / probes;
    for (let i = 0; i <= probes; i++) {
      const step = Math.round(from + i * gap);
      const loss = yield* lossOf(step, run.validation);
      if (loss < best.loss) best = { step, loss };
    }
    [from, to] = [Math.max(0, best.step - gap), Math.min(trainedTo, best.step + gap)];
  }
  if (now < overfittingRatio * best.loss) return [];
  if ((yield* lossOf(trainedTo, run.train)) >= (yield* lossOf(best.step, run.train))) return [];
  return [{ kind: 'overfitting', where: { part: 'run' }, since: asStep(best.step), numbers: { before: best.loss, now } }];
}
