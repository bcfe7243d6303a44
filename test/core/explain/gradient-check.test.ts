import { describe, expect, test } from 'vitest';
import type { Activation, Loss } from '#core/spec/methods.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { checkGradients } from '#core/explain/gradient-check.ts';
import type { Run } from '#core/net/run.ts';
import { activations, allowed, losses, movedState, outputFor, runOf } from '#test/core/net/runs.ts';

/** Every analytic gradient agrees with the difference, kinks are the exception and the gradient is not just zeros. */
const expectGradientsToHold = (run: Run, k = 0): void => {
  const check = checkGradients(run, k, movedState(run));
  const wrong = check.parameters.filter(({ kink, relativeError }) => !kink && !(relativeError <= 1e-6));
  expect(wrong).toEqual([]);
  expect(check.passed).toBe(true);
  expect(check.parameters).toHaveLength(run.layout.parameters);
  expect(check.parameters.filter(({ kink }) => kink).length).toBeLessThan(check.parameters.length / 4);
  expect(Math.max(...check.parameters.map(({ analytic }) => Math.abs(analytic)))).toBeGreaterThan(1e-3);
};

const hidden = (activation: Activation) => ({ units: 4, activation });
const output = (activation: Activation) => ({ units: 3, activation });
const pairs = <A extends Activation>(names: readonly A[]): [A, Loss][] => names.flatMap((a) => losses.map((l): [A, Loss] => [a, l]));

describe('every gradient against central differences', () => {
  test.each(pairs(activations))('hidden %s under %s', (activation, loss) =>
    expectGradientsToHold(runOf(loss, [hidden(activation), hidden(activation), output(outputFor(loss))])),
  );

  test.each(pairs(activations).filter(([activation, loss]) => allowed(loss, activation)))('output %s under %s', (activation, loss) =>
    expectGradientsToHold(runOf(loss, [hidden('tanh'), output(activation)])),
  );

  test.each(losses)('summed instead of averaged: %s', (loss) =>
    expectGradientsToHold(runOf(loss, [hidden('tanh'), output(outputFor(loss))], { reduction: 'sum' })),
  );

  test.each(['batch', 'layer'] as const)('%s normalisation, output layer included', (normalization) => {
    for (const loss of losses) {
      expectGradientsToHold(
        runOf(loss, [
          { ...hidden('tanh'), normalization },
          { ...hidden('softmax'), normalization },
          { ...output(outputFor(loss)), normalization },
        ]),
      );
    }
  });

  test('dropout: the masks of that step', () => {
    const layers = [{ ...hidden('relu'), units: 8, dropout: 0.5 }, { ...hidden('softmax'), dropout: 0.3 }, output('linear')];
    expectGradientsToHold(runOf('mse', layers), 0);
    expectGradientsToHold(runOf('mse', layers), 5);
  });

  const settings: [string, Partial<RunSpecInput>][] = [
    ['l1', { penalty: { l1: 0.1 } }],
    ['l2', { penalty: { l2: 0.3 } }],
    ['l1 and l2', { penalty: { l1: 0.05, l2: 0.2 } }],
    ['mini-batches', { batch: 2 }],
    ['clipping, which comes after', { clipNorm: 1e-3 }],
    ['biases held fixed', { train: { biases: false } }],
  ];
  test.each(settings)('%s', (_, options) => expectGradientsToHold(runOf('mse', [hidden('tanh'), output('linear')], options), 1));
});

describe('the check finds what is wrong', () => {
  test('a difference across a kink is marked and does not count', () => {
    const run = runOf('mse', [hidden('relu'), output('linear')]);
    const state = movedState(run);
    // Unit 0 sums to exactly 0 for every sample: a nudge of its bias moves it across relu's kink.
    const { W, b, inputs, units } = run.layout.layers[0]!;
    for (let i = 0; i < inputs; i++) state[W + i * units] = 0;
    state[b] = 0;
    const check = checkGradients(run, 0, state);
    const bias = check.parameters.find(({ layer, kind, col }) => layer === 1 && kind === 'b' && col === 0)!;
    expect(bias.kink).toBe(true);
    expect(bias.relativeError).toBeGreaterThan(0.1);
    expect(check.passed).toBe(true);
  });

  test('a difference that begins too wide, or too narrow, accuses nobody', () => {
    const run = runOf('mse', [hidden('tanh'), output('linear')]);
    for (const h of [0.1, 1e-10]) {
      const { passed, parameters } = checkGradients(run, 0, movedState(run), h);
      expect(passed).toBe(true);
      for (const { analytic, numeric } of parameters) expect(Math.abs(analytic - numeric)).toBeLessThan(1e-6);
    }
  });

  test('a step that is not finite fails', () => {
    const run = runOf('mse', [hidden('linear'), output('linear')]);
    const state = movedState(run).fill(1e300, 0, run.layout.parameters);
    const check = checkGradients(run, 0, state);
    expect(check.passed).toBe(false);
    expect(check.worst).toBeNaN();
  });

  test('the state is left as it was', () => {
    const run = runOf('mse', [hidden('tanh'), output('linear')]);
    const state = movedState(run);
    const before = state.slice();
    checkGradients(run, 0, state);
    expect(state).toEqual(before);
  });
});

describe('article arithmetic', () => {
  const layers = [hidden('relu'), { ...hidden('tanh'), units: 5 }, { units: 2, activation: 'sigmoid' as const }];
  const article = { arithmetic: 'article' } as const;

  test('passes against the loss that it minimises, the full batch and a mini-batch', () => {
    expectGradientsToHold(runOf('mse', layers, article));
    expectGradientsToHold(runOf('mse', layers, { ...article, batch: 4 }), 1);
  });

  test('fails against the mean squared error that it prints', () => {
    const run = runOf('mse', layers, article);
    const check = checkGradients(run, 0, movedState(run), undefined, 'printed');
    expect(check.passed).toBe(false);
    expect(check.worst).toBeGreaterThan(0.1);
  });
});
