import { firstLanguage, languageOf, type Language } from '#core/words/catalogue.ts';

/** The language of the messages: what the environment says. */
export const environmentLanguage = (env: Readonly<Record<string, string | undefined>>): Language =>
  languageOf(env.LC_ALL || env.LC_MESSAGES || env.LANG) ?? firstLanguage;
