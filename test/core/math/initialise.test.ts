import { describe, expect, test } from 'vitest';
import { initializers, type BiasInitializer, type Initializer } from '#core/spec/methods.ts';
import { initialise, type Start } from '#core/math/initialise.ts';
import { uniformAt } from '#core/math/random.ts';

const [inputs, outputs] = [120, 80];
const W = inputs * outputs;
const drawn = (initializer: Initializer, seed = 1): Float64Array => {
  const parameters = new Float64Array(W + outputs + 1).fill(5);
  initialise({ initializer }, seed, parameters, inputs, outputs, 0, W);
  return parameters;
};
/** Variance of the weights, and the interval of the uniform ones. */
const wanted: Readonly<Record<Exclude<Initializer, 'constant'>, { variance: number; bound?: number }>> = {
  zeros: { variance: 0, bound: 0 },
  orthogonal: { variance: 1 / 120 },
  uniform: { variance: 1 / 3, bound: 1 },
  normal: { variance: 1 },
  'xavier-uniform': { variance: 2 / 200, bound: Math.sqrt(6 / 200) },
  'xavier-normal': { variance: 2 / 200 },
  'he-uniform': { variance: 2 / 120, bound: Math.sqrt(6 / 120) },
  'he-normal': { variance: 2 / 120 },
  'lecun-uniform': { variance: 1 / 120, bound: Math.sqrt(3 / 120) },
  'lecun-normal': { variance: 1 / 120 },
};

describe.each(initializers.filter((name) => name !== 'constant'))('%s', (name) => {
  const { variance, bound } = wanted[name];
  const weights = drawn(name).subarray(0, W);

  test('has its variance around 0', () => {
    const squares = weights.reduce((sum, w) => sum + w * w, 0) / W;
    expect(Math.abs(squares - variance)).toBeLessThanOrEqual(0.06 * variance);
    const mean = weights.reduce((sum, w) => sum + w, 0) / W;
    expect(Math.abs(mean)).toBeLessThanOrEqual(4 * Math.sqrt(variance / W));
  });

  test('keeps to its interval, or leaves it as a normal must', () => {
    const largest = weights.reduce((top, w) => Math.max(top, Math.abs(w)), 0);
    if (bound === undefined) expect(largest).toBeGreaterThan(3 * Math.sqrt(variance));
    else {
      expect(largest).toBeLessThanOrEqual(bound);
      expect(largest).toBeGreaterThanOrEqual(0.99 * bound);
    }
  });

  test('draws biases only for the uniform of the article', () => {
    const biases = drawn(name).subarray(W, W + outputs);
    if (name === 'uniform') expect(new Set(biases).size).toBe(outputs);
    else expect(new Set(biases)).toEqual(new Set([0]));
    expect(drawn(name)[W + outputs]).toBe(5);
  });

  test('is a function of the seed', () => {
    expect(drawn(name)).toEqual(drawn(name));
    if (name !== 'zeros') expect(drawn(name, 2)).not.toEqual(drawn(name));
  });
});

const started = (start: Start, inputs: number, outputs: number): Float64Array => {
  const parameters = new Float64Array(inputs * outputs + outputs);
  initialise(start, 4, parameters, inputs, outputs, 0, inputs * outputs);
  return parameters;
};

test('constant: every weight, and the biases by themselves', () => {
  expect([...started({ initializer: 'constant', constant: -0.25 }, 2, 3)]).toEqual([...Array(6).fill(-0.25), 0, 0, 0]);
  expect([...started({ initializer: 'zeros', biasInitializer: 'constant', biasConstant: 0.75 }, 2, 1)]).toEqual([0, 0, 0.75]);
});

describe('biases', () => {
  const biases = (biasInitializer: BiasInitializer, initializer: Initializer = 'he-normal') =>
    started({ initializer, biasInitializer }, 100, 2000).subarray(200_000);

  test('keep to their interval, and the usual ones follow the weights', () => {
    const reach = (values: Float64Array): number => values.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
    expect(reach(biases('zeros', 'uniform'))).toBe(0);
    expect(reach(biases('usual'))).toBe(0);
    expect(biases('usual', 'uniform')).toEqual(biases('uniform', 'uniform'));
    expect(reach(biases('uniform'))).toBeGreaterThan(0.99);
    expect(reach(biases('uniform'))).toBeLessThanOrEqual(1);
    expect(reach(biases('lecun-uniform'))).toBeGreaterThan(0.099);
    expect(reach(biases('lecun-uniform'))).toBeLessThanOrEqual(0.1);
    const squares = biases('normal').reduce((sum, value) => sum + value * value, 0) / 2000;
    expect(Math.abs(squares - 1)).toBeLessThan(0.1);
  });
});

describe('orthogonal', () => {
  test.each([
    [5, 5],
    [7, 3],
    [3, 7],
    [1, 4],
    [60, 60],
  ])('%i by %i: the shorter side is orthonormal', (inputs, outputs) => {
    const W = started({ initializer: 'orthogonal' }, inputs, outputs);
    const at = (i: number, o: number): number => W[i * outputs + o]!;
    const short = Math.min(inputs, outputs);
    for (let p = 0; p < short; p++)
      for (let q = 0; q < short; q++) {
        let sum = 0;
        for (let k = 0; k < Math.max(inputs, outputs); k++) sum += outputs > inputs ? at(p, k) * at(q, k) : at(k, p) * at(k, q);
        expect(Math.abs(sum - (p === q ? 1 : 0))).toBeLessThan(1e-14);
      }
  });

  test('keeps lengths: the norm of a vector after a square layer is its norm before', () => {
    const W = started({ initializer: 'orthogonal' }, 30, 30);
    const x = Float64Array.from({ length: 30 }, (_, i) => uniformAt(1, 1, i));
    const z = Float64Array.from({ length: 30 }, (_, o) => x.reduce((sum, value, i) => sum + value * W[i * 30 + o]!, 0));
    const norm = (v: Float64Array): number => Math.hypot(...v);
    expect(Math.abs(norm(z) / norm(x) - 1)).toBeLessThan(1e-14);
  });
});
