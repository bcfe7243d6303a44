import { describe, expect, test } from 'vitest';
import type { PlaneAxes } from '#core/protocol/landscape.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { step, type Step } from '#core/contract/units.ts';
import { curvatureAt } from '#core/landscape/curvature.ts';
import { moveTo, randomDirections } from '#core/landscape/directions.ts';
import { gradientOver } from '#core/landscape/gradient-over.ts';
import { lossRows } from '#core/landscape/grid.ts';
import { levelsOf } from '#core/landscape/levels.ts';
import { lossOver } from '#core/landscape/loss-over.ts';
import { pathStates, planeAt, type PlaneAt } from '#core/landscape/plane.ts';
import { pointAt } from '#core/landscape/point.ts';
import { pathSteps, projector } from '#core/landscape/project.ts';
import { racing } from '#core/landscape/race.ts';
import { evenSamples } from '#core/landscape/samples.ts';
import type { Work } from '#core/landscape/work.ts';
import { principalDirections } from '#core/math/principal.ts';
import { dot, norm } from '#core/math/vectors.ts';
import { evaluate } from '#core/net/evaluate.ts';
import { initialState, prepareRun, type Run } from '#core/net/run.ts';
import { step as traceStep } from '#core/net/step.ts';
import { finished } from '#core/net/finished.ts';
import { symmetricEigen } from '#test/core/math/jacobi.ts';
import { movedState, runOf } from '#test/core/net/runs.ts';
import { expectClose, golden, specOf } from '#test/golden/golden.ts';

interface Reference {
  points: number[][];
  principal: number[][];
  variance: number[];
  x: number[][];
  y: number[][];
  l2: number;
  W1: number[][];
  b1: number[];
  W2: number[][];
  b2: number[];
  gradient: number[];
  eigenvalue: number;
  eigenvector: number[];
  u: number[];
  v: number[];
  grid: number[][];
}
const reference = golden<Reference>('landscape.json');

/** The reference's network. */
const small = (): Run =>
  prepareRun(
    specOf({
      data: { kind: 'inline', x: reference.x, y: reference.y },
      network: { layers: [{ units: 3, activation: 'tanh' }, { units: 1 }] },
      penalty: { l2: reference.l2 },
      parameters: [
        { W: reference.W1, b: reference.b1 },
        { W: reference.W2, b: reference.b2 },
      ],
    }),
  );
/** A reference's direction and ours may differ in sign. */
const alike = (a: Float64Array, b: readonly number[]): number => Math.abs(dot(a, Float64Array.from(b)));

