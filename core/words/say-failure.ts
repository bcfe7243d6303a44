import type { Failure } from '#core/contract/failure.ts';
import { catalogue, languages, type Language } from './catalogue.ts';
import { inWindow } from './failure/field-name.ts';
import { plain } from './failure/plain.ts';
import type { Pen } from './failure/words.ts';

const penOf = (language: Language): Pen => {
  const usual = new Intl.NumberFormat(language, { maximumSignificantDigits: 15 });
  const scientific = new Intl.NumberFormat(language, { notation: 'scientific', maximumSignificantDigits: 15 });
  const list = new Intl.ListFormat(language, { type: 'disjunction' });
  const number = (value: number): string => {
    const size = Math.abs(value);
    return value !== 0 && (size >= 1e12 || size < 1e-4) ? scientific.format(value) : usual.format(value);
  };
  return {
    number,
    measure: (value) => (Number.isFinite(value) ? number(Number(value.toPrecision(3))) : String(value)),
    either: (items) => list.format(items),
    written: (value) => ` (${value})`,
  };
};

const pens = new Map(languages.map((language) => [language, penOf(language)]));

const say = (failure: Failure, language: Language, pen: Pen): string =>
  (catalogue[language].words.failures[failure.code] as (failure: Failure, pen: Pen) => string)(failure, pen);

/** One sentence that says what happened, where, and what to do about it. */
export const sayFailure = (failure: Failure, language: Language): string => say(failure, language, pens.get(language)!);

/** The same in the window, where fields and choices are called as the editor shows them; files and the command line name the key. */
export const sayInWindow = (failure: Failure, language: Language): string =>
  plain(say(inWindow(failure, catalogue[language].words), language, { ...pens.get(language)!, written: () => '' }));
