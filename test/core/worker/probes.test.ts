import { describe, expect, test } from 'vitest';
import { at, type Matrix } from '#core/contract/matrix.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { step } from '#core/contract/units.ts';
import { failureOf, start } from './start.ts';

const deep: RunSpecInput = {
  data: { kind: 'generator', name: 'moons', samples: 60 },
  network: {
    layers: [
      { units: 5, activation: 'relu' },
      { units: 4, activation: 'tanh', normalization: 'batch' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'binary-cross-entropy',
  batch: 16,
  optimizer: { kind: 'adam', learningRate: 0.05 },
};
const opened = async (spec: RunSpecInput = deep) => {
  const { trainer } = start();
  await trainer.call('open', spec);
  return trainer;
};

/** X·W, Xᵀ·Z and Z·Wᵀ by the definition, to hold what the core computed against. */
const product = (
  rows: number,
  cols: number,
  inner: number,
  left: (r: number, k: number) => number,
  right: (k: number, c: number) => number,
) =>
  Array.from({ length: rows * cols }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += left(Math.floor(i / cols), k) * right(k, i % cols);
    return sum;
  });
const expectClose = (found: Matrix, wanted: readonly number[]) => {
  expect(found.data).toHaveLength(wanted.length);
  wanted.forEach((value, i) => expect(found.data[i]).toBeCloseTo(value, 12));
};

describe('one layer over its whole batch', () => {
  test.each([1, 2, 3])('layer %i: Z = X·W + b, dW = Xᵀ·dZ, dX = dZ·Wᵀ', async (layer) => {
    const trainer = await opened();
    const { samples, x, dX, layer: all } = await trainer.call('layerBatch', { step: step(9), layer });
    const { W, b, z, dZ, dW } = all;
    const [B, I, O] = [16, W.rows, W.cols];
    expect(samples).toHaveLength(B);
    expectClose(
      z,
      product(
        B,
        O,
        I,
        (r, k) => at(x, r, k),
        (k, c) => at(W, k, c),
      ).map((value, i) => value + b.data[i % O]!),
    );
    expectClose(
      dW,
      product(
        I,
        O,
        B,
        (r, k) => at(x, k, r),
        (k, c) => at(dZ, k, c),
      ),
    );
    if (layer === 1) expect(dX).toBeUndefined();
    else
      expectClose(
        dX!,
        product(
          B,
          I,
          O,
          (r, k) => at(dZ, r, k),
          (k, c) => at(W, c, k),
        ),
      );
  });

  test('its row of a sample is the trace of that sample', async () => {
    const trainer = await opened();
    const { samples, layer } = await trainer.call('layerBatch', { step: step(9), layer: 2 });
    const trace = await trainer.call('trace', { step: step(9), follow: samples[5]! });
    expect(trace.layers[1]!.z.data).toEqual(layer.z.data.subarray(5 * 4, 6 * 4));
    expect(trace.layers[1]!.normalization!.normalized.data).toEqual(layer.normalization!.normalized.data.subarray(5 * 4, 6 * 4));
  });

  test.each([0, 4, 1.5])('a layer that the network does not have is named: %d', async (layer) => {
    const trainer = await opened();
    expect(await failureOf(trainer.call('layerBatch', { step: step(0), layer }))).toMatchObject({
      code: 'out-of-range',
      place: 'layer',
      max: 3,
    });
  });
});

describe('how a tensor lies over the run', () => {
  const query = { layer: 2, tensor: 'z', to: step(50), points: 6, bins: 10 } as const;

  test('every number of every sampled step is counted, and where the trace has it', async () => {
    const trainer = await opened();
    const found = await trainer.call('distributions', query);
    expect([...found.steps]).toEqual([0, 10, 20, 30, 40, 50]);
    for (const [s, k] of found.steps.entries()) {
      const { layer } = await trainer.call('layerBatch', { step: step(k), layer: 2 });
      const { data } = layer.z;
      const counts = new Array<number>(10).fill(0);
      for (const z of data) counts[Math.min(9, Math.floor((10 * (z - found.low)) / (found.high - found.low)))]!++;
      expect([...found.counts.subarray(s * 10, s * 10 + 10)]).toEqual(counts);
      expect(found.min[s]).toBe(Math.min(...data));
      expect(found.max[s]).toBe(Math.max(...data));
      expect(found.mean[s]).toBeCloseTo(data.reduce((sum, z) => sum + z, 0) / data.length, 12);
    }
    expect([found.low, found.high]).toEqual([Math.min(...found.min), Math.max(...found.max)]);
    expect([found.size, found.counted]).toEqual([64, 64]);
  });

  test.each([['W'], ['b'], ['dW'], ['db'], ['a'], ['dA'], ['dZ']] as const)('%s is the trace’s', async (tensor) => {
    const trainer = await opened();
    const { mean, deviation } = await trainer.call('distributions', { ...query, tensor, to: step(7), points: 2 });
    const { layer } = await trainer.call('layerBatch', { step: step(7), layer: 2 });
    const { data } = layer[tensor]!;
    const average = data.reduce((sum, value) => sum + value, 0) / data.length;
    expect(mean[1]).toBeCloseTo(average, 12);
    expect(deviation[1]).toBeCloseTo(Math.sqrt(data.reduce((sum, value) => sum + (value - average) ** 2, 0) / data.length), 12);
  });

  test('a very large tensor is thinned evenly, and says so', async () => {
    const trainer = await opened({ ...deep, network: { layers: [{ units: 300 }, { units: 200 }, { units: 1, activation: 'sigmoid' }] } });
    const { size, counted, counts } = await trainer.call('distributions', { ...query, tensor: 'W', to: step(0) });
    expect([size, counted]).toEqual([60_000, 20_000]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20_000);
  });

  test('it can be called off, and a tensor that does not exist is named', async () => {
    const trainer = await opened();
    const long = failureOf(trainer.latest('lie', 'distributions', { ...query, to: step(100_000), points: 40 }));
    trainer.cancel('lie');
    expect(await long).toEqual({ code: 'cancelled' });
    expect(await failureOf(trainer.call('distributions', { ...query, tensor: 'Q' as 'z' }))).toMatchObject({
      code: 'not-one-of',
      place: 'tensor',
    });
  });
});

describe('the units of a layer', () => {
  test('over the plane: what their activations take and give, and the output layer is the surface itself', async () => {
    const trainer = await opened();
    const plane = { step: step(9), grid: 5, x: [-1, 2], y: [-1, 1] } as const;
    const hidden = await trainer.call('surface', { ...plane, layer: 1 });
    expect([hidden.outputs, hidden.values.length]).toEqual([5, 5 * 5 * 5]);
    expect(hidden.values).toEqual(hidden.before!.map((z) => Math.max(0, z)));
    const { layers } = await trainer.call('trace', { step: step(9), follow: 'batch' });
    const { W, b } = layers[0]!;
    // The first point is the lower left corner.
    for (let o = 0; o < 5; o++) expect(hidden.before![o]).toBeCloseTo(-at(W, 0, o) - at(W, 1, o) + b.data[o]!, 12);
    const [outputs, named] = [await trainer.call('surface', plane), await trainer.call('surface', { ...plane, layer: 3 })];
    expect(named.values).toEqual(outputs.values);
    expect(outputs.before).toBeUndefined();
    expect(await failureOf(trainer.call('surface', { ...plane, layer: 4 }))).toMatchObject({ code: 'out-of-range', place: 'layer' });
  });

  test('for the training samples: the last layer gives the predictions', async () => {
    const trainer = await opened();
    const { samples, a } = await trainer.call('activations', { step: step(9), layer: 3 });
    expect(a.data).toEqual((await trainer.call('evaluate', step(9))).outputs);
    expect([...samples]).toEqual(Array.from({ length: 60 }, (_, n) => n));
  });

  test('of very many samples an even choice', async () => {
    const trainer = await opened({ ...deep, data: { kind: 'generator', name: 'moons', samples: 5000 } });
    const { samples, a } = await trainer.call('activations', { step: step(0), layer: 1 });
    expect([samples.length, a.rows, a.cols, samples[1], samples.at(-1)]).toEqual([1667, 1667, 5, 3, 4998]);
  });
});

describe('one parameter and what the optimiser remembers of it', () => {
  const place = { layer: 1, kind: 'W', row: 1, col: 2 } as const;
  const index = 1 * 5 + 2;

  test('step by step, what the traces say', async () => {
    const trainer = await opened();
    const told = await trainer.call('parameterHistory', { step: step(12), place, steps: 4 });
    expect([...told.steps]).toEqual([9, 10, 11, 12]);
    for (const [i, k] of told.steps.entries()) {
      const trace = await trainer.call('trace', { step: step(k), follow: 'batch' });
      const { W, dW, deltaW, optimizer } = trace.layers[0]!;
      expect([told.value[i], told.gradient[i], told.delta[i]]).toEqual([W.data[index], dW.data[index], deltaW.data[index]]);
      expect([told.state['m']![i], told.state['v']![i]]).toEqual([
        optimizer['m']!.after.W.data[index],
        optimizer['v']!.after.W.data[index],
      ]);
      // Kingma and Ba, 2015: the step by the corrected moments.
      expect((-trace.lr * told.corrected['m']![i]!) / (Math.sqrt(told.corrected['v']![i]!) + 1e-8)).toBeCloseTo(told.delta[i]!, 12);
    }
  });

  test.each(['adam', 'adamw', 'adamax', 'nadam'] as const)(
    'in a branch that began with %s the moments are corrected by the updates since then',
    async (kind) => {
      const trainer = await opened({ ...deep, optimizer: { kind: 'sgd', learningRate: 0.1 } });
      const spec = { ...deep, optimizer: { kind, learningRate: 0.05 } };
      await trainer.call('fork', { from: 0, step: step(7), change: { spec } });
      const told = await trainer.call('parameterHistory', { step: step(10), place, steps: 40 });
      expect([...told.steps]).toEqual([7, 8, 9, 10]);
      for (const [i, k] of told.steps.entries()) {
        const { lr, updates, nadam, layers } = await trainer.call('trace', { step: step(k), follow: 'batch' });
        expect(updates).toBe(i + 1);
        const [m, v] = Object.values(told.state).map((values) => values[i]!);
        const [mHat, vHat] = [told.corrected['m']?.[i], told.corrected['v']?.[i]];
        const theta = layers[0]!.W.data[index]!;
        // The update by the corrected moments: Kingma and Ba, 2015; Loshchilov and Hutter, 2019; Dozat, 2016.
        const moved = {
          adam: () => mHat! / (Math.sqrt(vHat!) + 1e-8),
          adamw: () => mHat! / (Math.sqrt(vHat!) + 1e-8) + 0.01 * theta,
          adamax: () => mHat! / v!,
          nadam: () => {
            const gradient = ((1 - nadam!.momentum) * told.gradient[i]!) / (1 - nadam!.product);
            return (gradient + (nadam!.next * m!) / (1 - nadam!.product * nadam!.next)) / (Math.sqrt(vHat!) + 1e-8);
          },
        }[kind]();
        expect(-lr * moved).toBeCloseTo(told.delta[i]!, 12);
      }
    },
  );

  test('from the first step on; gradient descent remembers nothing', async () => {
    const trainer = await opened({ ...deep, optimizer: { kind: 'sgd', learningRate: 0.1 } });
    const told = await trainer.call('parameterHistory', { step: step(2), place: { layer: 2, kind: 'b', row: 0, col: 3 }, steps: 40 });
    expect([...told.steps]).toEqual([0, 1, 2]);
    expect([told.state, told.corrected]).toEqual([{}, {}]);
    told.gradient.forEach((gradient, i) => expect(told.delta[i]).toBeCloseTo(-0.1 * gradient, 15));
  });
});
