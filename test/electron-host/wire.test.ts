import { expect, test } from 'vitest';
import { createWire } from './wire.ts';
import { strict } from './strict.ts';

const { encode, decode } = createWire();

test.each([
  undefined,
  null,
  '€ñ',
  -0,
  NaN,
  -Infinity,
  5e-324,
  12n,
  [1, undefined, [2]],
  { t: 'Object', v: { undefined: undefined } },
  new Date(5),
  new Map([[{ a: 1 }, new Set([1])]]),
  new Uint8Array(100_000).map((_, i) => i),
  new Float64Array([-0, NaN, 1e-300, Math.PI]),
  new BigInt64Array([-1n]),
  { nested: [{ x: new Float32Array([0.1]) }] },
])('value %# comes through as it was', (value) => {
  expect(decode(encode(value))).toStrictEqual(structuredClone(value));
});

test('a view brings its own part of the buffer only', () => {
  expect(decode(encode(new Uint8Array([1, 2, 3, 4]).subarray(1, 3)))).toEqual(new Uint8Array([2, 3]));
});

test.each([() => 1, Symbol('x'), { f: () => 1 }, Promise.resolve(), new WeakMap()])('%o cannot be cloned', (value) => {
  expect(() => encode(value)).toThrow(/could not be cloned/);
});

test('what is not stood in throws, with its name', () => {
  const app = strict('app', { quit: () => 1 } as { quit: () => number; dock?: unknown });
  expect(app.quit()).toBe(1);
  expect(() => app.dock).toThrow('app.dock is not stood in');
  expect(() => (app.dock = 1)).toThrow('app.dock is not stood in');
});
