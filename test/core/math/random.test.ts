import { describe, expect, test } from 'vitest';
import { normalAt, permutation, philox, streams, substream, uniformAt } from '#core/math/random.ts';

const words = (counter: number[], key: number[]): string[] => {
  const out = new Uint32Array(4);
  philox(counter[0]!, counter[1]!, counter[2]!, counter[3]!, key[0]!, key[1]!, out);
  return [...out].map((word) => word.toString(16).padStart(8, '0'));
};

describe('Philox-4x32-10 gives the known answers of Random123', () => {
  test('zeros', () => {
    expect(words([0, 0, 0, 0], [0, 0])).toEqual(['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']);
  });
  test('ones', () => {
    const full = 0xffffffff;
    expect(words([full, full, full, full], [full, full])).toEqual(['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd']);
  });
  test('digits of pi', () => {
    expect(words([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toEqual([
      'd16cfe09',
      '94fdcceb',
      '5001e420',
      '24126ea1',
    ]);
  });
});

const count = 100_000;
const moments = (draw: (index: number) => number) => {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const value = draw(i);
    sum += value;
    squares += value * value;
  }
  const mean = sum / count;
  return { mean, variance: squares / count - mean * mean };
};

describe('uniformAt', () => {
  test('is the 53 bits of the first two words of its block', () => {
    const out = new Uint32Array(4);
    philox(41, 0, 0, 0, 7, streams.data, out);
    const bits = (BigInt(out[0]! >>> 5) << 26n) | BigInt(out[1]! >>> 6);
    expect(uniformAt(7, streams.data, 41)).toBe(Number(bits) / 2 ** 53);
  });
  test('stays in [0, 1) with the moments of a uniform', () => {
    const { mean, variance } = moments((i) => {
      const u = uniformAt(7, streams.data, i);
      if (!(u >= 0 && u < 1)) throw new Error(`${u} at ${i}`);
      return u;
    });
    expect(mean).toBeCloseTo(0.5, 2);
    expect(variance).toBeCloseTo(1 / 12, 2);
  });
  test('depends on seed, stream and index, beyond 2^32 too, and on nothing else', () => {
    const first = uniformAt(7, 3, 5);
    expect(uniformAt(8, 3, 5)).not.toBe(first);
    expect(uniformAt(7, 4, 5)).not.toBe(first);
    expect(uniformAt(7, 3, 6)).not.toBe(first);
    expect(uniformAt(7, 3, 5 + 2 ** 32)).not.toBe(first);
    expect(uniformAt(7, 3, 5)).toBe(first);
  });
});

test('normalAt has the moments and tails of a standard normal', () => {
  const { mean, variance } = moments((i) => normalAt(7, streams.noise, i));
  expect(Math.abs(mean)).toBeLessThan(0.012);
  expect(Math.abs(variance - 1)).toBeLessThan(0.02);
  let within = 0;
  for (let i = 0; i < count; i++) if (Math.abs(normalAt(7, streams.noise, i)) < 1) within++;
  expect(within / count).toBeCloseTo(0.6827, 2);
});

describe('permutation', () => {
  test('holds every index once', () => {
    for (const n of [0, 1, 2, 3, 17, 1000]) {
      expect([...permutation(7, streams.split, n)].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
    }
  });
  test('is a function of seed and stream', () => {
    expect(permutation(7, 9, 50)).toEqual(permutation(7, 9, 50));
    expect(permutation(7, 9, 50)).not.toEqual(permutation(8, 9, 50));
    expect(permutation(7, 9, 50)).not.toEqual(permutation(7, 10, 50));
  });
  test('gives each of the 24 orders of four things equally often', () => {
    const seen = new Map<string, number>();
    const draws = 24_000;
    for (let seed = 0; seed < draws; seed++) {
      const key = permutation(seed, streams.shuffle, 4).join();
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    expect(seen.size).toBe(24);
    // Chi-squared with 23 degrees of freedom: 49.7 is passed by chance once in a thousand.
    const chi = [...seen.values()].reduce((sum, n) => sum + ((n - 1000) * (n - 1000)) / 1000, 0);
    expect(chi).toBeLessThan(49.7);
  });
});

test('substreams of one stream differ from each other, from their parent and across parents', () => {
  const all = new Set<number>(Object.values(streams));
  const before = all.size;
  for (let k = 0; k < 10_000; k++) all.add(substream(streams.shuffle, k));
  expect(all.size).toBe(before + 10_000);
  expect(substream(substream(6, 1), 2)).not.toBe(substream(substream(6, 2), 1));
});
