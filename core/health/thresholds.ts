import { gradientBounds } from '#core/contract/health.ts';

/** Where a pathology begins. Each is set so that runs that learn well stay clear of it (test/core/health has both kinds). */
export const thresholds = {
  /** Over the training set, the loss is so many times that of step 0. Below it a run may still come back. */
  divergedRatio: 4,
  /** Less than this share of the loss of step 0 was gained... */
  plateauGain: 0.05,
  /** ...in so many updates: earlier it is too soon to say. */
  plateauSteps: 200,
  /** The flat stretch begins where the loss first came this near to where it is, as a share of it. */
  plateauBand: 0.1,
  ...gradientBounds,
  /** Entries of the series in a row that must agree, or all there are where the run is younger. */
  sustained: 4,
  /** |f'| under 0.01 (`activationFacts`) for this share of the training samples. */
  saturatedShare: 0.95,
  /** Steps that are looked at for an oscillation, and the share of their changes that turn round. */
  oscillationSteps: 32,
  oscillationTurns: 0.9,
  /** Mean change from step to step, as a share of the mean loss. */
  oscillationChange: 0.05,
  /** Less than this share of the way from always giving the same answer to being right always... */
  underfittingShare: 0.25,
  /** ...and the mean loss of the last quarter of the run is within this share of that of the quarter before. */
  underfittingFall: 0.01,
  /** The validation loss is so many times the best one, while the training loss went on falling. */
  overfittingRatio: 1.2,
  overfittingSteps: 50,
  /** Steps at which the validation loss is looked at, and again between the neighbours of the best. */
  overfittingProbes: 16,
  /** More units of one layer than this are dated together. */
  datedAlone: 8,
  /** Entries of a series. */
  entries: 2048,
  /** The same for runs whose loss is of a batch: each entry is to be a mean of many. */
  noisyEntries: 64,
} as const;
