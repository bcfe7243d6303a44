/** Number formats of the interface, all as Intl writes them. */

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const superscript = (exponent: number): string =>
  (exponent < 0 ? '⁻' : '') + [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]!).join('');

const subscripts = '₀₁₂₃₄₅₆₇₈₉';
/** A whole number from 0 as an index: x₁₂. */
export const subscript = (index: number): string =>
  subscripts[index] ?? [...String(index)].map((digit) => subscripts[Number(digit)]!).join('');

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

/** Writes measures, and two that belong together. */
export interface MeasureWriter extends NumberWriter {
  /** What was and what is: both with as many digits as it takes for them to differ by more than rounding does. */
  readonly pair: (before: number, after: number) => readonly [string, string];
}

/** Halves round away from zero as on paper, though 1.005 is stored a little below itself. */
const nudge = 1 + 2 * Number.EPSILON;
/** No two numbers of 53 bits are alike in so many digits. */
const allDigits = 17;
/** Any so many digits are a double's own. */
const ownDigits = 15;
const leastPlain = 1e-3;
const endOfPlain = 1e5;

const decimalsOf = (value: number, digits: number): number => Number((value * nudge).toFixed(digits));
const precise = (value: number, digits: number): string => (value * nudge).toPrecision(digits);
const significantOf = (value: number, digits: number): number => Number(precise(value, digits));
const isRound = (value: number, rounded: number): boolean => Math.abs(value - rounded) <= exactness * Math.abs(value);

/** What is written of a number where it is no fraction: so many decimals leave of a tiny one what so many digits do. */
const roundedTo = (value: number, digits: number, style: NumberStyle): number => {
  const decimals = style === 'fixed' && Math.abs(value) < endOfPlain ? decimalsOf(value, digits) : 0;
  return decimals === 0 ? significantOf(value, digits) : decimals;
};

const sign = (text: string): string => text.replace('-', '−');

/** From here on Intl groups digits. */
const endOfUngrouped = 1e3;

/**
 * What Intl writes of a plain number, made from the number's own digits in a sixth of the time: a picture writes hundreds of them a frame.
 * Undefined of a number that is grouped or has a power of ten, and in a locale that writes a number otherwise than with a sign, these digits
 * and one decimal sign.
 */
const quickWriter = (locale: string, digits: number): ((value: number) => string | undefined) => {
  const format = new Intl.NumberFormat(locale, { maximumSignificantDigits: 21 });
  const point = digits > ownDigits ? undefined : format.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value;
  if (point === undefined || format.format(-987.0654321) !== `-987${point}0654321`) return () => undefined;
  return (value) => {
    const text = precise(value, digits);
    const rounded = Number(text);
    const size = Math.abs(rounded);
    if (!(size >= leastPlain && size < endOfUngrouped) || text.includes('e')) return undefined;
    const at = text.indexOf('.');
    if (at < 0) return sign(text);
    let end = text.length;
    if (isRound(value, rounded)) {
      while (text.endsWith('0', end)) end--;
      if (end === at + 1) return sign(text.slice(0, at));
    }
    return sign(`${text.slice(0, at)}${point}${text.slice(at + 1, end)}`);
  };
};

/** One number of digits in one style; fractions are for the caller. */
const digitsWriter = (locale: string, digits: number, style: NumberStyle): NumberWriter => {
  const significant = { maximumSignificantDigits: digits };
  const short = new Intl.NumberFormat(locale, significant);
  const padded = new Intl.NumberFormat(locale, { ...significant, minimumSignificantDigits: digits });
  const fixed = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const quick = style === 'fixed' ? () => undefined : quickWriter(locale, digits);
  return (value) => {
    const plain = quick(value);
    if (plain !== undefined) return plain;
    const rounded = roundedTo(value, digits, style);
    const size = Math.abs(rounded);
    if (style === 'fixed' && size < endOfPlain && decimalsOf(value, digits) !== 0) return sign(fixed.format(rounded));
    const format = isRound(value, rounded) ? short : padded;
    if (style !== 'fixed' && size >= leastPlain && size < endOfPlain) return sign(format.format(rounded));
    // The exponent is that of the rounded number: 9.999 may round to the next power of ten.
    const [front, exponent] = rounded.toExponential().split('e');
    return `${sign(format.format(Number(front)))}·10${superscript(Number(exponent))}`;
  };
};

/**
 * So many digits, and no zeros behind a number that equals its short form to rounding: 1 and -0.5 are exact, 1.00 is rounded. Plain between
 * 0.001 and 99,999, else a mantissa of as many digits and a power of ten. Minus is U+2212. Fixed decimals are always all there.
 */
export const numberWriter = (locale: string, digits: number, style: NumberStyle = 'significant'): MeasureWriter => {
  const writers = new Map<number, NumberWriter>();
  const withDigits = (count: number): NumberWriter => {
    let writer = writers.get(count);
    if (!writer) writers.set(count, (writer = digitsWriter(locale, count, style)));
    return writer;
  };
  const plain = withDigits(digits);
  const special = (value: number): string | undefined =>
    Number.isNaN(value) ? 'NaN' : !Number.isFinite(value) ? (value > 0 ? '∞' : '−∞') : value === 0 ? '0' : undefined;
  const fraction = (value: number): string | undefined => {
    const found = style === 'fraction' ? fractionOf(value) : undefined;
    return found && sign(found.denominator === 1 ? `${found.numerator}` : `${found.numerator}/${found.denominator}`);
  };
  const write = (value: number): string => special(value) ?? fraction(value) ?? plain(value);
  const pair = (before: number, after: number): readonly [string, string] => {
    const fractions = [fraction(before), fraction(after)];
    const alike = Math.abs(after - before) <= exactness * Math.max(Math.abs(before), Math.abs(after));
    if (![before, after].every(Number.isFinite) || alike || fractions.every(Boolean)) return [write(before), write(after)];
    let count = digits;
    while (count < allDigits && roundedTo(before, count, style) === roundedTo(after, count, style)) count++;
    const [first, second] = [before, after].map((value) => special(value) ?? withDigits(count)(value));
    return [first!, second!];
  };
  return Object.assign(write, { pair });
};

/** A setting as a person chose it: every digit that it has and none besides, with a power of ten where there were too many zeros. */
export const settingWriter = (locale: string): NumberWriter => {
  const plain = new Intl.NumberFormat(locale, { maximumSignificantDigits: 12 });
  const power = numberWriter(locale, 12);
  return (value) => {
    const size = Math.abs(value);
    return value === 0 || (size >= 1e-4 && size < 1e7) ? sign(plain.format(value)) : power(value);
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
