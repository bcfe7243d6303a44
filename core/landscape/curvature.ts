import { workPerSample } from '#core/net/data-loss.ts';
import type { Run } from '#core/net/run.ts';
import { drawn } from './directions.ts';
import { gradientOver } from './gradient-over.ts';
import { evenSamples } from './samples.ts';
import { addScaled, dot, norm, normaliseLength } from '#core/math/vectors.ts';
import type { Work } from './work.ts';

/** Multiply-adds that one gradient may cost here: a hundred of them are made. */
const gradientWork = 1e7;
const iterations = 60;
/** Change of the direction, from one iteration to the next, at which it is found. */
const found = 1e-10;
/** Half-width of the difference, relative to the parameters: near the cube root of the rounding unit. */
const reach = 1e-5;

export interface Curvature {
  readonly gradient: Float64Array;
  /** Of length 1. */
  readonly direction: Float64Array;
  readonly eigenvalue: number;
  readonly samples: number;
}

/**
 * The gradient and the eigenvector of the Hessian whose eigenvalue is largest in size, by power iteration; H·d is the central difference
 * (g(theta + h·d) - g(theta - h·d)) / 2h of gradients. Over as many samples as keep it short.
 */
export function* curvatureAt(run: Run, state: Float64Array): Work<Curvature> {
  const samples = Math.min(run.train.samples, Math.max(32, Math.floor(gradientWork / (3 * workPerSample(run)))));
  const gradientAt = gradientOver(run, evenSamples(run.train, samples));
  const { parameters } = run.layout;
  const gradient = new Float64Array(parameters);
  yield* gradientAt(state, gradient);
  const h = reach * Math.max(1, norm(state.subarray(0, parameters)));
  const trial = state.slice();
  const above = new Float64Array(parameters);
  const below = new Float64Array(parameters);
  let direction = drawn(run, 0, 4);
  let eigenvalue = 0;
  for (let i = 0; i < iterations; i++) {
    for (const [side, into] of [
      [1, above],
      [-1, below],
    ] as const) {
      trial.set(state);
      addScaled(trial.subarray(0, parameters), side * h, direction);
      yield* gradientAt(trial, into);
    }
    const next = above.slice();
    addScaled(next, -1, below);
    eigenvalue = dot(direction, next) / (2 * h);
    if (!normaliseLength(next)) break;
    const turned = 1 - Math.abs(dot(direction, next));
    direction = next;
    if (turned < found) break;
  }
  return { gradient, direction, eigenvalue, samples };
}
