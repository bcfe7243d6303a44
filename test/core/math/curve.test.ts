import { describe, expect, test } from 'vitest';
import { activations, losses } from '#core/spec/methods.ts';
import { activationFacts, elementwise, isBounded } from '#core/math/activation.ts';
import { activationCurves, elementLoss } from '#core/math/curve.ts';
import { sampleLosses } from '#core/math/loss.ts';

const curved = activations.filter((name) => name !== 'softmax');

describe.each(curved)('%s', (name) => {
  const { value, slope } = activationCurves[name]!;

  test('its curve and slope have the bits of a layer', () => {
    const z = Float64Array.of(-5.3, -2.1, -0.4, 0, 0.6, 1.7, 4.9);
    const [a, slopes] = [new Float64Array(7), new Float64Array(7)];
    elementwise[name].value(z, a, 7);
    elementwise[name].derivative(z, a, slopes, 7);
    expect([...z].map(value)).toEqual([...a]);
    expect([...z].map(slope)).toEqual([...slopes]);
  });

  test('no slope is steeper than its facts say, and one nearly is', () => {
    const most = Math.max(...Array.from({ length: 4001 }, (_, i) => Math.abs(slope((i - 2000) / 100))));
    expect(most).toBeLessThanOrEqual(activationFacts[name].steepest);
    expect(most).toBeGreaterThan(activationFacts[name].steepest * 0.995);
  });
});

test('softmax has no curve; sigmoid and tanh alone go flat at both ends', () => {
  expect(activationCurves.softmax).toBeUndefined();
  expect(activations.filter(isBounded)).toEqual(['sigmoid', 'tanh']);
});

describe('the loss of one output', () => {
  test.each(losses)('%s: what a layer of one output is charged with', (loss) => {
    for (const y of [0, 0.3, 1]) {
      for (const a of [0.02, 0.4, 0.9]) {
        const binary = loss === 'binary-cross-entropy';
        // Of a class and the rest, whose logits are the logarithms of their shares.
        const [u, given, target] =
          loss === 'categorical-cross-entropy'
            ? [
                [Math.log(a), Math.log(1 - a)],
                [a, 1 - a],
                [y, 0],
              ]
            : [[binary ? Math.log(a / (1 - a)) : a], [a], [y]];
        const wanted = new Float64Array(1);
        const outputs = { u: Float64Array.from(u!), a: Float64Array.from(given!), y: Float64Array.from(target!) };
        sampleLosses(loss, 'sum', outputs, wanted, 1, given!.length);
        expect(elementLoss(loss, a, y), `${a} for ${y}`).toBeCloseTo(wanted[0]!, 12);
      }
    }
  });

  test('a prediction at the end is right for nothing, or wrong without limit', () => {
    expect(elementLoss('binary-cross-entropy', 1, 1)).toBeCloseTo(0, 12);
    expect(elementLoss('binary-cross-entropy', 1, 0)).toBe(Infinity);
    expect(elementLoss('categorical-cross-entropy', 0, 1)).toBe(Infinity);
    expect(elementLoss('categorical-cross-entropy', 0, 0)).toBeCloseTo(0, 12);
  });
});
