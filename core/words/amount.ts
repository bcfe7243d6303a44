import { countWriter, type NumberWriter } from './number.ts';

/** Lengths of time and sizes of files, in the short units that are the same in every language here. */

/** Seconds as `0,4 s`, `12 s`, `3 min 5 s`, `1 h 2 min`. */
export const durationWriter = (locale: string): NumberWriter => {
  const short = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });
  const count = countWriter(locale);
  return (seconds) => {
    if (seconds < 9.5) return `${short.format(seconds)} s`;
    const whole = Math.round(seconds);
    if (whole < 60) return `${whole} s`;
    const minutes = Math.floor(whole / 60);
    if (minutes < 60) return `${minutes} min ${whole % 60} s`;
    return `${count(Math.floor(minutes / 60))} h ${minutes % 60} min`;
  };
};

/** Bytes as `830 kB`, `2,4 MB`, `1,1 GB`: two digits, for an estimate has no more. */
export const bytesWriter = (locale: string): NumberWriter => {
  const short = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2, useGrouping: false });
  return (bytes) => {
    const power = bytes < 999_500 ? 3 : bytes < 999_500_000 ? 6 : 9;
    return `${short.format(bytes / 10 ** power)} ${{ 3: 'kB', 6: 'MB', 9: 'GB' }[power]}`;
  };
};
