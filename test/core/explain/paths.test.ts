import { describe, expect, test } from 'vitest';
import type { ParameterRef } from '#core/contract/explanation.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { gradientPaths } from '#core/explain/paths.ts';
import { sampleGradients } from '#core/explain/sample-gradients.ts';
import type { Run } from '#core/net/run.ts';
import { initialState } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import { activations, movedState, outputFor, runOf } from '#test/core/net/runs.ts';
import { finished } from '#core/net/finished.ts';

const places = ({ layout }: Run): ParameterRef[] =>
  layout.layers.flatMap(({ inputs, units }, l) => [
    { layer: l + 1, kind: 'W', row: 0, col: 0 },
    { layer: l + 1, kind: 'W', row: inputs - 1, col: units - 1 },
    { layer: l + 1, kind: 'b', row: 0, col: units - 1 },
  ]);
const near = (found: number, wanted: number, tolerance = 1e-10): void =>
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(tolerance * Math.max(1e-3, Math.abs(wanted)));

/** The listed products and the rest add up to the gradient, whether all are listed or a few. */
const expectPathsToHold = (run: Run, count?: number): void => {
  const state = movedState(run);
  const { trace } = step(run, 1, state, 'all');
  let largest = 0;
  for (const place of places(run)) {
    const layer = trace.layers[place.layer - 1]!;
    const dW = place.kind === 'W' ? layer.dW.data[place.row * layer.dW.cols + place.col]! : layer.db.data[place.col]!;
    const all = finished(gradientPaths(run, 1, state, place, 1e9));
    expect(all.paths).toHaveLength(all.count);
    expect(all.rest).toBe(0);
    near(all.paths.reduce((sum, { product }) => sum + product, 0), all.gradient); // prettier-ignore
    near(all.sum, all.gradient);
    near(all.gradient + all.penalty, dW);
    for (const { product, factors } of all.paths) near(factors.reduce((value, factor) => value * factor.value, 1), product, 1e-14); // prettier-ignore
    const few = finished(gradientPaths(run, 1, state, place, 3));
    expect(few.paths).toHaveLength(Math.min(3, all.count));
    expect(few.paths.map(({ product }) => Math.abs(product))).toEqual(all.paths.slice(0, 3).map(({ product }) => Math.abs(product)));
    near(few.paths.reduce((sum, { product }) => sum + product, few.rest), few.gradient); // prettier-ignore
    if (count !== undefined && place.layer === 1) expect(all.count).toBe(count);
    largest = Math.max(largest, Math.abs(all.gradient));
    const shares = sampleGradients(run, 1, state, place);
    near(shares.sum, all.gradient);
    expect([...shares.samples]).toEqual([...trace.batch.indices]);
  }
  expect(largest).toBeGreaterThan(1e-3);
};

describe('all paths add up to the gradient', () => {
  test.each(activations)('%s', (activation) => {
    const softmax = activation === 'softmax';
    // 6 samples, 3 and 2 units on the way; a softmax leads from each unit to all.
    const layers = [
      { units: 3, activation },
      { units: 3, activation },
      { units: 2, activation: 'linear' as const },
    ];
    expectPathsToHold(runOf('mse', layers), softmax ? 6 * 3 * 3 * 3 * 2 : 6 * 3 * 2);
  });

  test.each(['categorical-cross-entropy', 'binary-cross-entropy', 'binary-cross-entropy-logits', 'mae'] as const)('%s', (loss) =>
    expectPathsToHold(
      runOf(loss, [
        { units: 3, activation: 'tanh' },
        { units: 2, activation: outputFor(loss) },
      ]),
    ),
  );

  const settings: [string, RunSpecInput['network']['layers'][number], Partial<RunSpecInput>][] = [
    ['batch normalisation, across samples', { units: 3, activation: 'tanh', normalization: 'batch' }, { batch: 3 }],
    ['layer normalisation', { units: 3, activation: 'softmax', normalization: 'layer' }, {}],
    ['dropout', { units: 3, activation: 'relu', dropout: 0.4 }, {}],
    ['residual', { units: 3, activation: 'tanh', residual: true, dropout: 0.4 }, {}],
    ['penalties', { units: 3, activation: 'tanh' }, { penalty: { l1: 0.1, l2: 0.3 } }],
    ['mini-batches, summed', { units: 3, activation: 'tanh' }, { batch: 4, reduction: 'sum' }],
  ];
  test.each(settings)('%s', (_, layer, options) =>
    expectPathsToHold(runOf('mse', [layer, layer, { units: 2, activation: 'tanh' }], options)),
  );

  test('article arithmetic', () =>
    expectPathsToHold(
      runOf(
        'mse',
        [
          { units: 3, activation: 'relu' },
          { units: 2, activation: 'sigmoid' },
        ],
        { arithmetic: 'article' },
      ),
    ));
});

test('a path by hand', () => {
  // z1 = 2·3 = 6, a1 = 6, z2 = 6·0.5 = 3, L = (3 - 1)²: dL/dw1 = 3 · 1 · 0.5 · 2·(3 - 1).
  const run = runOf('mse', [{ units: 1, activation: 'relu' }, { units: 1 }], {
    data: { kind: 'inline', x: [[3]], y: [[1]] },
    parameters: [
      { W: [[2]], b: [0] },
      { W: [[0.5]], b: [0] },
    ],
  });
  const found = finished(gradientPaths(run, 0, initialState(run), { layer: 1, kind: 'W', row: 0, col: 0 }));
  expect(found).toMatchObject({ count: 1, rest: 0, sum: 6, gradient: 6, penalty: 0 });
  expect(found.paths[0]!.factors).toEqual([
    { kind: 'input', layer: 1, from: 0, to: 0, value: 3 },
    { kind: 'slope', layer: 1, from: 0, to: 0, value: 1 },
    { kind: 'weight', layer: 2, from: 0, to: 0, value: 0.5 },
    { kind: 'slope', layer: 2, from: 0, to: 0, value: 1 },
    { kind: 'loss', layer: 2, from: 0, to: 0, value: 4 },
  ]);
});

test('a deep net has more paths than can be listed, and a rest', () => {
  const layer = { units: 8, activation: 'tanh' as const };
  const run = runOf('mse', [layer, layer, layer, layer, layer, { units: 2 }]);
  const found = finished(gradientPaths(run, 0, movedState(run), { layer: 1, kind: 'W', row: 1, col: 2 }));
  expect(found.count).toBe(6 * 8 * 8 * 8 * 8 * 2);
  expect(found.paths).toHaveLength(20);
  expect(found.rest).not.toBe(0);
  near(found.sum, found.gradient);
});
