import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, unpack } from '#core/protocol/pack.ts';
import { soaked } from '#test/soak.ts';

const numbers = fc.double();
const table = fc
  .tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(numbers, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  );
const message = fc.object({
  values: [numbers, fc.string(), fc.constant(undefined), table, fc.float64Array(), fc.uint8Array(), fc.constant({ $rows: 1, values: [1] })],
  maxDepth: 3,
});

test('whatever is posted comes through as it was', () => {
  fc.assert(
    fc.property(message, (value) => {
      expect(unpack(structuredClone(pack(value)))).toStrictEqual(structuredClone(value));
    }),
    { numRuns: soaked(1000) },
  );
});

test('rows of numbers travel as one array, with every bit', () => {
  const x = Array.from({ length: 300 }, (_, row) => [row, -0, NaN, 1e-300]);
  const packed = pack({ data: { x, name: 'x' } }) as { data: { x: { values: Float64Array } } };
  expect(packed.data.x.values).toBeInstanceOf(Float64Array);
  expect(unpack(packed)).toStrictEqual({ data: { x, name: 'x' } });
});

test.each([
  ['few rows', [[1], [2]]],
  ['rows of other lengths', [...Array.from({ length: 100 }, () => [1, 2]), [3]]],
  ['a row with a text', [...Array.from({ length: 100 }, () => [1]), ['1']]],
  ['empty rows', Array.from({ length: 100 }, () => [])],
  ['a hole', [...Array.from({ length: 100 }, () => [1]), Array(1)]],
])('%s stay as they are', (_name, rows) => {
  const value = { rows };
  expect(pack(value)).toBe(value);
});

test('a view goes without the rest of its buffer, a whole one is not copied', () => {
  const view = new Uint8Array(10 << 20).subarray(7, 12);
  const { part } = pack({ part: view }) as { part: Uint8Array };
  expect([part.byteLength, part.buffer.byteLength]).toEqual([5, 5]);
  const whole = { part: new Float64Array(4) };
  expect(pack(whole)).toBe(whole);
});

test.each([
  { $rows: 0, values: new Float64Array(2) },
  { $rows: 3, values: new Float64Array(4) },
  { $rows: 1, values: [1] },
  { $rows: 1, values: new Float64Array(1), more: 1 },
])('what only looks like rows is left alone: %o', (value) => {
  expect(unpack(value)).toBe(value);
});
