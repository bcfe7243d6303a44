import type { Failure } from '#core/contract/failure.ts';
import { en } from './failures-en.ts';
import { es } from './failures-es.ts';
import type { FailureSentences, Language, Pen } from './language.ts';

const sentences: Readonly<Record<Language, FailureSentences>> = { es, en };

const penOf = (language: Language): Pen => {
  const plain = new Intl.NumberFormat(language, { maximumSignificantDigits: 15 });
  const scientific = new Intl.NumberFormat(language, { notation: 'scientific', maximumSignificantDigits: 15 });
  const list = new Intl.ListFormat(language, { type: 'disjunction' });
  const number = (value: number): string => {
    const size = Math.abs(value);
    return value !== 0 && (size >= 1e12 || size < 1e-4) ? scientific.format(value) : plain.format(value);
  };
  return {
    number,
    measure: (value) => (Number.isFinite(value) ? number(Number(value.toPrecision(3))) : String(value)),
    either: (items) => list.format(items),
  };
};

const pens: Readonly<Record<Language, Pen>> = { es: penOf('es'), en: penOf('en') };

/** One sentence that says what happened, where, and what to do about it. */
export const sayFailure = (failure: Failure, language: Language): string => {
  const say = sentences[language][failure.code] as (failure: Failure, pen: Pen) => string;
  return say(failure, pens[language]);
};
