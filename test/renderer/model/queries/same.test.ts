import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equal, same } from '#renderer/model/queries/same.ts';
import { soaked } from '#test/soak.ts';

const plain = fc.jsonValue({ maxDepth: 3 });

test('large data are compared as their texts would be', () => {
  fc.assert(
    fc.property(plain, plain, (a, b) => {
      expect(equal(a, b)).toBe(same(a, b) || same(sorted(a), sorted(b)));
      expect(equal(a, structuredClone(a))).toBe(true);
    }),
    { numRuns: soaked(1000) },
  );
});

/** With keys in one order. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)])) // prettier-ignore
      : value;

test.each([
  [
    [1, 2],
    [1, 3],
  ],
  [[1], [1, 2]],
  [{ a: 1 }, { b: 1 }],
  [{ a: 1 }, { a: 1, b: 2 }],
  [[], {}],
  [null, {}],
])('%o is not %o', (a, b) => {
  expect(equal(a, b)).toBe(false);
});
