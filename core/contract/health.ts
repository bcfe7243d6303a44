import type { Step } from './units.ts';

/** What can be wrong with a training run, worst first. */
export const findingKinds = [
  'non-finite',
  'diverged',
  'batch-of-one',
  'symmetric',
  'dead-for-good',
  'exploding',
  'dead',
  'vanishing',
  'oscillating',
  'plateau',
  'saturated',
  'underfitting',
  'overfitting',
  'rounded-targets',
  'revived',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** What each kind may follow from, the likeliest first: what began no later is told as its cause. */
export const causes: Readonly<Partial<Record<FindingKind, readonly FindingKind[]>>> = {
  'non-finite': ['diverged', 'exploding'],
  diverged: ['batch-of-one'],
  'dead-for-good': ['diverged'],
  dead: ['diverged'],
  saturated: ['diverged'],
  exploding: ['diverged'],
  vanishing: ['symmetric', 'saturated', 'dead-for-good', 'dead'],
  plateau: ['batch-of-one', 'symmetric', 'dead-for-good', 'dead', 'vanishing', 'saturated'],
  underfitting: ['batch-of-one', 'symmetric', 'dead-for-good', 'dead', 'vanishing', 'saturated'],
};

/** Where a layer's gradient vanishes or explodes, for the health of a run and for the picture of one step. */
export const gradientBounds = {
  /** A gradient a thousandth of the last layer's: that layer needs a thousand steps for one of the last's. */
  vanishingRatio: 1e-3,
  /** Where even the last layer's norm is under this, training is over, and a ratio says nothing. */
  smallestNorm: 1e-7,
  /** A gradient a thousand times the last layer's, or its own at step 0... */
  explodingRatio: 1e3,
  /** ...and of this norm at least: a step of it at the usual rates is large. */
  explodingNorm: 1,
} as const;

/** What a finding is about; layers from 1, units from 0. */
export type FindingPlace =
  | { readonly part: 'run' }
  | { readonly part: 'layer'; readonly layer: number }
  | { readonly part: 'units'; readonly layer: number; readonly units: readonly number[] };

/** Two losses that are held against each other. */
interface Losses {
  readonly before: number;
  readonly now: number;
}
/** A gradient norm and what it is held against: the last layer's at the same step, or the layer's own at step 0. */
interface Norms {
  readonly norm: number;
  readonly reference: number;
  readonly against: 'last-layer' | 'start';
}

/** The numbers because of which each kind is found. */
export interface FindingNumbers {
  /** The losses of the first step and of the last one that is finite; undefined where the first step fails. */
  readonly 'non-finite': Partial<Losses>;
  /** Over the training set, at step 0 and at the trained end. */
  readonly diverged: Losses;
  /** Batches of one sample that meet batch normalisation, of so many in an epoch. */
  readonly 'batch-of-one': { readonly batches: number; readonly of: number };
  readonly symmetric: { readonly units: number };
  readonly 'dead-for-good': { readonly samples: number };
  readonly exploding: Norms;
  readonly dead: { readonly samples: number };
  readonly vanishing: Norms;
  /** Mean loss of the last steps, and its mean change from step to step. */
  readonly oscillating: { readonly mean: number; readonly change: number };
  /** As for `diverged`. */
  readonly plateau: Losses;
  /** Least share of the training samples for which a unit of these is saturated. */
  readonly saturated: { readonly share: number };
  /** How well the training samples are told at the trained end, and by who always gives the same answer. */
  readonly underfitting: { readonly measure: 'accuracy' | 'r2'; readonly score: number; readonly trivial: number };
  /** Validation losses: the best one seen, and the trained end's. */
  readonly overfitting: Losses;
  /** That it has none is what is told. */
  readonly revived: Readonly<Record<string, never>>;
  /** The first row of targets, from 0, that does not add up to 1, and by how much. */
  readonly 'rounded-targets': { readonly row: number; readonly off: number };
}

/** `since`: the step from which on it holds. */
export type Finding = {
  readonly [K in FindingKind]: {
    readonly kind: K;
    readonly where: FindingPlace;
    readonly since: Step;
    readonly numbers: FindingNumbers[K];
    /** Another finding of the same health that it follows from. */
    readonly because?: FindingKind;
  };
}[FindingKind];

/** Units and layers as they are at `step`; the run as a whole up to `trainedTo`. Causes before what follows from them, then worst first. */
export interface Health {
  readonly step: Step;
  readonly trainedTo: Step;
  readonly findings: readonly Finding[];
}
