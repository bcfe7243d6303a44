import type { ParameterRef } from '#core/contract/explanation.ts';
import type { Failure } from '#core/contract/failure.ts';
import type { OptimizerSpec } from '#core/spec/run-spec.ts';
import type { Step } from '#core/contract/units.ts';

/**
 * How the two directions of a plane through parameter space are chosen.
 * - path: the two along which the parameters moved most (principal components of the path of training)
 * - random: two that are drawn, each unit's part as long as the unit's own weights (Li et al., 2018)
 * - curvature: the gradient and the direction in which the loss bends most
 * - weights: two weights or biases, everything else held
 */
export const planeKinds = ['path', 'weights', 'random', 'curvature'] as const;
export type PlaneKind = (typeof planeKinds)[number];
export type PlaneAxes =
  | { readonly kind: 'path' }
  | { readonly kind: 'random'; readonly seed: number }
  | { readonly kind: 'curvature' }
  | { readonly kind: 'weights'; readonly first: ParameterRef; readonly second: ParameterRef };

/** The plane theta = theta_step + x·u + y·v. The same query names the same plane. */
export interface PlaneQuery {
  readonly step: Step;
  readonly axes: PlaneAxes;
  /** The path of training is looked at from step 0 up to this one. */
  readonly to: Step;
}

/** A path through parameter space seen from the plane, sampled at n steps, the first and the last among them, closer together at first. */
export interface ProjectedPath {
  readonly steps: Float64Array;
  /** Coordinates of the nearest point of the plane, (n) each. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Distance from the plane, (n). */
  readonly off: Float64Array;
}

/** One picture of the plane, to be computed after the coarser ones before it. */
export interface LandscapeLevel {
  /** Points along each side, an odd number; a level holds every point of the one before. */
  readonly grid: number;
  /** Training samples that its losses are taken over. */
  readonly samples: number;
  /** Rows of the grid to ask for at once, so that an answer takes a fraction of a second. */
  readonly rows: number;
}

export interface Plane {
  readonly step: Step;
  readonly kind: PlaneKind;
  /** A square to look at. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** For `weights`: the two parameters' own values at the plane's step. */
  readonly origin?: readonly [number, number];
  /** Euclidean lengths of u and v. */
  readonly lengths: readonly [number, number];
  readonly path: ProjectedPath;
  /** Share of the path's variance along u and along v; undefined for a path that does not move. */
  readonly variance?: readonly [number, number];
  /** For `curvature`: the eigenvalue of the loss's Hessian that is largest in size, and the samples that it was found over. */
  readonly curvature?: { readonly eigenvalue: number; readonly samples: number };
  readonly levels: readonly LandscapeLevel[];
}

/** Rows [rows[0], rows[1]) of a grid of losses over a rectangle of the plane. */
export interface LandscapeQuery {
  readonly plane: PlaneQuery;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly grid: number;
  /** Training samples, evenly chosen. */
  readonly samples: number;
  readonly rows: readonly [number, number];
  /** Points whose row and column are both multiples of this are left out: the asker has them from a coarser grid. 0 leaves none out. */
  readonly known: number;
}

/** Where the parameters of a step are, seen from the plane. */
export interface PlanePoint {
  readonly step: Step;
  readonly x: number;
  readonly y: number;
  /** Distance from the plane. */
  readonly off: number;
  /** The training loss of theta_step, and that of the nearest point of the plane. */
  readonly loss: number;
  readonly planeLoss: number;
  /** Slopes of the loss along x and y at the nearest point of the plane: its tangent plane. */
  readonly slope: readonly [number, number];
  /** Steepest descent within the plane, in its coordinates. */
  readonly descent: readonly [number, number];
  /** theta_{step+1} - theta_step in the plane's coordinates; undefined where no step follows. */
  readonly move?: readonly [number, number];
}

export interface PlanePointQuery {
  readonly plane: PlaneQuery;
  readonly step: Step;
}

/** Another training of the same network: with another optimiser from the same start, or from another start. */
export type Rival = { readonly kind: 'optimizer'; readonly optimizer: OptimizerSpec } | { readonly kind: 'start'; readonly seed: number };

export interface RaceQuery {
  readonly plane: PlaneQuery;
  readonly steps: number;
  /** At most four. */
  readonly rivals: readonly Rival[];
}

export interface RaceResult {
  /** As far as the rival came. */
  readonly path: ProjectedPath;
  /** Training loss at the last step of the path. */
  readonly loss: number;
  /** Why it ended early. */
  readonly failure?: Failure;
}
