import { FailureError } from '#core/contract/failure.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Evaluation } from '#core/protocol/trainer.ts';
import { apply, placesIn, type Expression, type PlaceAt } from './expression.ts';
import { lessonFault } from './fault.ts';
import { quantities } from './quantities.ts';

/** A moment of a run as one sample lives it. */
export interface Moment {
  readonly branch: number;
  readonly step: number;
  /** Index into the training set, or the first sample of each batch. */
  readonly follow: number | 'batch';
}

/** Where a lesson looks, unless it says otherwise; `end` is the step that its run is trained to. */
export interface Here extends Moment {
  readonly end: number;
  /** What a branch of the lesson's file is called in the open run; the same unless said. */
  readonly branchOf?: (kept: number) => number | undefined;
}

/** A question to the run: the numbers of a step, or what is measured over whole parts of the data with its parameters. */
export type Source = { readonly of: 'trace'; readonly at: Moment } | { readonly of: 'scores'; readonly at: Omit<Moment, 'follow'> };

/** What is known of a run, each answer already there. */
export interface Known {
  trace(at: Moment): StepTrace;
  scores(at: Omit<Moment, 'follow'>): Evaluation;
}

const momentOf = ({ when }: PlaceAt, here: Here): Moment => ({
  branch: when.branch === undefined ? here.branch : (here.branchOf?.(when.branch) ?? when.branch),
  step: when.step === 'end' ? here.end : (when.step ?? here.step),
  follow: when.sample ?? here.follow,
});

/** What has to be known of the run before an expression has a value. */
export const sourcesOf = (expression: Expression, here: Here): readonly Source[] =>
  placesIn(expression).map((place): Source => {
    const { follow, ...at } = momentOf(place, here);
    return quantities[place.quantity]!.of === 'trace' ? { of: 'trace', at: { ...at, follow } } : { of: 'scores', at };
  });

/** The value of an expression. Throws a FailureError where a place lies outside the network, or the run computes no such number. */
export const evaluate = (expression: Expression, here: Here, known: Known): number => {
  if (expression.kind === 'number') return expression.value;
  if (expression.kind === 'apply')
    return apply(
      expression.operation,
      expression.of.map((one) => evaluate(one, here, known)),
    );
  const { place } = expression;
  const row = quantities[place.quantity]!;
  const moment = momentOf(place, here);
  const value = readAt(place, () => (row.of === 'trace' ? row.read(known.trace(moment), place.indices) : row.read(known.scores(moment))));
  if (value === undefined) throw lessonFault('not-computed', place.source);
  return value;
};

/** Says which place it was that lies outside. */
const readAt = <T>(place: PlaceAt, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'lesson-fault')
      throw new FailureError({ ...error.failure, place: place.source });
    throw error;
  }
};
