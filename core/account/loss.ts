import { at } from '#core/contract/matrix.ts';
import { elementScale } from '#core/math/loss.ts';
import { factor, outputIn, quantity, type Account } from './account.ts';
import { unitSymbol } from './forward.ts';
import type { Span } from './place.ts';
import type { Program } from './program.ts';
import { exceptionOf, ownRules, rulesOf } from './rules.ts';
import { constant, fewTerms, type Factor, type Quantity } from './quantity.ts';

/** What is wrong with the prediction, and what that costs. */

const residualTurn = ({ depth }: Account, unit: number): Span => ({ phase: 'loss', layer: depth, unit, first: 0, last: 0 });
export const lossTurn = ({ depth }: Account): Span => ({ phase: 'loss', layer: depth, unit: 0, first: 1, last: 1 });

export const prediction = (account: Account, unit: number): Factor =>
  factor(account, unitSymbol('a', account.depth, unit), outputIn(account, account.depth, unit));

export const target = (account: Account, unit: number): Factor =>
  factor(account, { letter: 'y', indices: [unit] }, at(account.trace.batch.y, 0, unit));

/** Prediction minus target of one output. */
export const residual = (account: Account, unit: number): Quantity => {
  const [a, y] = [outputIn(account, account.depth, unit), at(account.trace.batch.y, 0, unit)];
  const terms = fewTerms('done', () => [[prediction(account, unit)], [constant(-1), target(account, unit)]]);
  const told = quantity(account, { letter: 'residual', indices: [unit] }, a - y, residualTurn(account, unit), { terms });
  // Of a covered prediction it says as much.
  return prediction(account, unit).value === undefined ? { ...told, value: undefined, covered: true } : told;
};

/** The loss of the followed sample by itself. */
export const sampleLoss = (account: Account): Quantity =>
  quantity(account, { letter: 'sampleLoss' }, account.trace.loss.perSample[0]!, lossTurn(account));

/** The loss of the batch: of its samples, and of them with the penalty. */
export const dataLoss = (account: Account): Quantity =>
  quantity(account, { letter: 'dataLoss' }, account.trace.loss.data, lossTurn(account));
export const penaltyLoss = (account: Account): Quantity =>
  quantity(account, { letter: 'penaltyLoss' }, account.trace.loss.penalty, lossTurn(account));
export const loss = (account: Account): Quantity =>
  quantity(account, { letter: 'L' }, account.trace.loss.total, lossTurn(account), {
    terms: fewTerms('done', () => [[dataLoss(account)], [penaltyLoss(account)]]),
  });

/** How many numbers a mean takes the place of, as far as one output of one sample is concerned: those of the sample, and the samples. */
export interface Averaged {
  readonly inSample: number;
  readonly samples: number;
  /** As many samples as the program itself divides its gradient by, and what it multiplies it by besides. */
  readonly samplesOfProgram: number;
  readonly timesOfProgram: number;
}

export const averaged = ({ program: { loss, reduction = 'mean' }, rules, depth, program, samples }: Account): Averaged => {
  const inSample = Math.round(1 / elementScale(loss, reduction, program.layers[depth - 1]!.units));
  const right = reduction === 'sum' ? 1 : samples;
  return { inSample, samples: right, samplesOfProgram: rules.forgetsMean ? 1 : right, timesOfProgram: rules.lossTimes };
};

/** dL/d(loss of one sample): its part of the mean, or 1 of a sum; undefined where the loss's derivative is none. */
export const lossShare = (account: Account): Quantity | undefined => {
  const { rules, program, samples } = account;
  if (rules.plainError) return undefined;
  // The number is the program's own, whether or not its mistake is told.
  const own = rulesOf(exceptionOf(program, program.fault));
  const whole = program.reduction === 'sum' || own.forgetsMean;
  return quantity(account, { letter: 'sampleLoss', derivative: true }, (whole ? 1 : 1 / samples) * own.lossTimes, lossTurn(account));
};

/** Whether the gradient of a batch is the sum of those of its samples, and not their mean. */
export const isSummed = (program: Program): boolean => program.reduction === 'sum' || ownRules(program).plainError;

/** What the classes weigh in a cross-entropy. */
export interface ClassWeights {
  /** Of a target of 1 and of 0 of any output; or of the class of one output, where each has its own. */
  readonly one: Factor;
  readonly zero: Factor | undefined;
}

/** The weights as they stand in the loss of one output; undefined for a run without. */
export const classWeights = ({ program: { classWeights, loss } }: Account, output: number): ClassWeights | undefined => {
  if (!classWeights) return undefined;
  const weight = (index: number): Factor => ({ symbol: { letter: 'c', indices: [index] }, value: classWeights[index]! });
  return loss === 'categorical-cross-entropy' ? { one: weight(output), zero: undefined } : { one: weight(1), zero: weight(0) };
};
