import { firstLanguage, languageOf, type Language } from '#core/words/catalogue.ts';
import type { Io } from './io.ts';

/** The language of the messages: what the environment says, in the order of GNU's gettext, else the system. */
export const environmentLanguage = ({ env, locale }: Pick<Io, 'env' | 'locale'>): Language => {
  const set = env.LC_ALL || env.LC_MESSAGES || env.LANG;
  // A list by preference, which does not count where the locale is the plain one.
  const preferred = set === 'C' || set === 'POSIX' ? [] : (env.LANGUAGE ?? '').split(':');
  return [...preferred, set, ...(set ? [] : [locale])].map(languageOf).find((known) => known !== undefined) ?? firstLanguage;
};
