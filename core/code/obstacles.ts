import type { ExportObstacle } from '#core/contract/failure.ts';
import type { Run } from '#core/net/run.ts';
import { unwrittenActivation, unwrittenOptimizer } from './written.ts';

/** The first part of a run that a form cannot say: its place in the description, what stands there, and why. */
export interface Obstacle {
  readonly place: string;
  readonly found: string;
  readonly reason: ExportObstacle;
}
export type Look = (run: Run) => Obstacle | undefined;

/** What the looks find first. */
export const first =
  (...looks: readonly Look[]): Look =>
  (run) => {
    for (const look of looks) {
      const obstacle = look(run);
      if (obstacle) return obstacle;
    }
    return undefined;
  };

/** Gradients that are no derivatives. */
export const ownGradients: Look = ({ spec }) =>
  spec.arithmetic === 'article' ? { place: 'arithmetic', found: spec.arithmetic, reason: 'no-derivative' } : undefined;

/** A mistake made on purpose, which no script repeats. */
export const fault: Look = ({ spec }) => (spec.fault === 'none' ? undefined : { place: 'fault', found: spec.fault, reason: 'fault' });

/** A batch of a single sample, which PyTorch does not normalise. */
export const loneSample: Look = ({ spec, train, batchSize }) => {
  const normalised = spec.network.layers.some(({ normalization }) => normalization === 'batch');
  const lone = normalised && (batchSize === 1 || train.samples % batchSize === 1);
  return lone ? { place: 'batch', found: String(spec.batch), reason: 'lone-sample' } : undefined;
};

/** Keras's NAdam has momenta of its own, and its optimisers clip in one way and decay in one way at a time. */
export const otherMethods: Look = ({ spec }) => {
  if (spec.optimizer.kind === 'nadam') return { place: 'optimizer.kind', found: 'nadam', reason: 'other-nadam' };
  if (spec.clipNorm !== null && spec.clipValue !== null)
    return { place: 'clipValue', found: String(spec.clipValue), reason: 'one-clipping' };
  return spec.optimizer.kind === 'adamw' && spec.penalty.decay > 0
    ? { place: 'penalty.decay', found: String(spec.penalty.decay), reason: 'one-decay' }
    : undefined;
};

/** What would take a short script more lines than it has. */
export const notShort: Look = ({ spec }) => {
  if (spec.stopping !== null) return { place: 'stopping', found: 'object', reason: 'not-short' };
  if (spec.penalty.decay > 0) return { place: 'penalty.decay', found: String(spec.penalty.decay), reason: 'not-short' };
  return spec.schedule.kind === 'plateau' ? { place: 'schedule.kind', found: 'plateau', reason: 'not-short' } : undefined;
};

export const activation: Look = ({ spec }) => unwritten(unwrittenActivation(spec));
/** A method that no script writes down. */
export const method: Look = ({ spec }) => unwritten(unwrittenActivation(spec)) ?? unwritten(unwrittenOptimizer(spec));
const unwritten = (place: string | undefined): Obstacle | undefined =>
  place === undefined ? undefined : { place, found: '', reason: 'unwritten' };

/** Parameters that are too large for the numbers of a file, `largest` at most. */
export const overflow = ({ layout }: Run, state: Float64Array, largest: number): Obstacle | undefined => {
  const fits = (from: number, count: number): boolean => state.subarray(from, from + count).every((value) => Math.abs(value) <= largest);
  for (const [l, { W, end, units, runningMean, runningVariance }] of layout.layers.entries()) {
    const held = runningMean < 0 || (fits(runningMean, units) && fits(runningVariance, units));
    if (!held || !fits(W, end - W)) return { place: `layers[${l}]`, found: 'Infinity', reason: 'overflow' };
  }
  return undefined;
};
