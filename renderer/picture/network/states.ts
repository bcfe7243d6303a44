import { gradientBounds } from '#core/contract/health.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { coversAny } from '#core/account/cover.ts';
import { at } from '#core/contract/matrix.ts';
import { activationFacts, isBounded } from '#core/math/activation.ts';
import { norm } from '#core/math/vectors.ts';
import { isCovered, type Act } from '#renderer/picture/act.ts';
import type { NetworkShape } from '#renderer/picture/shape.ts';

/**
 * Not finite: its z or a is infinite or no number. Dead: lets nothing through for any sample of the batch. Saturated: next to nothing for this one.
 * Dropped: switched off by dropout in this step. Silent: nothing for this sample. The gravest first.
 */
export const unitStates = ['notFinite', 'dead', 'saturated', 'dropped', 'silent'] as const;
export type UnitState = (typeof unitStates)[number];

/** A slope under this share of the steepest counts as saturated. */
const flat = 0.05;

/** What ails a unit of layer `layer` (from 1) for the followed sample, if anything does. */
export const unitState = (trace: StepTrace, shape: NetworkShape, layer: number, unit: number): UnitState | undefined => {
  const { z, a, slope, units, mask } = trace.layers[layer - 1]!;
  if (!Number.isFinite(at(z, 0, unit)) || !Number.isFinite(at(a, 0, unit))) return 'notFinite';
  if (mask && at(mask, 0, unit) === 0) return 'dropped';
  if (!slope) return undefined;
  const { activation } = shape.layers[layer - 1]!;
  const here = Math.abs(at(slope, 0, unit));
  if (isBounded(activation)) return here < flat * activationFacts[activation].steepest ? 'saturated' : undefined;
  // Of a batch of one nothing can be told but this sample.
  if (units.active[unit] === 0 && trace.batch.indices.length > 1) return 'dead';
  return here === 0 ? 'silent' : undefined;
};

/** The same in a picture: not told of a unit whose numbers a question hides. */
export const stateIn = (act: Act, layer: number, unit: number): UnitState | undefined =>
  act.look.cover && (coversAny(act.look.cover, ['findings']) || ['z', 'a', 'slope'].some((letter) => isCovered(act, letter, layer, [unit])))
    ? undefined
    : unitState(act.trace, act.shape, layer, unit);

export type LayerState = 'vanishing' | 'exploding';

/** Whether a layer's gradient in this step is far under or over the last layer's, by the bounds that the health of a run is judged by. */
export const layerState = (trace: StepTrace, layer: number): LayerState | undefined => {
  if (layer === trace.layers.length) return undefined;
  const [norm, last] = [normsOf(trace)[layer - 1]!, normsOf(trace).at(-1)!];
  const { smallestNorm, vanishingRatio, explodingNorm, explodingRatio } = gradientBounds;
  if (last > smallestNorm && norm < vanishingRatio * last) return 'vanishing';
  return norm >= explodingNorm && last > 0 && norm > explodingRatio * last ? 'exploding' : undefined;
};

const known = new WeakMap<StepTrace, readonly number[]>();

/** Of each layer's gradient, weights and biases together. */
const normsOf = (trace: StepTrace): readonly number[] => {
  let norms = known.get(trace);
  if (!norms) known.set(trace, (norms = trace.layers.map(({ dW, db }) => Math.hypot(norm(dW.data), norm(db.data)))));
  return norms;
};
