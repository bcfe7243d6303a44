import { describe, expect, test } from 'vitest';
import { losses, type Loss } from '#core/spec/methods.ts';
import { elementScale, lossKinks, logitGradient, outputGradient, sampleLosses, sampleScale, type Reduction } from '#core/math/loss.ts';

const lossesOf = (loss: Loss, u: number[], a: number[], y: number[], outputs: number, reduction: Reduction = 'mean'): number[] => {
  const perSample = new Float64Array(a.length / outputs);
  sampleLosses(
    loss,
    reduction,
    { u: Float64Array.from(u), a: Float64Array.from(a), y: Float64Array.from(y) },
    perSample,
    perSample.length,
    outputs,
  );
  return [...perSample];
};

// Two samples of two outputs: residuals 1, -3 and 0, 0.5.
const [a, y] = [
  [2, -1, 0, 1],
  [1, 2, 0, 0.5],
];
test.each([
  ['mse', [5, 0.125], [10, 0.25]],
  ['mae', [2, 0.25], [4, 0.5]],
  ['huber', [1.5, 0.0625], [3, 0.125]],
  ['half-squared-error', [5, 0.125], [5, 0.125]],
] as const)('%s by hand, mean and sum over the outputs', (loss, mean, sum) => {
  expect(lossesOf(loss, a, a, y, 2)).toEqual(mean);
  expect(lossesOf(loss, a, a, y, 2, 'sum')).toEqual(sum);
});

test('means over samples, sums without', () => {
  expect(sampleScale('mean', 4)).toBe(0.25);
  expect(sampleScale('sum', 4)).toBe(1);
  expect(losses.map((loss) => elementScale(loss, 'mean', 5))).toEqual([0.2, 0.2, 0.2, 1, 0.2, 0.2, 1]);
  expect(losses.map((loss) => elementScale(loss, 'sum', 5))).toEqual([1, 1, 1, 1, 1, 1, 1]);
});

describe('cross-entropies are taken from the logits', () => {
  test('values by hand', () => {
    expect(lossesOf('binary-cross-entropy', [0], [0.5], [1], 1)[0]).toBeCloseTo(Math.LN2, 15);
    expect(lossesOf('binary-cross-entropy', [Math.log(3)], [0.75], [0], 1)[0]).toBeCloseTo(Math.log(4), 15);
    expect(lossesOf('categorical-cross-entropy', [0, Math.log(3)], [0.25, 0.75], [1, 0], 2)[0]).toBeCloseTo(Math.log(4), 15);
  });

  test('stay exact where the probability is 0 or 1', () => {
    expect(lossesOf('binary-cross-entropy', [500], [1], [0], 1)).toEqual([500]);
    expect(lossesOf('binary-cross-entropy', [-500], [0], [1], 1)).toEqual([500]);
    expect(lossesOf('categorical-cross-entropy', [-1000, 0], [0, 1], [1, 0], 2)).toEqual([1000]);
    const dU = new Float64Array(1);
    logitGradient('binary-cross-entropy', { u: Float64Array.of(500), a: Float64Array.of(1), y: Float64Array.of(0) }, dU, 1, 1, 1);
    expect(dU[0]).toBe(1);
  });

  // ln(1 + e^-30) and 1/(1 + e^30), which the logit 30 leaves of its target 1.
  const [loss, rest] = [9.357622968839737e-14, 9.357622968839299e-14];
  const near = (found: number | undefined, wanted: number) => expect(Math.abs(found! / wanted - 1)).toBeLessThan(1e-13);
  const weights = [3, 2];

  test('keep their digits where the loss is nearly 0', () => {
    for (const name of ['binary-cross-entropy', 'binary-cross-entropy-logits'] as const) {
      near(lossesOf(name, [30], [1], [1], 1)[0], loss);
      near(lossesOf(name, [-30], [0], [0], 1)[0], loss);
    }
    near(lossesOf('categorical-cross-entropy', [30, 0], [1, 0], [1, 0], 2)[0], loss);
    near(lossesOf('categorical-cross-entropy', [5, 35, -80], [0, 1, 0], [0, 1, 0], 3)[0], loss);
  });

  test('and so do their gradients, weighted or not', () => {
    const gradient = (name: 'binary-cross-entropy' | 'categorical-cross-entropy', u: number[], y: number[], classWeights?: number[]) => {
      const a = name === 'binary-cross-entropy' ? u.map((z) => 1 / (1 + Math.exp(-z))) : [1 - rest, rest];
      const dU = new Float64Array(u.length);
      const outputs = { u: Float64Array.from(u), a: Float64Array.from(a), y: Float64Array.from(y), classWeights: classWeights ?? null };
      logitGradient(name, outputs, dU, 1, u.length, 1);
      return dU;
    };
    near(gradient('binary-cross-entropy', [30], [1])[0], -rest);
    near(gradient('binary-cross-entropy', [30], [1], weights)[0], -2 * rest);
    near(gradient('binary-cross-entropy', [30], [0], weights)[0], 3);
    near(gradient('categorical-cross-entropy', [30, 0], [1, 0])[0], -rest);
    near(gradient('categorical-cross-entropy', [30, 0], [1, 0], weights)[0], -3 * rest);
    const dA = new Float64Array(1);
    outputGradient('binary-cross-entropy-logits', { u: Float64Array.of(30), a: Float64Array.of(30), y: Float64Array.of(1) }, dA, 1, 1);
    near(dA[0], -rest);
  });

  test('the shown dA of binary cross-entropy stays finite, as PyTorch keeps it', () => {
    const dA = new Float64Array(2);
    outputGradient('binary-cross-entropy', { u: new Float64Array(2), a: Float64Array.of(1, 0.5), y: Float64Array.of(0, 1) }, dA, 2, 1);
    expect([...dA]).toEqual([1e12, -2]);
  });
});

test.each(losses)('%s: its slope jumps at the residuals that are named and nowhere else', (loss) => {
  const slope = (residual: number): number => {
    const dA = new Float64Array(1);
    outputGradient(loss, { u: new Float64Array(1), a: Float64Array.of(residual), y: Float64Array.of(0) }, dA, 1, 1);
    return dA[0]!;
  };
  if (loss.endsWith('cross-entropy')) return expect(lossKinks[loss]).toEqual([]);
  for (const r of [-1, -0.5, 0, 0.5, 1]) {
    const bend = (slope(r + 1e-6) - 2 * slope(r) + slope(r - 1e-6)) / 1e-6;
    const jump = Math.max(Math.abs(bend), Math.abs(slope(r + 1e-9) - slope(r - 1e-9)));
    expect(jump > 0.5, `at ${r}`).toBe(lossKinks[loss].includes(r));
  }
});
