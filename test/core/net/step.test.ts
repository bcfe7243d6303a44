import { describe, expect, test } from 'vitest';
import type { Matrix } from '#core/contract/matrix.ts';
import { createWorkspace } from '#core/net/advance.ts';
import { followSample, step } from '#core/net/step.ts';
import { movedState, runOf } from './runs.ts';

const run = runOf(
  'huber',
  [
    { units: 5, activation: 'relu', normalization: 'batch', dropout: 0.4 },
    { units: 4, activation: 'softmax', normalization: 'layer' },
    { units: 2, activation: 'tanh' },
  ],
  { optimizer: { kind: 'adam' }, batch: 4, shuffle: true },
  10,
);
const state = movedState(run);
const { next, trace } = step(run, 3, state, 'all');
const row = ({ data, cols }: Matrix, r: number): number[] => [...data.subarray(r * cols, (r + 1) * cols)];

describe('the trace of a step agrees with itself', () => {
  test('place in training', () => {
    expect([trace.step, trace.epoch, trace.batch.positionInEpoch, trace.batch.batchesPerEpoch]).toEqual([3, 1, 0, 3]);
    expect([...trace.batch.rows]).toEqual([0, 1, 2, 3]);
    expect(trace.batch.samples).toEqual(trace.batch.indices);
    trace.batch.indices.forEach((sample, r) => {
      expect(row(trace.batch.x, r)).toEqual([...run.train.x.subarray(3 * sample, 3 * sample + 3)]);
      expect(row(trace.batch.y, r)).toEqual([...run.train.y.subarray(2 * sample, 2 * sample + 2)]);
    });
  });

  test('the new parameters are the old ones plus delta, to the bit', () => {
    for (const { W, deltaW, WAfter, b, deltab, bAfter } of trace.layers) {
      expect(WAfter.data).toEqual(W.data.map((w, i) => w + deltaW.data[i]!));
      expect(bAfter.data).toEqual(b.data.map((w, i) => w + deltab.data[i]!));
      expect(deltaW.data.some((delta) => delta !== 0)).toBe(true);
    }
  });

  test('z is the products in order, then the bias; dW is aᵀ·dZ and db is Σ dZ in two lanes, to the bit', () => {
    const inLanes = (of: (n: number) => number): number => 0 + of(0) + of(2) + (0 + of(1) + of(3));
    trace.layers.forEach(({ W, b, z, dZ, dW, db }, l) => {
      const input = l === 0 ? trace.batch.x : trace.layers[l - 1]!.a;
      for (let n = 0; n < 4; n++) {
        for (let o = 0; o < W.cols; o++) {
          let sum = 0;
          for (let i = 0; i < W.rows; i++) sum += input.data[n * input.cols + i]! * W.data[i * W.cols + o]!;
          expect(z.data[n * W.cols + o]).toBe(sum + b.data[o]!);
        }
      }
      for (let o = 0; o < W.cols; o++) {
        expect(db.data[o]).toBe(inLanes((n) => dZ.data[n * W.cols + o]!));
        for (let i = 0; i < W.rows; i++) {
          expect(dW.data[i * W.cols + o]).toBe(inLanes((n) => input.data[n * input.cols + i]! * dZ.data[n * W.cols + o]!));
        }
      }
    });
  });

  test('dropout, normalisation and slopes', () => {
    const [first, second, last] = [trace.layers[0]!, trace.layers[1]!, trace.layers[2]!];
    expect(new Set(first.mask!.data)).toEqual(new Set([0, 1 / 0.6]));
    const { normalized, hat, gamma, beta, mean, variance, dNormalized } = first.normalization!;
    first.a.data.forEach((a, i) => expect(a).toBe(Math.max(0, normalized.data[i]!) * first.mask!.data[i]!));
    normalized.data.forEach((u, i) => expect(u).toBe(gamma.data[i % 5]! * hat.data[i]! + beta.data[i % 5]!));
    dNormalized.data.forEach((dU, i) => expect(dU).toBe(first.dA!.data[i]! * first.mask!.data[i]! * first.slope!.data[i]!));
    expect([mean.cols, variance.cols, second.normalization!.mean.rows]).toEqual([5, 5, 4]);
    expect([second.slope, second.mask, last.normalization]).toEqual([undefined, undefined, undefined]);
  });

  test('loss: reduced over the samples', () => {
    expect(trace.loss.data).toBeCloseTo(trace.loss.perSample.reduce((sum, l) => sum + l, 0) / 4, 15);
    expect(trace.loss.total).toBe(trace.loss.data + trace.loss.penalty);
  });

  test('how the units fared over the batch', () => {
    trace.layers.forEach(({ a, units, slope }) => {
      for (let o = 0; o < a.cols; o++) {
        const values = [0, 1, 2, 3].map((n) => a.data[n * a.cols + o]!);
        expect([units.min[o], units.max[o]]).toEqual([Math.min(...values), Math.max(...values)]);
        expect(units.mean[o]).toBeCloseTo(values.reduce((sum, v) => sum + v, 0) / 4, 14);
        if (slope) expect(units.active[o]).toBe([0, 1, 2, 3].filter((n) => slope.data[n * a.cols + o] !== 0).length / 4);
      }
    });
    expect(trace.layers[0]!.units.active.some((share) => share < 1)).toBe(true);
  });

  test('the optimiser: its state before and after', () => {
    expect(Object.keys(trace.layers[0]!.optimizer)).toEqual(['m', 'v']);
    const { before, after } = trace.layers[1]!.optimizer['m']!;
    expect(before.W.data).toEqual(new Float64Array(20));
    after.W.data.forEach((m, i) => expect(m).toBeCloseTo(0.1 * trace.layers[1]!.dW.data[i]!, 15));
  });
});

