import { describe, expect, test } from 'vitest';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { step } from '#core/contract/units.ts';
import { costOfStep } from '#core/explain/cost.ts';
import { failureOf, start } from './start.ts';

const wide: RunSpecInput = {
  data: { kind: 'generator', name: 'moons', samples: 120 },
  network: {
    layers: [
      { units: 24, activation: 'tanh' },
      { units: 24, activation: 'relu', normalization: 'layer' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'binary-cross-entropy',
  batch: 40,
  optimizer: { kind: 'adam', learningRate: 0.05 },
};
const place = { layer: 1, kind: 'W', row: 1, col: 3 } as const;
const query = { step: step(7), place };

describe('one weight taken apart, at a step that nobody trained yet', () => {
  test('its paths, its samples and its best difference agree with what backpropagation says', async () => {
    const { trainer } = start();
    await trainer.call('open', wide);
    const [paths, samples, curve] = [
      await trainer.call('paths', query),
      await trainer.call('sampleGradients', query),
      await trainer.call('differenceCurve', query),
    ];
    const { layers } = await trainer.call('trace', { step: step(7), follow: 'batch' });
    const { dW } = layers[0]!;
    const gradient = dW.data[place.row * dW.cols + place.col]!;
    expect(gradient).not.toBe(0);
    expect(paths.sum).toBeCloseTo(gradient, 12);
    expect(samples.sum).toBeCloseTo(gradient, 12);
    expect(samples.values).toHaveLength(40);
    expect(curve.analytic).toBe(gradient);
    expect(Math.min(...curve.points.filter(({ kink }) => !kink).map(({ relativeError }) => relativeError))).toBeLessThan(1e-6);
    expect(paths.count).toBeGreaterThan(paths.paths.length);
  });

  test('a search for paths can be called off, and the next request is answered', async () => {
    const { trainer } = start();
    await trainer.call('open', wide);
    const search = failureOf(trainer.latest('paths', 'paths', query));
    trainer.cancel('paths');
    expect(await search).toEqual({ code: 'cancelled' });
    expect((await trainer.call('sampleGradients', query)).values).toHaveLength(40);
  });

  test('the cost of a step is that of a whole batch', async () => {
    const { trainer } = start();
    await trainer.call('open', wide);
    const read = readRunSpec(wide);
    if (!read.ok) expect.fail('refused');
    expect(await trainer.call('cost')).toEqual(costOfStep(read.value, 40));
  });

  test.each([
    [{ ...place, layer: 4 }, 'place.layer', 3],
    [{ ...place, row: 2 }, 'place.row', 1],
    [{ ...place, col: 24 }, 'place.col', 23],
    [{ ...place, kind: 'b' as const }, 'place.row', 0],
  ])('a place that the network does not have is named: %o', async (wrong, where, max) => {
    const { trainer } = start();
    await trainer.call('open', wide);
    expect(await failureOf(trainer.call('paths', { step: step(0), place: wrong }))).toMatchObject({
      code: 'out-of-range',
      place: where,
      max,
    });
  });
});

describe('one weight at another value', () => {
  test('the loss along it is the step’s own where nothing changes, and what the trace with that value says elsewhere', async () => {
    const { trainer } = start();
    await trainer.call('open', wide);
    const trace = await trainer.call('trace', { step: step(7), follow: 'batch' });
    const { value, loss, gradient, losses } = await trainer.call('lossAlong', { ...query, values: Float64Array.of(0.7, -2) });
    const { W, dW } = trace.layers[0]!;
    const at = place.row * W.cols + place.col;
    expect([value, loss, gradient]).toEqual([W.data[at], trace.loss.total, dW.data[at]]);
    for (const [i, other] of [0.7, -2].entries()) {
      const instead = { place, value: other };
      expect((await trainer.call('trace', { step: step(7), follow: 'batch', instead })).loss.total).toBe(losses[i]);
    }
  });

  test('all predictions with it are those of a branch that has it', async () => {
    const { trainer } = start();
    await trainer.call('open', wide);
    const change = { place, value: -1.5 };
    const before = await trainer.call('evaluate', step(7));
    const held = await trainer.call('evaluate', step(7), undefined, change);
    expect(await trainer.call('evaluate', step(7))).toEqual(before);
    await trainer.call('fork', { from: 0, step: step(7), change: { parameters: [change] } });
    expect(held).toEqual(await trainer.call('evaluate', step(7)));
    expect(held.loss).not.toBe(before.loss);
  });

  test.each([
    [
      { ...query, values: [1] },
      { code: 'wrong-type', place: 'values' },
    ],
    [
      { ...query, values: new Float64Array(0) },
      { code: 'out-of-range', place: 'values.length' },
    ],
    [
      { ...query, values: Float64Array.of(1, NaN) },
      { code: 'out-of-range', place: 'values[1]' },
    ],
    [
      { step: step(7), place: { ...place, layer: 9 }, values: Float64Array.of(1) },
      { code: 'out-of-range', place: 'place.layer' },
    ],
  ])('a question that cannot be is refused: %o', async (asked, refused) => {
    const { trainer } = start();
    await trainer.call('open', wide);
    expect(await failureOf(trainer.call('lossAlong', asked as never))).toMatchObject(refused);
  });
});
