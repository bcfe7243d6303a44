/** Picks a form by a whole number, itself or as it was written: 1, '1', '12.345'. */
export const pluralIn = (language: string): ((count: number | string, one: string, other: string) => string) => {
  const rules = new Intl.PluralRules(language);
  return (count, one, other) =>
    rules.select(typeof count === 'number' ? count : Number(count.replace(/\D/gu, ''))) === 'one' ? one : other;
};

export const plural = { es: pluralIn('es'), en: pluralIn('en') };
