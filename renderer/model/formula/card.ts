import { accountOf, type Account } from '#core/account/account.ts';
import type { Covers } from '#core/account/cover.ts';
import type { Place, State } from '#core/account/place.ts';
import { programOf, unitsIn } from '#core/account/program.ts';
import type { Quantity, Value } from '#core/account/quantity.ts';
import type { ToldMistake } from '#core/account/rules.ts';
import type { Phase } from '#core/contract/position.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { MeasureWriter } from '#core/words/number.ts';
import { latexNumber } from './latex.ts';

/** One quantity explained: its formula in symbols, the same with this sample's numbers, and its value. All text is LaTeX. */
export interface Card {
  readonly name: CardName;
  readonly state: State;
  /** The quantity alone, e.g. `z^{[1]}_{2}`. */
  readonly symbol: string;
  readonly symbolic: readonly string[];
  /** Empty while the step has not reached it. */
  readonly numeric: readonly string[];
  /** Undefined while the step has not reached it. */
  readonly value?: number | undefined;
  readonly table?: Table | undefined;
  readonly notes: readonly NoteName[];
  /** Where the program makes its mistake in this quantity: all above is the program's own, and this is what is right, from the same numbers. */
  readonly right?: Right | undefined;
}

export interface Right {
  readonly symbolic: readonly string[];
  readonly numeric: readonly string[];
}

export type CardName =
  | 'input'
  | 'z'
  | 'normalized'
  | 'a'
  | 'residual'
  | 'sampleLoss'
  | 'batchLoss'
  | 'dA'
  | 'dZ'
  | 'gradient'
  | 'rate'
  | 'delta'
  | 'update'
  | 'incoming';

/** The phase of a step in which a card's quantity comes to be: it lends the card its hue. */
export const phaseOf: Readonly<Record<CardName, Phase>> = {
  input: 'batch',
  z: 'forward',
  normalized: 'forward',
  a: 'forward',
  residual: 'loss',
  sampleLoss: 'loss',
  batchLoss: 'loss',
  dA: 'backward',
  dZ: 'backward',
  gradient: 'gradient',
  rate: 'optimise',
  delta: 'optimise',
  update: 'update',
  incoming: 'update',
};

export type NoteName =
  | 'notInBatch'
  | 'articleError'
  | 'articleSlope'
  | 'articleWeights'
  | 'articleBiases'
  | 'frozenBias'
  | 'clipped'
  | 'cut'
  | 'decay'
  | 'classWeights'
  | 'warmup'
  | 'restarts'
  | 'plateau'
  | 'skip'
  | 'twoWays'
  | 'dropped'
  | 'closedGate'
  | 'softmaxCoupled'
  | 'logits'
  | 'carried';

export interface Table {
  /** Headings; the first is that of the row labels. */
  readonly head: readonly string[];
  readonly rows: readonly Row[];
  readonly total?: Row | undefined;
  /** The columns that hold a quantity before and after the step. */
  readonly pair?: readonly [number, number] | undefined;
}

export interface Row {
  readonly label: Label;
  /** Undefined where the step has not computed it yet. */
  readonly cells: readonly (number | undefined)[];
  readonly state: State;
}
/** A word, or a symbol by its parts: a table of 784 rows is set as plain text, not as 784 formulas. */
export type Label = { readonly word: RowWord } | { readonly symbol: string; readonly layer?: number; readonly indices?: readonly number[] };
export type RowWord = 'thisSample' | 'otherSamples' | 'carried' | 'penalty' | 'clipping' | 'bias' | 'total';

/** What formulas are set from: a run, one step of it, a place in that step, and how the person wants numbers written. */
export interface FormulaSource {
  readonly spec: RunSpec;
  readonly trace: StepTrace;
  readonly place: Place;
  readonly number: MeasureWriter;
  /** The mistake that is told. Left out for a program that makes none, and for one whose mistake is still to be guessed. */
  readonly mistake?: ToldMistake | undefined;
  /** Quantities that a question hides; none unless said. */
  readonly covers?: Covers | undefined;
}

/** The account that formulas are set from; the run's own settings stand in them as they were chosen. */
export interface FormulaContext {
  readonly spec: RunSpec;
  readonly account: Account;
  readonly number: MeasureWriter;
}

export const contextOf = ({ spec, trace, place, number, mistake, covers }: FormulaSource): FormulaContext => ({
  spec,
  number,
  account: accountOf(programOf(spec), trace, place, { mistake, covers }),
});

/** A number as LaTeX; what a question covers is asked for. */
export const num = (context: FormulaContext, value: Value): string => (value === undefined ? '?' : latexNumber(context.number(value)));

/** What was and what is, told apart. */
export const numPair = (context: FormulaContext, before: Value, after: Value): readonly [string, string] => {
  if (before === undefined || after === undefined) return [num(context, before), num(context, after)];
  const [first, second] = context.number.pair(before, after);
  return [latexNumber(first), latexNumber(second)];
};

/** A number as LaTeX that may stand after an operator: a negative one, or one with a power of ten, in parentheses. */
export const factor = (context: FormulaContext, value: Value): string => {
  const written = num(context, value);
  return written.startsWith('-') ? `(${written})` : written;
};

/** Read off a number that is no fraction. */
const decimalComma = (context: FormulaContext): boolean => context.number(Math.SQRT1_2).includes(',');

/** A number that a person chose (a rate, a constant of a method), written in full: 0.01 stays 0.01 at any number of digits. */
export const exact = (context: FormulaContext, value: number): string => {
  const [mantissa, exponent] = String(value).split('e');
  const written = decimalComma(context) ? mantissa!.replace('.', '{,}') : mantissa!;
  return exponent === undefined ? written : `${written}\\cdot 10^{${Number(exponent)}}`;
};

/** A target as it was given: a whole number has all its digits. */
export const given = (context: FormulaContext, value: Value): string =>
  value === undefined
    ? '?'
    : !Number.isInteger(value)
      ? factor(context, value)
      : value < 0
        ? `(${exact(context, value)})`
        : exact(context, value);

/** What parts the arguments of a function: a semicolon where the comma is the decimal sign. */
export const separator = (context: FormulaContext): string => (decimalComma(context) ? ';\\,' : ',\\,');

/** Outputs of the network. */
export const outputsOf = ({ account: { program, depth } }: FormulaContext): number => unitsIn(program, depth);

/** The value of a card and its numbers, which are there once the step has come to it. */
export const reached = (
  { state, value }: Pick<Quantity, 'state' | 'value'>,
  numeric: () => readonly string[],
): Pick<Card, 'state' | 'numeric' | 'value'> =>
  state === 'later' ? { state, numeric: [], value: undefined } : { state, numeric: numeric(), value };
