import type { Preferences } from '#renderer/model/preferences.svelte.ts';

/** Targets, which are data and mostly short: 1, where a measured number would be 1.00; fractions where those were chosen. */
export const targetWriter = ({ locale, number, numberStyle }: Pick<Preferences, 'locale' | 'number' | 'numberStyle'>) =>
  numberStyle === 'fraction' ? number : tickWriter(locale, number);

/** Numbers at the ticks of an axis: as short as they can be, in the person's language. */
export const tickWriter = (locale: string, number: (value: number) => string): ((value: number) => string) => {
  const short = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3, useGrouping: true });
  return (value) => {
    const size = Math.abs(value);
    return value === 0 || (size >= 1e-3 && size < 1e6) ? short.format(value).replace('-', '−') : number(value);
  };
};
