import type { StepTrace } from '#core/contract/step-trace.ts';
import { at } from '#core/contract/matrix.ts';
import { saturates, steepest } from './curves.ts';
import type { NetworkShape } from './shape.ts';

/** Dropped: switched off by dropout in this step. Silent: lets nothing through for this sample. Dead: for no sample of the batch. Saturated: next to nothing for this one. */
export type UnitState = 'dropped' | 'silent' | 'dead' | 'saturated';

/** A slope under this share of the steepest counts as saturated. */
const flat = 0.05;

/** What ails a unit of layer `layer` (from 1) for the followed sample, if anything does. */
export const unitState = (trace: StepTrace, shape: NetworkShape, layer: number, unit: number): UnitState | undefined => {
  const { slope, units, mask } = trace.layers[layer - 1]!;
  if (mask && at(mask, 0, unit) === 0) return 'dropped';
  if (!slope) return undefined;
  const { activation } = shape.layers[layer - 1]!;
  const here = Math.abs(at(slope, 0, unit));
  if (saturates.has(activation)) return here < flat * steepest[activation] ? 'saturated' : undefined;
  if (units.active[unit] === 0) return 'dead';
  return here === 0 ? 'silent' : undefined;
};
