import type { Stop } from '#core/lessons/syllabus.ts';
import type { Language, Words } from '#core/words/catalogue.ts';

/** Numbers of units and lessons, such as 5 or 5.1.2; other names are of folders alone. */
const numbered = /^\d+(\.\d+)*$/;

export const numberOf = (id: string): string => (numbered.test(id) ? id : '');

/** `5.1.2 Sharing the blame`, or the recall of a unit. */
export const stopTitle = ({ id, unit, title }: Stop, language: Language, words: Words['learning']): string =>
  title ? `${numberOf(id)} ${title[language] ?? id}`.trim() : words.recallOf(unit);

export const sayMinutes = (minutes: number, { hours, minutes: short }: Words['learning']): string =>
  minutes < 60 ? short(minutes) : hours(Math.floor(minutes / 60), minutes % 60);

/** Minutes of some stops together; undefined until all are known. */
export const sumOf = (stops: readonly Stop[], minutesOf: (id: string) => number | undefined): number | undefined =>
  stops.reduce<number | undefined>((sum, { id }) => {
    const minutes = minutesOf(id);
    return sum === undefined || minutes === undefined ? undefined : sum + minutes;
  }, 0);
