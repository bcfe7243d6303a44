import { expect, test } from 'vitest';
import { drawnValues } from '#core/math/starting-values.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { parameterViews } from '#core/net/layout.ts';
import { biasInitializers, initializers } from '#core/spec/methods.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';

test.each(initializers)('%s: the values are those that a run without written ones begins with', (initializer) => {
  for (const biasInitializer of biasInitializers) {
    const layer = { initializer, biasInitializer, constant: 0.3, biasConstant: -0.2, activation: 'tanh' };
    const read = readRunSpec({
      seed: 11,
      data: { kind: 'inline', x: [[1, 2, 3]], y: [[1, 0]] },
      network: {
        layers: [
          { units: 4, ...layer, normalization: 'layer' },
          { units: 5, ...layer },
          { units: 2, ...layer, activation: 'linear' },
        ],
      },
    });
    if (!read.ok) throw new Error(JSON.stringify(read.failure));
    const run = prepareRun(read.value);
    const theta = parameterViews(run.layout, initialState(run));
    drawnValues(read.value).forEach(({ W, b }, l) => {
      expect(W.flat()).toEqual(Array.from(theta[l]!.W));
      expect(b).toEqual(Array.from(theta[l]!.b));
    });
  }
});
