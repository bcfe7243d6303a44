import { catalogue, type Words } from '#core/words/catalogue.ts';
import { numberWriter, type MeasureWriter } from '#core/words/number.ts';
import type { Look } from './look.ts';

/** How a picture says things, in the language and with the digits of its look. */
export interface Speech {
  readonly number: MeasureWriter;
  readonly words: Words['picture'];
}

/** Number formats cost much to make, and there are few. */
const writers = new Map<string, MeasureWriter>();

export const speechOf = ({ language, numberFormat: { locale, digits, style } }: Pick<Look, 'language' | 'numberFormat'>): Speech => {
  const key = `${locale} ${digits} ${style}`;
  let number = writers.get(key);
  if (!number) writers.set(key, (number = numberWriter(locale, digits, style)));
  return { number, words: catalogue[language].words.picture };
};
