import type { Phase } from '#core/contract/position.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Place } from '#renderer/picture/time/step-timeline.ts';
import type { Mistake } from '#renderer/model/mistakes/mistake.ts';
import { latexNumber } from './latex.ts';

/** One quantity explained: its formula in symbols, the same with this sample's numbers, and its value. All text is LaTeX. */
export interface Card {
  readonly name: CardName;
  readonly state: CardState;
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

/** Where the quantity stands in the step: still to come, being computed, computed. */
export type CardState = 'later' | 'now' | 'done';

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
}

export interface Row {
  readonly label: Label;
  /** Undefined where the step has not computed it yet. */
  readonly cells: readonly (number | undefined)[];
  readonly state: CardState;
}
/** A word, or a symbol by its parts: a table of 784 rows is set as plain text, not as 784 formulas. */
export type Label = { readonly word: RowWord } | { readonly symbol: string; readonly layer?: number; readonly indices?: readonly number[] };
export type RowWord = 'thisSample' | 'otherSamples' | 'carried' | 'penalty' | 'clipping' | 'bias' | 'total';

/** What a formula is told from: a run, one step of it, a place in that step, and how the person wants numbers written. */
export interface Telling {
  readonly spec: RunSpec;
  readonly trace: StepTrace;
  readonly place: Place;
  readonly number: (value: number) => string;
  /** The mistake that is told. Left out for a program that makes none, and for one whose mistake is still to be guessed. */
  readonly fault?: Mistake | undefined;
}

/** A number as LaTeX. */
export const num = (telling: Telling, value: number): string => latexNumber(telling.number(value));

/** A number as LaTeX that may stand after an operator: a negative one, or one with a power of ten, in parentheses. */
export const factor = (telling: Telling, value: number): string => {
  const written = num(telling, value);
  return written.startsWith('-') ? `(${written})` : written;
};

/** Read off a number that is no fraction. */
const decimalComma = (telling: Telling): boolean => telling.number(Math.SQRT1_2).includes(',');

/** A number that a person chose (a rate, a constant of a method), written in full: 0.01 stays 0.01 at any number of digits. */
export const exact = (telling: Telling, value: number): string => {
  const [mantissa, exponent] = String(value).split('e');
  const written = decimalComma(telling) ? mantissa!.replace('.', '{,}') : mantissa!;
  return exponent === undefined ? written : `${written}\\cdot 10^{${Number(exponent)}}`;
};

/** A target as it was given: 1 where a measured number would be 1.00. */
export const given = (telling: Telling, value: number): string =>
  !Number.isInteger(value) ? factor(telling, value) : value < 0 ? `(${exact(telling, value)})` : exact(telling, value);

/** What parts the arguments of a function: a semicolon where the comma is the decimal sign. */
export const separator = (telling: Telling): string => (decimalComma(telling) ? ';\\,' : ',\\,');

/** Outputs of the network. */
export const outputsOf = ({ spec }: Telling): number => spec.network.layers.at(-1)!.units;
/** Samples in the batch of the step, whatever the trace carries of it. */
export const batchOf = ({ trace }: Telling): number => trace.batch.indices.length;
/** Whether the followed sample takes part in the update of this step. */
export const inBatch = ({ trace }: Telling): boolean => trace.batch.rows[0] !== -1;
/** Units of layer l; 0 is the input layer. */
export const unitsIn = ({ spec }: Telling, layer: number): number =>
  layer === 0 ? spec.network.inputs : spec.network.layers[layer - 1]!.units;
/** What unit i of layer l gave for the followed sample; layer 0 gives the inputs. */
export const outputOf = ({ trace }: Telling, layer: number, unit: number): number =>
  layer === 0 ? trace.batch.x.data[unit]! : trace.layers[layer - 1]!.a.data[unit]!;
