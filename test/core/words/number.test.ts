import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countWriter, numberStyles, numberWriter, settingWriter } from '#core/words/number.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import { soaked } from '#test/soak.ts';

describe('so many decimals', () => {
  const write = numberWriter('es-ES', 3, 'fixed');
  test.each([
    [0.25, '0,250'],
    [-12.5, '−12,500'],
    [1 / 3, '0,333'],
    [0.0005, '0,001'],
    [0, '0'],
    [1234.5, '1234,500'],
    [99999, '99.999,000'],
    [1.0005, '1,001'],
  ])('%d is %s', (value, written) => expect(write(value)).toBe(written));

  test('what would be written as zeros has a power of ten', () => {
    expect(write(0.0004)).toBe('4·10⁻⁴');
    expect(write(4.321e-4)).toBe('4,32·10⁻⁴');
    expect(write(-2.5e-7)).toBe('−2,5·10⁻⁷');
    expect(write(3e9)).toBe('3·10⁹');
  });
});

test.each([
  [3, '3'],
  [0.3, '0,3'],
  [-0.05, '−0,05'],
  [0.123456, '0,123456'],
  [12345, '12.345'],
  [1.23456e-9, '1,23456·10⁻⁹'],
  [0, '0'],
  [1e-8, '1·10⁻⁸'],
])('a setting of %d is %s, as it would be typed', (value, written) => expect(settingWriter('es-ES')(value)).toBe(written));

test.each(['es-ES', 'en-GB', 'de-CH', 'sv-SE', 'ar-EG', 'hi-IN-u-nu-deva'])('digits are those of Intl in %s', (locale) => {
  const value = fc.oneof(
    fc.double({ noNaN: true, min: -2000, max: 2000 }),
    fc.double({ noNaN: true, min: -0.01, max: 0.01 }),
    fc.integer({ min: -99_999, max: 99_999 }).map((hundredths) => hundredths / 100),
    fc.constantFrom(999.5, 999.4999, 0.0009995, 0.001, 1.005, 99.5, 1000, 100, -10),
  );
  fc.assert(
    fc.property(
      value.filter((x) => Math.abs(x) >= 1e-3),
      fc.integer({ min: 1, max: 17 }),
      (x, digits) => {
        const rounded = Number((x * (1 + 2 * Number.EPSILON)).toPrecision(digits));
        const exact = Math.abs(x - rounded) <= 1e-12 * Math.abs(x);
        const format = new Intl.NumberFormat(locale, { maximumSignificantDigits: digits, minimumSignificantDigits: exact ? 1 : digits });
        expect(numberWriter(locale, digits)(x)).toBe(format.format(rounded).replace('-', '−'));
      },
    ),
    { numRuns: soaked(2000) },
  );
});

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
  expect([NaN, Infinity, -Infinity].map((value) => write(value))).toEqual(['NaN', '∞', '−∞']);
  const room = { significant: 9, fixed: 11, fraction: 9 }[style];
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 99999, noNaN: true }), fc.boolean(), (size, negative) => {
      expect(write(negative ? -size : size).length).toBeLessThanOrEqual(room + (negative ? 1 : 0));
    }),
  );
});

