/** Numbers at the ticks of an axis: round, so as short as they are, in the person's language. */
export const tickWriter = (locale: string, number: (value: number) => string): ((value: number) => string) => {
  const short = new Intl.NumberFormat(locale, { maximumSignificantDigits: 6 });
  return (value) => {
    const size = Math.abs(value);
    return value === 0 || (size >= 1e-3 && size < 1e6) ? short.format(value).replace('-', '−') : number(value);
  };
};
