import { describe, expect, test } from 'vitest';
import { generators, type GeneratorName } from '#core/spec/methods.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { makeDataset, type Dataset } from '#core/data/dataset.ts';
import { specOf } from './spec.ts';

type Data = NonNullable<RunSpecInput['data']>;
const make = (data: Data, units = 1, seed = 7): Dataset => makeDataset(specOf({ data, seed, network: { inputs: 2, layers: [{ units }] } }));
const points = (d: Dataset) =>
  Array.from({ length: d.samples }, (_, n) => ({
    x: d.x[d.inputs * n]!,
    y: d.x[d.inputs * n + 1]!,
    target: d.outputs === 1 ? d.y[n]! : d.y.subarray(n * d.outputs, (n + 1) * d.outputs).indexOf(1),
  }));
const countOf = (d: Dataset, target: number) => points(d).filter((p) => p.target === target).length;

describe.each(Object.keys(generators) as GeneratorName[])('%s', (name) => {
  const data = { kind: 'generator', name, samples: 101 } as Data;
  test('is a function of the seed', () => {
    expect(make(data)).toEqual(make(data));
    expect(make(data).x).not.toEqual(make(data, 1, 8).x);
  });
  test('has the samples, the columns and the finite values it says', () => {
    const d = make(data);
    expect(d).toMatchObject({ samples: 101, inputs: generators[name].inputs, outputs: 1, task: generators[name].task });
    expect(d.x).toHaveLength(101 * d.inputs);
    expect([...d.x, ...d.y].every(Number.isFinite)).toBe(true);
  });
  if (generators[name].task === 'classes')
    test('comes in mixed order, its classes balanced', () => {
      const d = make(data, name === 'blobs' ? 3 : 1);
      const targets = points(d).map((p) => p.target);
      expect(targets).not.toEqual([...targets].sort((a, b) => a - b));
      const sizes = [...new Set(targets)].map((c) => countOf(d, c));
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    });
});

describe('gaussian quantiles', () => {
  test('cut an isotropic Gaussian by squared norm into equal counts, the remainder in the last class', () => {
    const d = make({ kind: 'generator', name: 'gaussian-quantiles', samples: 1001, covariance: 0.1, classes: 3 }, 3);
    expect([0, 1, 2].map((c) => countOf(d, c))).toEqual([333, 333, 335]);
    const norms = points(d).map((p) => ({ norm: p.x * p.x + p.y * p.y, target: p.target }));
    const largest = (c: number) => Math.max(...norms.filter((p) => p.target === c).map((p) => p.norm));
    const smallest = (c: number) => Math.min(...norms.filter((p) => p.target === c).map((p) => p.norm));
    expect(largest(0)).toBeLessThan(smallest(1));
    expect(largest(1)).toBeLessThan(smallest(2));
  });
  test('have the covariance as the variance of each coordinate', () => {
    const d = make({ kind: 'generator', name: 'gaussian-quantiles', samples: 20_000, covariance: 0.1 });
    for (const axis of [0, 1]) {
      const values = d.x.filter((_, i) => i % 2 === axis);
      const mean = values.reduce((s, x) => s + x, 0) / values.length;
      expect(mean).toBeCloseTo(0, 2);
      expect(values.reduce((s, x) => s + (x - mean) * (x - mean), 0) / values.length).toBeCloseTo(0.1, 2);
    }
  });
});

test('xor: the class says whether the signs of the coordinates differ', () => {
  for (const p of points(make({ kind: 'generator', name: 'xor', samples: 400 }))) {
    expect(p.target).toBe(p.x > 0 === p.y > 0 ? 0 : 1);
    expect(Math.max(Math.abs(p.x), Math.abs(p.y))).toBeLessThan(1);
  }
});

test('circles: class 0 on radius 1, class 1 on the factor', () => {
  for (const p of points(make({ kind: 'generator', name: 'circles', noise: 0, factor: 0.4 })))
    expect(Math.hypot(p.x, p.y)).toBeCloseTo(p.target === 0 ? 1 : 0.4, 12);
});

test('moons: two half circles around (0, 0) and (1, 0.5)', () => {
  for (const p of points(make({ kind: 'generator', name: 'moons', noise: 0 }))) {
    expect(p.target === 0 ? Math.hypot(p.x, p.y) : Math.hypot(p.x - 1, p.y - 0.5)).toBeCloseTo(1, 12);
    expect(p.target === 0 ? p.y : 0.5 - p.y).toBeGreaterThan(-1e-12);
  }
});