describe('so many digits, everywhere', () => {
  const parts = (text: string): { readonly digits: number; readonly value: number } => {
    const [front, power] = text.replace('−', '-').replaceAll(',', '').split('·10');
    const exponent = Number([...(power ?? '⁰')].map((sign) => (sign === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign))).join(''));
    return { digits: front!.replace('-', '').replace('.', '').replace(/^0+/u, '').length, value: Number(`${front}e${exponent}`) };
  };
  const measures = fc.double({ min: 1e-300, max: 1e300, noNaN: true });

  test.each([2, 3, 4, 5, 6])('%i digits are %i, powers of ten included, and none is only padding', (digits) => {
    const write = numberWriter('en-GB', digits);
    fc.assert(
      fc.property(measures, fc.boolean(), (size, negative) => {
        const value = negative ? -size : size;
        const written = parts(write(value));
        expect(Math.abs(written.value - value)).toBeLessThanOrEqual(0.500001 * 10 ** (1 - digits) * size);
        // A whole number above so many digits has zeros that only hold places.
        if (size < 1e-3 || size >= 1e5 || size < 10 ** (digits - 1)) {
          const exact = Math.abs(written.value - value) <= 1e-12 * size;
          if (!exact) expect(written.digits).toBe(digits);
        }
      }),
      { numRuns: soaked(500) },
    );
  });

  test.each([
    [9.951e-4, 2, '0.0010'],
    [9.951e-4, 3, '9.95·10⁻⁴'],
    [9.999e-5, 3, '1.00·10⁻⁴'],
    [1, 3, '1'],
    [-0.5, 3, '−0.5'],
    [0.1 + 0.2, 3, '0.3'],
    [0.3001, 3, '0.300'],
    [50, 3, '50'],
    [1.005, 3, '1.01'],
    [1 / 3, 6, '0.333333'],
    [1.234567e-8, 6, '1.23457·10⁻⁸'],
    [12345.67, 6, '12,345.7'],
    [99999.96, 6, '1.00000·10⁵'],
  ])('%d with %i digits is %s', (value, digits, written) => {
    expect(numberWriter('en-GB', digits)(value)).toBe(written);
  });

  test('a number of few digits is as short as it is, however it came about', () => {
    const write = numberWriter('en-GB', 3);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 0, max: 2 }),
        fc.integer({ min: 1, max: 9 }),
        (whole, decimals, by) => {
          const value = whole / 10 ** decimals;
          expect(write((value / by) * by)).toBe(String(value));
        },
      ),
    );
  });
});

describe('what was and what is', () => {
  test.each(numberStyles)('%s: they are written apart wherever they differ, and alike where they do not', (style) => {
    const { pair } = numberWriter('en-GB', 3, style);
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), fc.double({ min: -11, max: 0, noNaN: true }), (value, size) => {
        const [before, after] = pair(value, value * (1 + 10 ** size));
        expect(before).not.toBe(after);
        const [same, again] = pair(value, value);
        expect(same).toBe(again);
      }),
      { numRuns: soaked(500) },
    );
  });

  test('both have as many digits as that takes, and no more than the style where it takes none', () => {
    const { pair } = numberWriter('es-ES', 3);
    expect(pair(0.2, 0.19998)).toEqual(['0,2', '0,19998']);
    expect(pair(0.123456, 0.123466)).toEqual(['0,12346', '0,12347']);
    expect(pair(50, 5)).toEqual(['50', '5']);
    expect(pair(1 / 3, 2 / 3)).toEqual(['0,333', '0,667']);
    expect(pair(0.3, 0.1 + 0.2)).toEqual(['0,3', '0,3']);
    expect(pair(1e-9, 1.0001e-9)).toEqual(['1·10⁻⁹', '1,0001·10⁻⁹']);
    expect(pair(2, NaN)).toEqual(['2', 'NaN']);
    expect(pair(0, 1e-12)).toEqual(['0', '1·10⁻¹²']);
    expect(numberWriter('es-ES', 3, 'fixed').pair(0.2, 0.19998)).toEqual(['0,20000', '0,19998']);
    expect(numberWriter('es-ES', 3, 'fraction').pair(0.5, 1 / 3)).toEqual(['1/2', '1/3']);
    expect(numberWriter('es-ES', 3, 'fraction').pair(0.5, 0.50001)).toEqual(['0,5', '0,50001']);
  });
});

test('thousands are parted alike in measures, counts and settings, and at the ticks of an axis', () => {
  for (const locale of ['es-ES', 'es-MX', 'en-GB', 'en-US'])
    for (const value of [1000, 1250, 12500, 90000]) {
      const written = countWriter(locale)(value);
      expect([numberWriter(locale, 4)(value), settingWriter(locale)(value), tickWriter(locale, String)(value)]).toEqual([
        written,
        written,
        written,
      ]);
    }
});
