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

test('a view brings its whole buffer, and two views of one have one', () => {
  const whole = new Uint8Array([1, 2, 3, 4]);
  const got = decode(encode([whole.subarray(1, 3), new DataView(whole.buffer, 2)])) as [Uint8Array, DataView];
  expect([...got[0]]).toEqual([2, 3]);
  expect([...new Uint8Array(got[0].buffer)]).toEqual([1, 2, 3, 4]);
  expect(got[1].buffer).toBe(got[0].buffer);
  expect(got[1].getUint8(0)).toBe(3);
});

test('what is one object twice, or within itself, stays so', () => {
  const shared = { one: 1 };
  const ring: { list: unknown[]; map: Map<string, unknown> } = { list: [shared, shared], map: new Map() };
  ring.map.set('self', ring);
  ring.list.push(ring.list);
  const got = decode(encode(ring)) as typeof ring;
  expect(got.list[0]).toBe(got.list[1]);
  expect(got.list[2]).toBe(got.list);
  expect(got.map.get('self')).toBe(got);
});

test('a key named as a prototype is a key', () => {
  expect(Object.keys(decode(encode(JSON.parse('{"__proto__": {"x": 1}}'))) as object)).toEqual(['__proto__']);
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
