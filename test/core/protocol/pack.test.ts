import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, unpack } from '#core/protocol/pack.ts';
import { SentRows, TakenRows } from '#core/protocol/shared-rows.ts';
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

test('what only looks like a name of rows is left alone: a description that was read holds no such array', () => {
  const value = { $shared: [1] };
  expect(unpack(pack(value, new SentRows()), new TakenRows())).toEqual(value);
});

/** The two ends of a port, through which all is copied. */
const port = () => {
  const [page, trainer] = [new SentRows(), new TakenRows()];
  const packed = (value: unknown): unknown => structuredClone(pack(value, page));
  return {
    packed,
    /** What the trainer gets. */
    sent: (value: unknown) => unpack(packed(value), trainer),
    /** What the page gets of its answer. */
    answered: (value: unknown) => unpack(structuredClone(pack(value, trainer)), page),
  };
};
const rows = (seed: number): number[][] => Array.from({ length: 100 }, (_, row) => [seed, row]);

test('rows that came through once go by their number from then on, and come back as the very same', () => {
  const { packed, sent, answered } = port();
  const run = { seed: 1, data: { x: rows(1), y: rows(2) } };
  const there = sent(run) as typeof run;
  expect(there).toEqual(run);
  const back = answered({ spec: { ...there, filled: true } }) as { spec: typeof run };
  expect([back.spec.data.x, back.spec.data.y].map((each, index) => each === [run.data.x, run.data.y][index])).toEqual([true, true]);
  const edited = { ...back.spec, seed: 2 };
  expect(JSON.stringify(packed(edited)).length).toBeLessThan(200);
  const again = sent(edited) as typeof run;
  expect([again.seed, again.data.x === there.data.x, again.data.y === there.data.y]).toEqual([2, true, true]);
});

test('rows of which nobody said that they came through go whole: they may have been refused on the way', () => {
  const { packed, sent } = port();
  const run = { data: { x: rows(1) } };
  packed(run);
  expect(sent(run)).toEqual(run);
});

test('the trainer has the last tables alone, however many went before, and the page knows which', () => {
  const { packed, sent, answered } = port();
  const tables = Array.from({ length: 6 }, (_, seed) => rows(seed));
  for (const x of tables) answered(sent({ x }));
  const isNamed = (x: number[][] | undefined): boolean => JSON.stringify(packed({ x })).length < 200;
  expect(tables.slice(2).map(isNamed)).toEqual([true, true, true, true]);
  expect(isNamed(tables[1])).toBe(false);
  for (const x of tables) expect(sent({ x })).toEqual({ x });
});