test('spirals: an arm turns in proportion to its radius, each class from its own angle', () => {
  for (const p of points(make({ kind: 'generator', name: 'spirals', noise: 0, classes: 3, turns: 1.5 }, 3))) {
    const radius = Math.hypot(p.x, p.y);
    const expected = 2 * Math.PI * (1.5 * radius + p.target / 3);
    expect(p.x).toBeCloseTo(radius * Math.cos(expected), 10);
    expect(p.y).toBeCloseTo(radius * Math.sin(expected), 10);
  }
});

test('blobs: each class lies about its place on the unit circle with the spread asked for', () => {
  const d = make({ kind: 'generator', name: 'blobs', samples: 9000, spread: 0.2, classes: 3 }, 3);
  for (const c of [0, 1, 2]) {
    const own = points(d).filter((p) => p.target === c);
    const mean = own.reduce((s, p) => s + p.x, 0) / own.length;
    expect(mean).toBeCloseTo(Math.sin((2 * Math.PI * c) / 3), 1);
    expect(own.reduce((s, p) => s + (p.x - mean) * (p.x - mean), 0) / own.length).toBeCloseTo(0.04, 2);
  }
});

test('plane and sine follow their formulas when there is no noise', () => {
  for (const p of points(make({ kind: 'generator', name: 'plane', noise: 0 }))) expect(p.target).toBeCloseTo((p.x + p.y) / 2, 12);
  for (const p of points(make({ kind: 'generator', name: 'sine', noise: 0 }))) expect(p.target).toBeCloseTo(Math.sin(Math.PI * p.x), 12);
});

test('line, paraboloid, saddle and friedman1 follow their formulas when there is no noise', () => {
  for (const p of points(make({ kind: 'generator', name: 'line', noise: 0, slope: -3, intercept: 0.25 })))
    expect(p.target).toBeCloseTo(0.25 - 3 * p.x, 12);
  for (const p of points(make({ kind: 'generator', name: 'paraboloid', noise: 0 })))
    expect(p.target).toBeCloseTo(p.x * p.x + p.y * p.y, 12);
  for (const p of points(make({ kind: 'generator', name: 'saddle', noise: 0 }))) expect(p.target).toBeCloseTo(p.x * p.x - p.y * p.y, 12);
  const d = make({ kind: 'generator', name: 'friedman1', noise: 0 });
  for (let n = 0; n < d.samples; n++) {
    const [a, b, c, e, f] = d.x.subarray(5 * n, 5 * n + 5) as unknown as number[] & { length: 5 };
    expect(d.y[n]).toBeCloseTo(10 * Math.sin(Math.PI * a! * b!) + 20 * (c! - 0.5) * (c! - 0.5) + 10 * e! + 5 * f!, 10);
  }
});

test('columns and targets have names', () => {
  expect(make({ kind: 'generator', name: 'blobs', classes: 3 }, 3)).toMatchObject({ columns: ['x1', 'x2'], targets: ['0', '1', '2'] });
  expect(make({ kind: 'generator', name: 'sine' })).toMatchObject({ columns: ['x'], targets: ['y'] });
  expect(make({ kind: 'inline', x: [[1, 2]], y: [[0.5, 3]] }, 2)).toMatchObject({ columns: ['x1', 'x2'], targets: ['y1', 'y2'] });
});

describe('targets', () => {
  test('two classes and one output unit: 0 or 1', () => {
    expect(new Set(make({ kind: 'generator', name: 'moons' }).y)).toEqual(new Set([0, 1]));
  });
  test('two classes and two output units: one-hot', () => {
    const d = make({ kind: 'generator', name: 'moons', samples: 10 }, 2);
    expect(d.outputs).toBe(2);
    for (let n = 0; n < 10; n++) expect(d.y[2 * n]! + d.y[2 * n + 1]!).toBe(1);
  });
  test('own data keep their rows and their order; the task is read off the targets', () => {
    const x = [
      [1, 2],
      [3, 4],
    ];
    expect(make({ kind: 'inline', x, y: [[0], [1]] })).toMatchObject({ task: 'classes', x: Float64Array.of(1, 2, 3, 4), samples: 2 });
    expect(make({ kind: 'inline', x, y: [[0.01], [0.99]] }).task).toBe('regression');
    expect(make({ kind: 'inline', x, y: [[0, 1], [1, 0]] }, 2).task).toBe('classes'); // prettier-ignore
    expect(make({ kind: 'inline', x, y: [[1, 1], [1, 0]] }, 2).task).toBe('regression'); // prettier-ignore
  });
});
