import type { LayerIndex, Step } from './units.ts';

/** The phases of one training step, in the order in which they happen. */
export const phases = ['batch', 'forward', 'loss', 'backward', 'gradient', 'optimise', 'update'] as const;
export type Phase = (typeof phases)[number];

/** What a learner can step by, from the finest to the coarsest. */
export const granularities = ['part', 'unit', 'layer', 'phase', 'step', 'epoch'] as const;
export type Granularity = (typeof granularities)[number];

/** A place in training down to one product: `part` counts the products of the unit, then its sum, then its activation. */
export interface Position {
  readonly step: Step;
  readonly phase: Phase;
  readonly layer: LayerIndex;
  readonly unit: number;
  readonly part: number;
}