const circles: RunSpecInput = {
  data: { kind: 'generator', name: 'circles', samples: 300 },
  network: {
    layers: [
      { units: 4, activation: 'tanh', normalization: 'batch', dropout: 0.2 },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'binary-cross-entropy',
  batch: 32,
  penalty: { l1: 0.001, l2: 0.01 },
  optimizer: { kind: 'momentum', learningRate: 0.05 },
};
const trained = (input: RunSpecInput, steps: number) => {
  const run = prepareRun(specOf(input));
  const states = [initialState(run)];
  for (let k = 0; k < steps; k++) states.push(traceStep(run, k, states[k]!, []).next);
  const stateAt = function* (k: Step): Work<Float64Array> {
    return states[k]!.slice();
  };
  const plane = (axes: PlaneAxes, k: number): PlaneAt =>
    finished(planeAt(run, { step: step(k), axes, to: step(steps) }, stateAt, finished(pathStates(run, step(steps), stateAt))));
  return { run, states, plane };
};
const kinds: PlaneAxes[] = [
  { kind: 'path' },
  { kind: 'random', seed: 4 },
  { kind: 'curvature' },
  { kind: 'weights', first: { layer: 1, kind: 'W', row: 1, col: 2 }, second: { layer: 2, kind: 'b', row: 0, col: 0 } },
];

describe('losses on a plane', () => {
  test('the whole grid is NumPy’s', () => {
    const run = small();
    const centre = initialState(run);
    const at = { centre, directions: [Float64Array.from(reference.u), Float64Array.from(reference.v)] } as unknown as PlaneAt;
    const values = finished(
      lossRows(at, { x: [-1, 1], y: [-1, 1], grid: 5, rows: [0, 5], known: 0 }, lossOver(run, evenSamples(run.train, 12))),
    );
    expectClose(values, reference.grid, 1e-12, 'loss');
  });

  test.each(kinds)('at the centre and beside it is what evaluate says of such parameters: $kind', (axes) => {
    const { run, states, plane } = trained(circles, 20);
    const at = plane(axes, 12);
    const [x, y] = [[-0.5, 0.5], [-0.25, 0.25]] as const; // prettier-ignore
    const values = finished(lossRows(at, { x, y, grid: 3, rows: [0, 3], known: 0 }, lossOver(run, run.train)));
    expect(values[4]).toBe(evaluate(run, states[12]!, run.train).loss);
    const moved = states[12]!.slice();
    for (let i = 0; i < run.layout.parameters; i++) moved[i] = states[12]![i]! + 0.5 * at.directions[0][i]! - 0.25 * at.directions[1][i]!;
    expect(values[2]).toBeCloseTo(evaluate(run, moved, run.train).loss, 12);
  });

  test('a finer grid, asked for in bands and without the known points, is the same as at once', () => {
    const { run, plane } = trained(circles, 4);
    const at = plane({ kind: 'path' }, 4);
    const square = { x: at.plane.x, y: at.plane.y };
    const lossAt = lossOver(run, evenSamples(run.train, 120));
    const whole = finished(lossRows(at, { ...square, grid: 9, rows: [0, 9], known: 0 }, lossAt));
    const coarse = finished(lossRows(at, { ...square, grid: 5, rows: [0, 5], known: 0 }, lossAt));
    const band = finished(lossRows(at, { ...square, grid: 9, rows: [3, 6], known: 2 }, lossAt));
    for (let row = 3; row < 6; row++)
      for (let col = 0; col < 9; col++) {
        const found = band[(row - 3) * 9 + col]!;
        if (row % 2 === 0 && col % 2 === 0) {
          expect(found).toBeNaN();
          expect(coarse[(row / 2) * 5 + col / 2]).toBeCloseTo(whole[row * 9 + col]!, 12);
        } else expect(found).toBe(whole[row * 9 + col]);
      }
  });

  test('what overflows is an answer: infinite or no number', () => {
    const { run, plane } = trained({ ...circles, loss: 'mse', network: { layers: [{ units: 4 }, { units: 1 }] } }, 2);
    const at = plane({ kind: 'random', seed: 1 }, 2);
    const values = finished(
      lossRows(at, { x: [-1e200, 1e200], y: [-1e200, 1e200], grid: 3, rows: [0, 3], known: 0 }, lossOver(run, run.train)),
    );
    expect(Array.from(values, Number.isFinite)).toEqual([false, false, false, false, true, false, false, false, false]);
  });

  test('pauses after every few samples, so that it can be left at once', () => {
    const { run, states } = trained(circles, 1);
    const work = lossOver(run, run.train)(states[0]!);
    let pauses = 0;
    while (!work.next().done) pauses++;
    expect(pauses).toBe(1);
  });

  test('a grid pauses after so many losses', () => {
    const { run, plane } = trained(circles, 1);
    const query = { x: [-1, 1], y: [-1, 1], grid: 5, rows: [0, 5], known: 0 } as const;
    const pausesOf = (atOnce: number): number => {
      const work = lossRows(plane({ kind: 'random', seed: 1 }, 1), query, lossOver(run, evenSamples(run.train, 20)), atOnce);
      let pauses = 0;
      while (!work.next().done) pauses++;
      return pauses;
    };
    expect([1, 4, 100].map(pausesOf)).toEqual([25, 6, 0]);
  });

  test('a large network begins with few samples and ends with all, a small one takes all', () => {
    const grids = (run: Run) => levelsOf(run).map(({ grid, samples }) => [grid, samples]);
    expect(grids(prepareRun(specOf(circles)))).toEqual([9, 17, 33, 65].map((grid) => [grid, 300]));
    const wide: RunSpecInput = {
      ...circles,
      data: { kind: 'generator', name: 'circles', samples: 2000 },
      network: { layers: [{ units: 128 }, { units: 64 }, { units: 1, activation: 'sigmoid' }] },
    };
    const levels = grids(prepareRun(specOf(wide)));
    expect(levels[0]).toEqual([9, expect.any(Number)]);
    expect(levels[0]![1]).toBeLessThan(1000);
    expect(levels.at(-1)![1]).toBe(2000);
  });

  test('few samples are evenly chosen', () => {
    const { run } = trained(circles, 0);
    const some = evenSamples(run.train, 3);
    expect([...some.x]).toEqual([0, 100, 200].flatMap((n) => [...run.train.x.subarray(2 * n, 2 * n + 2)]));
    expect(evenSamples(run.train, 300)).toBe(run.train);
  });
});

describe('directions', () => {
  test('principal directions and their variance are NumPy’s', () => {
    const points = reference.points.map((point) => Float64Array.from(point));
    const [u, v] = finished(principalDirections(points))!;
    expect(alike(u, reference.principal[0]!)).toBeCloseTo(1, 12);
    expect(alike(v, reference.principal[1]!)).toBeCloseTo(1, 12);
    expect(dot(u, points[6]!) - points.reduce((sum, point) => sum + dot(u, point) / 7, 0)).toBeGreaterThan(0);
  });

  test('variance along the axes of the path, summed over all parameters', () => {
    const { run, states, plane } = trained(circles, 30);
    const { variance } = plane({ kind: 'path' }, 30).plane;
    const P = run.layout.parameters;
    // All the variance is the trace of the covariance; its two largest eigenvalues are the axes' shares.
    const mean = new Float64Array(P).map((_, i) => states.reduce((sum, state) => sum + state[i]! / states.length, 0));
    const covariance = new Float64Array(P * P);
    for (let i = 0; i < P; i++)
      for (let j = 0; j < P; j++)
        covariance[i * P + j] = states.reduce((sum, state) => sum + (state[i]! - mean[i]!) * (state[j]! - mean[j]!), 0);
    const values = [...symmetricEigen(covariance, P).values].sort((a, b) => b - a);
    const total = values.reduce((sum, value) => sum + value, 0);
    expect(variance![0]).toBeCloseTo(values[0]! / total, 9);
    expect(variance![1]).toBeCloseTo(values[1]! / total, 9);
  });

  test('a path that has not moved has no variance, and a plane all the same', () => {
    const { plane } = trained(circles, 0);
    const { plane: answer, directions } = plane({ kind: 'path' }, 0);
    expect(answer.variance).toBeUndefined();
    expect([norm(directions[0]), norm(directions[1]), dot(...(directions as [Float64Array, Float64Array]))]).toEqual([
      expect.closeTo(1, 12),
      expect.closeTo(1, 12),
      expect.closeTo(0, 12),
    ]);
  });

  test('random ones are as long as each unit’s weights and orthogonal unit by unit; biases stay', () => {
    const run = runOf('mse', [{ units: 4, activation: 'tanh' }, { units: 2 }]);
    const state = movedState(run);
    const [u, v] = randomDirections(run, state, 5);
    for (const { inputs, units, W, b } of run.layout.layers) {
      for (let o = 0; o < units; o++) {
        const unit = (of: Float64Array) => Float64Array.from({ length: inputs }, (_, i) => of[W + i * units + o]!);
        expect(norm(unit(u))).toBeCloseTo(norm(unit(state)), 12);
        expect(norm(unit(v))).toBeCloseTo(norm(unit(state)), 12);
        expect(dot(unit(u), unit(v))).toBeCloseTo(0, 12);
        expect([u[b + o], v[b + o]]).toEqual([0, 0]);
      }
    }
    expect(randomDirections(run, state, 5)).toEqual([u, v]);
    expect(randomDirections(run, state, 6)[0]).not.toEqual(u);
  });

  test('gradient, curvature and its direction are NumPy’s', () => {
    const run = small();
    const { gradient, direction, eigenvalue } = finished(curvatureAt(run, initialState(run)));
    expectClose(gradient, reference.gradient, 1e-10, 'gradient');
    expect(Math.abs(eigenvalue / reference.eigenvalue - 1)).toBeLessThan(1e-6);
    expect(1 - alike(direction, reference.eigenvector)).toBeLessThan(1e-6);
  });

  test.each(kinds)('a point of the plane projects onto its own coordinates: $kind', (axes) => {
    const { plane } = trained(circles, 20);
    const { centre, directions } = plane(axes, 7);
    const point = centre.slice();
    moveTo(point, centre, directions, 0.3, -0.7);
    const { x, y, off } = projector(centre, directions)(point);
    expect([x, y, off]).toEqual([expect.closeTo(0.3, 9), expect.closeTo(-0.7, 9), expect.closeTo(0, 9)]);
  });

  test('the distance from a plane of two weights is that of all the others', () => {
    const { run, states, plane } = trained(circles, 9);
    const { path } = plane(kinds[3]!, 3).plane;
    const { W } = run.layout.layers[0]!;
    const { b } = run.layout.layers[1]!;
    const difference = (i: number) => states[9]![i]! - states[3]![i]!;
    let squares = 0;
    for (let i = 0; i < run.layout.parameters; i++) if (i !== W + 6 && i !== b) squares += difference(i) * difference(i);
    expect([path.x[9], path.y[9], path.off[9]]).toEqual([difference(W + 6), difference(b), expect.closeTo(Math.sqrt(squares), 12)]);
  });
});

test('a path is sampled from end to end, every step once, closer together at first', () => {
  expect(pathSteps(4, 65)).toEqual([0, 1, 2, 3, 4]);
  expect(pathSteps(0, 65)).toEqual([0]);
  for (const to of [64, 65, 100, 5000, 123_457]) {
    const steps = pathSteps(to, 65);
    expect([steps.length, steps[0], steps.at(-1)]).toEqual([65, 0, to]);
    for (let i = 1; i < 65; i++) expect(steps[i]).toBeGreaterThan(steps[i - 1]!);
  }
  expect(pathSteps(5000, 65)[32]).toBe(1250);
});

describe('the gradient of what is drawn', () => {
  test.each([
    ['normalised, dropped and penalised', circles],
    ['added up, biases fixed', { ...circles, reduction: 'sum', train: { biases: false } }],
    [
      'in article arithmetic',
      {
        data: { kind: 'generator', name: 'circles', samples: 300 },
        network: {
          layers: [
            { units: 3, activation: 'relu' },
            { units: 1, activation: 'sigmoid' },
          ],
        },
        arithmetic: 'article',
      },
    ],
  ] as [string, RunSpecInput][])('is that of central differences: %s', (_, input) => {
    const { run, states } = trained(input, 5);
    const gradient = new Float64Array(run.layout.parameters);
    const loss = finished(gradientOver(run, run.train)(states[5]!, gradient));
    expect(loss).toBeCloseTo(evaluate(run, states[5]!, run.train).loss, 9);
    const lossAt = lossOver(run, run.train);
    const trial = states[5]!.slice();
    for (const { from, to, trained: moves } of run.layout.ranges)
      for (let i = from; i < to; i++) {
        const at = (value: number) => {
          trial[i] = value;
          return finished(lossAt(trial));
        };
        const w = states[5]![i]!;
        const numeric = moves ? (at(w + 1e-6) - at(w - 1e-6)) / 2e-6 : 0;
        trial[i] = w;
        expect(Math.abs(gradient[i]! - numeric) / Math.max(1e-2, Math.abs(numeric))).toBeLessThan(1e-5);
      }
  });

  test('slopes, descent and the step at the playhead', () => {
    const { run, states, plane } = trained(circles, 20);
    const at = plane({ kind: 'path' }, 5);
    const point = finished(pointAt(run, at, step(11), states[11]!, lossOver(run, run.train)));
    expect([point.x, point.y]).toEqual([at.plane.path.x[11], at.plane.path.y[11]]);
    expect(point.loss).toBe(evaluate(run, states[11]!, run.train).loss);
    const lossAt = lossOver(run, run.train);
    const there = (x: number, y: number) => {
      const moved = at.centre.slice();
      moveTo(moved, at.centre, at.directions, x, y);
      return finished(lossAt(moved));
    };
    const h = 1e-5;
    expect(point.planeLoss).toBeCloseTo(there(point.x, point.y), 9);
    expect(point.slope[0]).toBeCloseTo((there(point.x + h, point.y) - there(point.x - h, point.y)) / (2 * h), 7);
    expect(point.slope[1]).toBeCloseTo((there(point.x, point.y + h) - there(point.x, point.y - h)) / (2 * h), 7);
    expect(point.descent).toEqual([expect.closeTo(-point.slope[0], 9), expect.closeTo(-point.slope[1], 9)]);
    const { path } = at.plane;
    expect(point.move).toEqual([expect.closeTo(path.x[12]! - path.x[11]!, 9), expect.closeTo(path.y[12]! - path.y[11]!, 9)]);
  });
});

describe('rivals', () => {
  test('the run’s own optimiser goes its own way; another leaves from the same place', () => {
    const { run, states, plane } = trained(circles, 20);
    const at = plane({ kind: 'path' }, 20);
    const race = (kind: 'optimizer', optimizer: object) =>
      finished(racing(run, at, 20, { kind, optimizer: specOf({ ...circles, optimizer }).optimizer }));
    const own = race('optimizer', circles.optimizer!);
    expect(own.path).toEqual(at.plane.path);
    expect(own.loss).toBe(evaluate(run, states[20]!, run.train).loss);
    const adam = race('optimizer', { kind: 'adam' });
    expect([adam.path.x[0], adam.path.y[0]]).toEqual([own.path.x[0], own.path.y[0]]);
    expect(adam.path.x[20]).not.toBe(own.path.x[20]);
    const other = finished(racing(run, at, 20, { kind: 'start', seed: 77 }));
    expect(other.path.x[0]).not.toBe(own.path.x[0]);
  });

  test('in a branch whose optimiser began later a rival’s first update is its first', () => {
    const { run, plane } = trained({ ...circles, optimizer: { kind: 'adam' } }, 20);
    const at = plane({ kind: 'path' }, 20);
    const branch = { ...run, optimizerFrom: 7 };
    for (const rival of [
      { kind: 'optimizer', optimizer: run.spec.optimizer },
      { kind: 'start', seed: 77 },
    ] as const)
      expect(finished(racing(branch, at, 20, rival))).toEqual(finished(racing(run, at, 20, rival)));
  });

  test('one that diverges ends where it does, and says so', () => {
    const { run, plane } = trained({ ...circles, loss: 'mse', network: { layers: [{ units: 4 }, { units: 1 }] } }, 3);
    const optimizer = { kind: 'sgd', learningRate: 1e6 } as const;
    const result = finished(racing(run, plane({ kind: 'path' }, 3), 200, { kind: 'optimizer', optimizer }));
    expect(result.failure?.code).toBe('non-finite');
    expect(result.path.steps.at(-1)).toBeLessThan(200);
  });
});
