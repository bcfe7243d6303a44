import type { Plane, PlaneQuery } from '#core/protocol/landscape.ts';
import { step as asStep, type Step } from '#core/contract/units.ts';
import type { Run } from '#core/net/run.ts';
import { curvatureAt, type Curvature } from './curvature.ts';
import { drawn, indexOf, orthonormal, randomDirections, weightDirections, type Directions } from './directions.ts';
import { levelsOf } from './levels.ts';
import { principalDirections } from '#core/math/principal.ts';
import { pathSteps, pathOf, projector } from './project.ts';
import { addScaled, norm } from '#core/math/vectors.ts';
import type { Work } from './work.ts';

/** theta_k, the caller's own copy. */
export type StateAt = (step: Step) => Work<Float64Array>;

/** A plane with all that is needed to compute on it. */
export interface PlaneAt {
  readonly plane: Plane;
  /** The whole state at the plane's step. */
  readonly centre: Float64Array;
  readonly directions: Directions;
}

/** Numbers of the path's states that are held at once: a long wait and much memory for large networks else. */
const pathNumbers = 5e5;
export const pathSamples = (run: Run): number => Math.max(5, Math.min(65, Math.floor(pathNumbers / run.layout.parameters)));

/** The parameters at some steps of the training so far. */
export interface PathStates {
  readonly steps: readonly number[];
  readonly states: readonly Float64Array[];
}

export function* pathStates(run: Run, to: Step, stateAt: StateAt): Work<PathStates> {
  const steps = pathSteps(to, pathSamples(run));
  const states: Float64Array[] = [];
  for (const step of steps) states.push((yield* stateAt(asStep(step))).slice(0, run.layout.parameters));
  return { steps, states };
}

/** The plane that a query names, with the path up to its end. Pauses often; the same query gives the same plane. */
export function* planeAt(run: Run, query: PlaneQuery, stateAt: StateAt, { steps, states }: PathStates): Work<PlaneAt> {
  const centre = yield* stateAt(query.step);
  const curvature = query.axes.kind === 'curvature' ? yield* curvatureAt(run, centre) : undefined;
  const directions = yield* directionsOf(run, query, centre, states, curvature);
  const project = projector(centre, directions);
  const path = pathOf(steps, states.map(project));
  const lengths = [norm(directions[0]), norm(directions[1])] as const;
  const variance = varianceAlong(states, path, lengths);
  return {
    plane: {
      step: query.step,
      kind: query.axes.kind,
      ...squareOf(run, query, centre, path, curvature),
      ...(query.axes.kind === 'weights' && {
        origin: [centre[indexOf(run.layout, query.axes.first)]!, centre[indexOf(run.layout, query.axes.second)]!] as const,
      }),
      lengths,
      path,
      ...(variance && { variance }),
      ...(curvature && { curvature: { eigenvalue: curvature.eigenvalue, samples: curvature.samples } }),
      levels: levelsOf(run),
    },
    centre,
    directions,
  };
}

function* directionsOf(
  run: Run,
  { axes }: PlaneQuery,
  centre: Float64Array,
  states: readonly Float64Array[],
  curvature: Curvature | undefined,
): Work<Directions> {
  if (axes.kind === 'weights') return weightDirections(run, axes.first, axes.second);
  if (axes.kind === 'random') return randomDirections(run, centre, axes.seed);
  if (curvature) return orthonormal(run, curvature.gradient, curvature.direction);
  return (yield* principalDirections(states)) ?? orthonormal(run, drawn(run, 0, 0), drawn(run, 0, 1));
}

/** Shares of the path's variance along each direction. */
const varianceAlong = (
  states: readonly Float64Array[],
  { x, y }: Plane['path'],
  lengths: Plane['lengths'],
): readonly [number, number] | undefined => {
  const mean = new Float64Array(states[0]!.length);
  for (const state of states) addScaled(mean, 1 / states.length, state);
  let total = 0;
  for (const state of states) for (let i = 0; i < mean.length; i++) total += (state[i]! - mean[i]!) * (state[i]! - mean[i]!);
  if (total === 0) return undefined;
  return [(spread(x) * lengths[0] * lengths[0]) / total, (spread(y) * lengths[1] * lengths[1]) / total];
};

/** Sum of squared deviations from the mean. */
const spread = (values: Float64Array): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
};

/** Room around what a square is to show. */
const margin = 1.25;

/** A square of the plane that shows what is worth seeing: the path, or as far from the centre as the loss changes much. */
const squareOf = (
  run: Run,
  { axes }: PlaneQuery,
  centre: Float64Array,
  path: Plane['path'],
  curvature: Curvature | undefined,
): Pick<Plane, 'x' | 'y'> => {
  const around = (x: number, y: number, half: number): Pick<Plane, 'x' | 'y'> => ({ x: [x - half, x + half], y: [y - half, y + half] });
  if (axes.kind === 'random') return around(0, 0, 1);
  const size = norm(centre.subarray(0, run.layout.parameters)) || 1;
  if (curvature) {
    // At this distance along the bend the quadratic model adds four times the typical size of a loss.
    const half = Math.sqrt(8 / Math.max(Math.abs(curvature.eigenvalue), 1e-12));
    return around(0, 0, Math.min(size, Math.max(0.02 * size, half)));
  }
  const reach = (values: Float64Array): readonly [number, number] => {
    let [low, high] = [0, 0];
    for (const value of values) if (Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
    return [low, high];
  };
  const [[left, right], [bottom, top]] = [reach(path.x), reach(path.y)];
  const span = (margin * Math.max(right - left, top - bottom)) / 2;
  const least =
    axes.kind === 'weights'
      ? Math.max(1, ...[axes.first, axes.second].map((place) => 1.5 * Math.abs(centre[indexOf(run.layout, place)]!)))
      : 0.05 * size;
  return around((left + right) / 2, (bottom + top) / 2, Math.max(span, least));
};
