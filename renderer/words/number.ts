/** Number formats of the interface, all through Intl. */

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const superscript = (exponent: number): string =>
  (exponent < 0 ? '⁻' : '') + [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]!).join('');

export type NumberWriter = (value: number) => string;

/** At most about eight characters: plain between 0.001 and 99,999, else a mantissa and a power of ten. Minus is U+2212. */
export const numberWriter = (locale: string, digits: number): NumberWriter => {
  const plain = new Intl.NumberFormat(locale, { maximumSignificantDigits: digits, minimumSignificantDigits: digits, useGrouping: false });
  const mantissa = new Intl.NumberFormat(locale, { maximumFractionDigits: Math.max(0, digits - 2), minimumFractionDigits: 0 });
  const sign = (text: string): string => text.replace('-', '−');
  return (value) => {
    if (Number.isNaN(value)) return 'NaN';
    if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
    if (value === 0) return '0';
    const size = Math.abs(value);
    if (size >= 1e-3 && size < 1e5) return sign(plain.format(value));
    // The mantissa is rounded before the exponent is read off: 9.99 rounds to the next power of ten.
    const [front, exponent] = value.toExponential(Math.max(0, digits - 2)).split('e');
    return `${sign(mantissa.format(Number(front)))}·10${superscript(Number(exponent))}`;
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
