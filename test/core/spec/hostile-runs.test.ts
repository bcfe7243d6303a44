import { describe, expect, test } from 'vitest';
import { limits } from '#core/spec/methods.ts';
import { readRunText } from '#core/spec/read-run-spec.ts';
import { sayFailure } from '#core/words/say-failure.ts';
import { refusal } from './refusal.ts';

const network = { layers: [{ units: 1 }] };
const inline = { kind: 'inline', x: [[0, 0], [0, 1]], y: [[0], [1]] }; // prettier-ignore

describe('hostile input is refused, quickly', () => {
  test('keys of the prototype are unknown keys', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(readRunText(`{"network":{"layers":[{"units":1}]},"${key}":{"seed":9}}`)).toMatchObject({
        ok: false,
        failure: { code: 'unknown-key', place: key, key },
      });
      expect(readRunText(`{"network":{"layers":[{"units":1,"activation":"${key}"}]}}`)).toMatchObject({ ok: false });
      expect(readRunText(`{"network":{"layers":[{"units":1}]},"optimizer":{"kind":"${key}"}}`)).toMatchObject({ ok: false });
    }
  });

  test('strange and endless keys are named in short', () => {
    expect(refusal({ network, 'a b': 1 })).toMatchObject({ place: '["a b"]' });
    const long = refusal({ network, ['k'.repeat(1_000_000)]: 1 });
    expect(sayFailure(long, 'es').length).toBeLessThan(400);
    expect(foundLength({ network, loss: 'x'.repeat(1_000_000) })).toBeLessThan(60);
  });
  const foundLength = (input: unknown): number => (refusal(input) as { found: string }).found.length;

  test('cycles, getters that throw, proxies, sparse arrays', () => {
    const cycle: Record<string, unknown> = { network };
    cycle.data = cycle;
    expect(refusal(cycle)).toMatchObject({ place: 'data.kind' });
    const looped: unknown[] = [];
    looped.push(looped);
    expect(refusal({ network: { layers: looped } })).toMatchObject({ place: 'network.layers[0].units' });
    const trap = Object.defineProperty({}, 'network', { enumerable: true, get: () => { throw new Error('trap'); } }); // prettier-ignore
    expect(refusal(trap)).toMatchObject({ code: 'wrong-type', place: '' });
    const proxy = new Proxy({}, { ownKeys: () => { throw new Error('trap'); } }); // prettier-ignore
    expect(refusal(proxy).code).toBeDefined();
    expect(refusal({ network: { layers: new Array(3) } })).toMatchObject({ place: 'network.layers[0]' });
    expect(refusal({ network: { layers: new Array(4_294_967_295) } })).toMatchObject({ code: 'too-large', what: 'layers' });
    expect(refusal({ network, data: { ...inline, x: new Array(4_294_967_295) } })).toMatchObject({ code: 'too-large', what: 'samples' });
  });

  test('a shared row repeated without end counts all its cells', () => {
    const row = new Array<number>(10_000).fill(1);
    const x = new Array(1_000_000).fill(row);
    expect(refusal({ network, data: { kind: 'inline', x, y: x } })).toMatchObject({ code: 'too-large', what: 'cells', place: 'data.x' });
  });
});

describe('text', () => {
  const fault = (text: string) => readRunText(text);
  test.each([
    ['', 1, 1],
    ['{"seed": 1,}', 1, 12],
    ['{\n  "seed": NaN\n}', 2, 11],
    ['{"a": [1, 2}', 1, 12],
    ['{"a": 1} x', 1, 10],
    ['{"a": 01}', 1, 7],
    ['{"a" 1}', 1, 6],
    ["{'a': 1}", 1, 2],
    ['{"a": "x\ny"}', 1, 9],
    ['{"a": "\\q"}', 1, 8],
    ['{"a": [1,\n\n2', 3, 2],
    ['[1 2]', 1, 4],
    ['{"a": tru}', 1, 7],
  ])('%j stops being JSON at line %i, column %i', (text, line, column) => {
    expect(fault(text)).toEqual({ ok: false, failure: { code: 'not-json', line, column } });
  });

  test('nesting without end neither throws nor overflows', () => {
    expect(fault('['.repeat(10_000_000))).toMatchObject({ failure: { code: 'not-json', line: 1, column: 1001 } });
    expect(fault(`{"seed": "${'['.repeat(2000)}"}`)).toMatchObject({ failure: { place: 'seed' } });
    expect(fault('{"network":'.repeat(100_000))).toMatchObject({ ok: false });
    expect(fault(`{"network":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toMatchObject({ ok: false });
  });

  test('a byte order mark is no fault', () => {
    expect(fault('\uFEFF{"network":{"layers":[{"units":1}]}}')).toMatchObject({ ok: true });
  });

  test('a text over the limit is refused unread', () => {
    expect(fault(' '.repeat(limits.specBytes + 1))).toMatchObject({ failure: { code: 'too-large', what: 'bytes' } });
  });
});
