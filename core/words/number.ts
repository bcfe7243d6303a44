/** Number formats of the interface, all through Intl. */

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const superscript = (exponent: number): string =>
  (exponent < 0 ? '⁻' : '') + [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]!).join('');

const subscripts = '₀₁₂₃₄₅₆₇₈₉';
/** A whole number from 0 as an index: x₁₂. */
export const subscript = (index: number): string => [...String(index)].map((digit) => subscripts[Number(digit)]!).join('');

export type NumberWriter = (value: number) => string;

/** So many digits that count, so many behind the decimal sign, or fractions of small whole numbers where a number is one. */
export const numberStyles = ['significant', 'fixed', 'fraction'] as const;
export type NumberStyle = (typeof numberStyles)[number];

/** How a person wants numbers written: a BCP 47 locale, and how many digits of which kind. */
export interface NumberFormat {
  readonly locale: string;
  readonly digits: number;
  readonly style: NumberStyle;
}

const largestDenominator = 100;
const largestNumerator = 999;
/** Relative: the rounding of a few operations on numbers of 53 bits, and far under what parts two such fractions. */
const exactness = 1e-12;

/** The fraction of small whole numbers that a number is, to rounding; undefined where it is none. */
const fractionOf = (value: number): { readonly numerator: number; readonly denominator: number } | undefined => {
  for (let denominator = 1; denominator <= largestDenominator; denominator++) {
    const product = value * denominator;
    const numerator = Math.round(product);
    if (Math.abs(numerator) > largestNumerator) return undefined;
    if (numerator !== 0 && Math.abs(product - numerator) <= exactness * Math.abs(product)) return { numerator, denominator };
  }
  return undefined;
};

/** At most about eight characters: plain between 0.001 and 99,999, else a mantissa and a power of ten. Minus is U+2212. */
export const numberWriter = (locale: string, digits: number, style: NumberStyle = 'significant'): NumberWriter => {
  const plain = new Intl.NumberFormat(locale, { maximumSignificantDigits: digits, minimumSignificantDigits: digits, useGrouping: false });
  const mantissa = new Intl.NumberFormat(locale, { maximumFractionDigits: Math.max(0, digits - 2), minimumFractionDigits: 0 });
  /** By how many digits stand behind the decimal sign: the more before it, the fewer there is room for. */
  const fixed = Array.from(
    { length: digits + 1 },
    (_, decimals) =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: false }),
  );
  const sign = (text: string): string => text.replace('-', '−');
  return (value) => {
    if (Number.isNaN(value)) return 'NaN';
    if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
    if (value === 0) return '0';
    const size = Math.abs(value);
    const fraction = style === 'fraction' ? fractionOf(value) : undefined;
    if (fraction) return sign(fraction.denominator === 1 ? `${fraction.numerator}` : `${fraction.numerator}/${fraction.denominator}`);
    // A number that would be written as zeros has the power of ten that tells it from zero.
    if (style === 'fixed' && size < 1e5 && size >= 0.5 * 10 ** -digits)
      return sign(fixed[Math.max(0, Math.min(digits, 6 - Math.trunc(size).toString().length))]!.format(value));
    if (style !== 'fixed' && size >= 1e-3 && size < 1e5) return sign(plain.format(value));
    // The mantissa is rounded before the exponent is read off: 9.99 rounds to the next power of ten.
    const [front, exponent] = value.toExponential(Math.max(0, digits - 2)).split('e');
    return `${sign(mantissa.format(Number(front)))}·10${superscript(Number(exponent))}`;
  };
};

/** A setting as a person types it: every digit that it has and none besides, with a power of ten where there were too many zeros. */
export const settingWriter = (locale: string): NumberWriter => {
  const plain = new Intl.NumberFormat(locale, { maximumSignificantDigits: 12, useGrouping: false });
  const power = numberWriter(locale, 6);
  return (value) => {
    const size = Math.abs(value);
    return value === 0 || (size >= 1e-4 && size < 1e7) ? plain.format(value).replace('-', '−') : power(value);
  };
};

/** Whole numbers with the locale's grouping: steps, samples. */
export const countWriter = (locale: string): NumberWriter => {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  return (value) => format.format(value);
};

export const percentWriter = (locale: string): NumberWriter => {
  const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  return (value) => format.format(value);
};
