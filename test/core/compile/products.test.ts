import { describe, expect, it } from 'vitest';
import { compileNow } from '#core/compile/instantiate.ts';
import { compiledProducts, emitProducts } from '#core/compile/products.ts';
import { normalAt, uniformAt } from '#core/math/random.ts';
import { readableProducts, type Products } from '#core/net/products.ts';
import { initialState, prepareRun, type Run } from '#core/net/run.ts';
import { followSample } from '#core/net/step.ts';
import { specOf } from '#test/golden/golden.ts';
import { soaked } from '#test/soak.ts';

const runOf = (units: readonly number[], more: object = {}): Run =>
  prepareRun(
    specOf({
      data: {
        kind: 'inline',
        x: Array.from({ length: 9 }, (_, n) => Array.from({ length: units[0]! }, (__, i) => normalAt(n, 1, i))),
        y: Array.from({ length: 9 }, (_, n) => Array.from({ length: units.at(-1)! }, (__, i) => uniformAt(n, 2, i))),
      },
      network: { inputs: units[0]!, layers: units.slice(1).map((count) => ({ units: count, activation: 'tanh' as const })) },
      batch: 9,
      ...more,
    }),
  );

const compiled = (run: Run): Products => {
  const emitted = emitProducts(run)!;
  return compiledProducts(run, emitted, compileNow(emitted.bytes));
};

/** Numbers with zeros among them, and now and then one that is not finite. */
const drawn = (seed: number, stream: number, count: number, strange: boolean): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => {
    const share = uniformAt(seed, stream + 1, i);
    if (strange && share > 0.999) return [Infinity, -Infinity, NaN][i % 3]!;
    return share < 0.2 ? 0 : normalAt(seed, stream, i);
  });

describe('the products of wide layers by a module', () => {
  it('have the bits of the readable core, whatever the numbers and however many rows', () => {
    for (let seed = 1; seed <= soaked(300); seed++) {
      const size = (i: number): number => 16 + Math.floor(uniformAt(seed, 9, i) * 90);
      const run = runOf([Math.max(64, size(0)), size(1), Math.max(64, size(2)), size(3)]);
      const products = compiled(run);
      const parameters = drawn(seed, 10, run.layout.length, seed % 7 === 0);
      run.layout.layers.forEach((layer, l) => {
        const rows = [8, 9, 31, 32, 256, 257, 600][(seed + l) % 7]!;
        const x = drawn(seed, 20, rows * layer.inputs, seed % 5 === 0);
        const dZ = drawn(seed, 30, rows * layer.units, seed % 5 === 0);
        const both = (make: (by: Products, into: Float64Array) => void, count: number): void => {
          const [own, right] = [new Float64Array(count), new Float64Array(count)];
          make(products, own);
          make(readableProducts, right);
          const at = right.findIndex((value, i) => !Object.is(value, own[i]));
          expect(at < 0 ? '' : `seed ${seed}, layer ${l}, ${rows} rows: number ${at} is ${own[at]}, not ${right[at]}`).toBe('');
        };
        both((by, into) => by.forward(layer, rows, x, parameters, into), rows * layer.units);
        both((by, into) => by.backwardInput(layer, rows, dZ, parameters, into), rows * layer.inputs);
        both((by, into) => by.backwardWeights(layer, rows, x, dZ, into), run.layout.parameters);
      });
    }
  });

  it('make the same trace', () => {
    for (const fault of ['none', 'update-before-backward', 'bias-per-sample'] as const) {
      const run = runOf([40, 40, 40], { fault, clipNorm: fault === 'none' ? 0.5 : null, optimizer: { kind: 'adam', learningRate: 0.01 } });
      const state = initialState(run);
      expect(followSample({ ...run, products: compiled(run) }, 0, state, 3)).toEqual(followSample(run, 0, state, 3));
    }
  });

  it('are not written for small layers', () => {
    expect(emitProducts(runOf([8, 8, 1]))).toBeUndefined();
  });
});
