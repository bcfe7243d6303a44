import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberStyles, numberWriter, settingWriter } from '#core/words/number.ts';

describe('so many decimals', () => {
  const write = numberWriter('es-ES', 3, 'fixed');
  test.each([
    [0.25, '0,250'],
    [-12.5, '−12,500'],
    [1 / 3, '0,333'],
    [0.0005, '0,001'],
    [0, '0'],
    [1234.5, '1234,50'],
    [99999, '99999,0'],
  ])('%d is %s', (value, written) => expect(write(value)).toBe(written));

  test('what would be written as zeros has a power of ten', () => {
    expect(write(0.0004)).toBe('4·10⁻⁴');
    expect(write(-2.5e-7)).toBe('−2,5·10⁻⁷');
    expect(write(3e9)).toBe('3·10⁹');
  });
});

test.each([
  [3, '3'],
  [0.3, '0,3'],
  [-0.05, '−0,05'],
  [0.123456, '0,123456'],
  [12345, '12345'],
  [0, '0'],
  [1e-8, '1·10⁻⁸'],
])('a setting of %d is %s, as it would be typed', (value, written) => expect(settingWriter('es-ES')(value)).toBe(written));

describe('fractions', () => {
  const write = numberWriter('en-GB', 3, 'fraction');
  test.each([
    [0.5, '1/2'],
    [-1 / 3, '−1/3'],
    [0.1 + 0.2, '3/10'],
    [2, '2'],
    [-7.25, '−29/4'],
    [1 / 7 - 1 / 5, '−2/35'],
    [0, '0'],
  ])('%d is %s', (value, written) => expect(write(value)).toBe(written));

  test.each([Math.PI, 0.5000001, 1e-7, 123456, 1 / 101])('%d is none', (value) => {
    expect(write(value)).toBe(numberWriter('en-GB', 3)(value));
  });

  test('every fraction of small numbers is found, in its lowest terms', () => {
    const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 2, max: 100 }), (p, q) => {
        const by = gcd(p, q);
        expect(write(p / q)).toBe(q === by ? `${p / by}` : `${p / by}/${q / by}`);
      }),
    );
  });
});

test.each(numberStyles)('%s: what lies on no line, and the room that the others take', (style) => {
  const write = numberWriter('es-ES', 4, style);
  expect([NaN, Infinity, -Infinity].map(write)).toEqual(['NaN', '∞', '−∞']);
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 99999, noNaN: true }), fc.boolean(), (size, negative) => {
      expect(write(negative ? -size : size).length).toBeLessThanOrEqual(negative ? 9 : 8);
    }),
  );
});
