import type { ParameterRef } from '#core/contract/explanation.ts';
import type { RunSpecInput } from './run-spec.ts';
import type { Step } from '#core/contract/units.ts';

/** A weight or bias that is given another value. */
export interface ParameterChange {
  readonly place: ParameterRef;
  readonly value: number;
}

/** A training sample that is given other inputs (I), as the network sees them, or other targets (O). */
export interface SampleChange {
  /** Index into the training set. */
  readonly sample: number;
  readonly x?: readonly number[];
  readonly y?: readonly number[];
}

/** What a branch has other than the run that it leaves. All that is not named stays. */
export interface Change {
  /** Another description of the run: its layers keep their shapes; its `parameters` are not read. */
  readonly spec?: RunSpecInput;
  readonly parameters?: readonly ParameterChange[];
  readonly samples?: readonly SampleChange[];
}

/** Where a branch leaves another (0 is the run itself), and how. Its states before `step` are those of what it leaves. */
export interface Fork {
  readonly from: number;
  readonly step: Step;
  readonly change: Change;
  /** The branch is made, and not turned to. */
  readonly aside?: boolean;
}

/** The quantities of a step in the order in which they are computed. */
export const quantities = [
  'W',
  'b',
  'batch',
  'x',
  'y',
  'z',
  'normalized',
  'mask',
  'a',
  'loss',
  'dA',
  'dZ',
  'dW',
  'db',
  'rate',
  'optimizer',
  'deltaW',
  'deltab',
] as const;
export type Quantity = (typeof quantities)[number];

/** The first number in which two branches differ, in the order of computation. */
export interface Difference {
  readonly step: Step;
  readonly quantity: Quantity;
  /** From 1; 0 for what belongs to no layer. */
  readonly layer: number;
  /** Of its matrix: (B,O) per sample of the batch, (I,O) per weight, (1,O) per bias. */
  readonly row: number;
  readonly col: number;
  /** Index into the training set of the sample of a row of the batch. */
  readonly sample?: number;
  readonly a: number;
  readonly b: number;
  /** So many numbers of that quantity and layer differ, of so many. */
  readonly differ: number;
  readonly of: number;
}

/** Two branches, and the last step that is looked at. */
export interface DifferenceQuery {
  readonly a: number;
  readonly b: number;
  readonly to: Step;
}

/** Branches of one run at most, itself among them. */
export const mostBranches = 32;
