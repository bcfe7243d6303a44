import type { ProjectedPath } from '#core/protocol/landscape.ts';
import type { Directions } from './directions.ts';
import { dot } from '#core/math/vectors.ts';

/** Coordinates of a point's nearest neighbour on the plane, and its distance from it. */
export interface Projection {
  readonly x: number;
  readonly y: number;
  readonly off: number;
}

/** Solves [uu uv; uv vv]·[x y] = [a b]; what a direction without length or a second one along the first would add is left out. */
export const solverFor = ([u, v]: Directions): ((a: number, b: number) => readonly [number, number]) => {
  const [uu, uv, vv] = [dot(u, u), dot(u, v), dot(v, v)];
  const determinant = uu * vv - uv * uv;
  if (determinant > 1e-12 * uu * vv) return (a, b) => [(vv * a - uv * b) / determinant, (uu * b - uv * a) / determinant];
  return uu > 0 ? (a) => [a / uu, 0] : (_, b) => [0, vv > 0 ? b / vv : 0];
};

/** Projects states onto the plane through `centre`. */
export const projector = (centre: Float64Array, directions: Directions): ((state: Float64Array) => Projection) => {
  const [u, v] = directions;
  const solve = solverFor(directions);
  return (state) => {
    let a = 0;
    let b = 0;
    for (let i = 0; i < u.length; i++) {
      const d = state[i]! - centre[i]!;
      a += d * u[i]!;
      b += d * v[i]!;
    }
    const [x, y] = solve(a, b);
    let squares = 0;
    for (let i = 0; i < u.length; i++) {
      const rest = state[i]! - centre[i]! - x * u[i]! - y * v[i]!;
      squares += rest * rest;
    }
    return { x, y, off: Math.sqrt(squares) };
  };
};

export const pathOf = (steps: readonly number[], projections: readonly Projection[]): ProjectedPath => ({
  steps: Float64Array.from(steps),
  x: Float64Array.from(projections, ({ x }) => x),
  y: Float64Array.from(projections, ({ y }) => y),
  off: Float64Array.from(projections, ({ off }) => off),
});

/**
 * `count` steps from 0 to `to`, both among them, closer together at first, where parameters move fast: step i of n is to·(i/n)², or i where
 * that is less. All steps where there are not so many.
 */
export const pathSteps = (to: number, count: number): number[] => {
  const n = Math.min(to, count - 1);
  return Array.from({ length: n + 1 }, (_, i) => (n === 0 ? 0 : Math.max(i, Math.round((to * i * i) / (n * n)))));
};
