import type { Step } from '#core/contract/units.ts';

export interface CheckQuery {
  readonly step: Step;
  /** Half-width of the first central difference, as a share of what moves the parameter's sum by its own size. */
  readonly h?: number;
}

/** Largest relative error of a gradient that passes the check. */
export const checkTolerance = 1e-6;

export interface GradientCheck {
  readonly step: Step;
  readonly h: number;
  readonly passed: boolean;
  /** Largest relative error |a - n| / max(|a|, |n|, scale) over all parameters that are not at a kink. */
  readonly worst: number;
  readonly parameters: readonly GradientCheckEntry[];
}

export interface GradientCheckEntry {
  readonly layer: number;
  readonly kind: 'W' | 'b' | 'gamma' | 'beta';
  readonly row: number;
  readonly col: number;
  readonly analytic: number;
  /** The first difference where it agrees, else what wider and narrower ones come down to. */
  readonly numeric: number;
  readonly relativeError: number;
  /** However narrow the difference, an activation changed sides between w - h and w + h: it says nothing here. */
  readonly kink: boolean;
}
