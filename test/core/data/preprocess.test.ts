import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { preprocessings } from '#core/spec/methods.ts';
import type { Dataset } from '#core/data/dataset.ts';
import { fitScaling, scaled } from '#core/data/preprocess.ts';
import { datasetTableOf } from './tables.ts';

const setOf = (x: number[][]): Dataset => ({
  samples: x.length,
  inputs: x[0]!.length,
  outputs: 1,
  task: 'regression',
  x: Float64Array.from(x.flat()),
  y: new Float64Array(x.length),
  columns: x[0]!.map((_, i) => `x${i}`),
  targets: ['y'],
});
const columnOf = ({ x, inputs }: Dataset, i: number): number[] => [...x].filter((_, at) => at % inputs === i);

describe('against numpy', () => {
  const golden = JSON.parse(readFileSync('test/golden/preprocess.json', 'utf8')) as {
    rows: number[];
    cases: Record<string, number[][]>;
    sums: Record<string, number[]>;
  };
  test('every way of scaling is there', () => expect(Object.keys(golden.cases)).toEqual([...preprocessings]));

  test.each(preprocessings)('%s of the wine set with holes', async (kind) => {
    const table = await datasetTableOf('wine');
    const rows = Array.from({ length: table.rows }, (_, n) =>
      Array.from({ length: 13 }, (_, i) => ((n + i) % 11 === 0 ? NaN : table.cell(n, i))),
    );
    const all = setOf(rows);
    const result = scaled(all, fitScaling(kind, setOf(rows.filter((_, n) => n % 5 !== 0))));
    golden.rows.forEach((n, r) =>
      golden.cases[kind]![r]!.forEach((value, i) =>
        expect(Math.abs(result.x[n * 13 + i]! - value)).toBeLessThan(1e-9 * Math.max(1, Math.abs(value))),
      ),
    );
    golden.sums[kind]!.forEach((sum, i) => {
      const own = columnOf(result, i).reduce((s, v) => s + v, 0);
      expect(Math.abs(own - sum)).toBeLessThan(1e-9 * Math.max(1, Math.abs(sum)));
    });
  });
});

const tables = fc.integer({ min: 1, max: 4 }).chain((inputs) =>
  fc.array(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: inputs, maxLength: inputs }), {
    minLength: 2,
    maxLength: 30,
  }),
);

test('standardised training columns have mean 0 and deviation 1, or are constant', () => {
  fc.assert(
    fc.property(tables, (x) => {
      const set = setOf(x);
      const result = scaled(set, fitScaling('standardize', set));
      for (let i = 0; i < set.inputs; i++) {
        const before = columnOf(set, i);
        const spread = Math.max(...before) - Math.min(...before);
        // Where the spread is lost in the rounding of the values there is nothing to measure.
        if (spread > 0 && spread < 1e-6 * Math.max(...before.map(Math.abs))) continue;
        const after = columnOf(result, i);
        const mean = after.reduce((s, v) => s + v, 0) / after.length;
        expect(mean).toBeCloseTo(0, 6);
        const square = after.reduce((s, v) => s + v * v, 0) / after.length;
        // A spread so small that its square is zero stays as it is.
        if (square > 1e-12) expect(square).toBeCloseTo(1, 6);
      }
    }),
    { numRuns: 300, seed: 5 },
  );
});

test('min-max puts the training columns into [0, 1] with both ends taken', () => {
  fc.assert(
    fc.property(tables, (x) => {
      const set = setOf(x);
      const result = scaled(set, fitScaling('min-max', set));
      for (let i = 0; i < set.inputs; i++) {
        const before = columnOf(set, i);
        const after = columnOf(result, i);
        expect(Math.min(...after)).toBe(0);
        expect(Math.max(...after)).toBe(Math.max(...before) > Math.min(...before) ? 1 : 0);
      }
    }),
    { numRuns: 300, seed: 6 },
  );
});

test('without anything to do the data are left alone', () => {
  const set = setOf([[1], [2]]);
  expect(scaled(set, fitScaling('none', set))).toBe(set);
});

test('a column that the training set lacks altogether becomes zero', () => {
  const train = setOf([[NaN], [NaN]]);
  for (const kind of preprocessings) expect([...scaled(setOf([[NaN], [3]]), fitScaling(kind, train)).x]).toEqual([0, 3]);
});
