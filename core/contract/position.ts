/** The phases of one training step, in the order in which they happen. */
export const phases = ['batch', 'forward', 'loss', 'backward', 'gradient', 'optimise', 'update'] as const;
export type Phase = (typeof phases)[number];

/** What a learner can step by, from the finest to the coarsest. */
export const granularities = ['part', 'unit', 'layer', 'phase', 'step', 'epoch'] as const;
export type Granularity = (typeof granularities)[number];

/**
 * A moment of training, told by what happens in it and not by seconds, which depend on pace and language. `part` counts the parts of the
 * unit's turn (products, then their sum, ...); `through` says how far it is: 1 is its end. At `start` nothing has happened yet.
 */
export interface Position {
  readonly step: number;
  readonly phase: Phase | 'start';
  /** 0 is the input layer. */
  readonly layer: number;
  readonly unit: number;
  readonly part: number;
  /** 0..1 */
  readonly through: number;
}