describe('what only some runs have', () => {
  const layers = [{ units: 4, activation: 'tanh' as const }, { units: 2 }];
  const traceOf = (options: Parameters<typeof runOf>[2]) => {
    const some = runOf('mse', layers, options);
    return step(some, 2, movedState(some), 'all').trace;
  };
  const free = traceOf({});

  test('clipping: the gradient before it is that of a run that does not clip', () => {
    expect(free).not.toHaveProperty('clipFactor');
    expect(free.layers[0]).not.toHaveProperty('unclipped');
    const limit = free.gradientNorm / 3;
    const byNorm = traceOf({ clipNorm: limit });
    expect(byNorm.clipFactor).toBe(limit / (free.gradientNorm + 1e-6));
    const byValue = traceOf({ clipValue: 0.02 });
    expect(byValue.clipFactor).toBeUndefined();
    expect(traceOf({ clipNorm: 1e9 }).clipFactor).toBe(1);
    free.layers.forEach(({ dW, db }, l) => {
      for (const { unclipped } of [byNorm.layers[l]!, byValue.layers[l]!]) expect(unclipped).toEqual({ W: dW, b: db });
      expect(byNorm.layers[l]!.dW.data).toEqual(dW.data.map((g) => g * byNorm.clipFactor!));
      expect(byValue.layers[l]!.dW.data).toEqual(dW.data.map((g) => Math.max(-0.02, Math.min(0.02, g))));
    });
  });

  test('NAdam: its momenta as the paper has them', () => {
    const { nadam } = traceOf({ optimizer: { kind: 'nadam' } });
    const mu = (t: number): number => 0.9 * (1 - 0.5 * 0.96 ** (t * 0.004));
    // The product in the state is what two steps before would have left there: a run at its start has 1.
    expect(nadam!.momentum).toBeCloseTo(mu(3), 14);
    expect(nadam!.next).toBeCloseTo(mu(4), 14);
    expect(nadam!.product).toBeCloseTo(mu(3), 14);
  });
});

test('fewer rows are the same rows', () => {
  const some = step(run, 3, state, [2, 0]);
  expect(some.next).toEqual(next);
  expect([...some.trace.batch.rows]).toEqual([2, 0]);
  expect([...some.trace.batch.samples]).toEqual([trace.batch.indices[2], trace.batch.indices[0]]);
  trace.layers.forEach((layer, l) => {
    for (const name of ['z', 'a', 'dZ', 'dA'] as const) expect(row(some.trace.layers[l]![name]!, 0)).toEqual(row(layer[name]!, 2));
    expect(some.trace.layers[l]!.dW).toEqual(layer.dW);
    expect(some.trace.layers[l]!.units).toEqual(layer.units);
  });
});

test('a trace is a copy: the next step in the same workspace does not touch it', () => {
  const workspace = createWorkspace(run);
  const kept = step(run, 3, state, 'all', workspace).trace;
  expect(kept.batch.indices.buffer).not.toBe(workspace.batch.indices.buffer);
  step(run, 4, next, 'all', workspace);
  expect(kept).toEqual(trace);
});

describe('one followed sample', () => {
  test('in the batch: its row', () => {
    const sample = trace.batch.indices[1]!;
    expect(followSample(run, 3, state, sample)).toEqual(step(run, 3, state, [1]).trace);
  });

  test('not in the batch: forward only, and the update is what it was', () => {
    const outside = Array.from({ length: 10 }, (_, n) => n).find((n) => !trace.batch.indices.includes(n))!;
    const followed = followSample(run, 3, state, outside);
    expect([...followed.batch.rows, ...followed.batch.samples]).toEqual([-1, outside]);
    expect(row(followed.batch.x, 0)).toEqual([...run.train.x.subarray(3 * outside, 3 * outside + 3)]);
    expect(followed.loss.perSample).toHaveLength(1);
    expect(followed.loss.total).toBe(trace.loss.total);
    followed.layers.forEach((layer, l) => {
      const { dA, dZ, z, a } = layer;
      expect([z.rows, a.rows]).toEqual([1, 1]);
      expect(new Set([...dA!.data, ...dZ.data])).toEqual(new Set([0]));
      for (const name of ['dW', 'db', 'WAfter', 'units'] as const) expect(layer[name]).toEqual(trace.layers[l]![name]);
    });
    const { mean, variance, hat, gamma, beta, normalized } = followed.layers[0]!.normalization!;
    expect([mean, variance]).toEqual([trace.layers[0]!.normalization!.mean, trace.layers[0]!.normalization!.variance]);
    const z = followed.layers[0]!.z.data;
    expect(hat.data[0]).toBe((z[0]! - mean.data[0]!) / Math.sqrt(variance.data[0]! + 1e-5));
    expect(normalized.data[0]).toBe(gamma.data[0]! * hat.data[0]! + beta.data[0]!);
  });
});

test('cross-entropy has no dA at its softmax; a step that diverges still has its trace', () => {
  const classifier = runOf('categorical-cross-entropy', [{ units: 3, activation: 'softmax' }]);
  expect(step(classifier, 0, movedState(classifier), 'all').trace.layers[0]!.dA).toBeUndefined();
  const broken = step(classifier, 0, movedState(classifier).fill(NaN), 'all');
  expect(broken.failure).toMatchObject({ code: 'non-finite', layer: 1, tensor: 'z' });
  expect(broken.trace.layers[0]!.z.data.every(Number.isNaN)).toBe(true);
});
