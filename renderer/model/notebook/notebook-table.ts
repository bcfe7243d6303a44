import { endingOf, type Entry } from './notebook.ts';

export const columns = ['id', 'title', 'steps', 'loss', 'validation', 'accuracy', 'r2', 'ending'] as const;
export type Column = (typeof columns)[number];
export type Figure = 'loss' | 'validation' | 'accuracy' | 'r2';
export const figures: readonly Figure[] = ['loss', 'validation', 'accuracy', 'r2'];
export const isFigure = (column: Column): column is Figure => figures.includes(column as Figure);

export interface Sorting {
  readonly column: Column;
  readonly ascending: boolean;
}

/** Figures of which the least is the best. */
const least: readonly Figure[] = ['loss', 'validation'];

const cellOf = (entry: Entry, column: Exclude<Column, 'title'>): number | string | undefined => {
  if (column === 'id') return entry.id;
  if (column === 'steps') return entry.trainedTo;
  return column === 'ending' ? endingOf(entry) : entry.outcome?.[column];
};

/** Sorted by one column; equal ones in the order in which they were tried, and what is missing last whichever way. */
export const sorted = (
  entries: readonly Entry[],
  { column, ascending }: Sorting,
  titleOf: (entry: Entry) => string,
  locale: string,
): readonly Entry[] => {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const valueOf = (entry: Entry): number | string | undefined => (column === 'title' ? titleOf(entry) : cellOf(entry, column));
  const between = (a: number | string, b: number | string): number =>
    typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b));
  return entries.toSorted((one, other) => {
    const [a, b] = [valueOf(one), valueOf(other)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined) || one.id - other.id;
    return (ascending ? between(a, b) : between(b, a)) || one.id - other.id;
  });
};

/** How much room there is; where it is little, the entry tells the rest when it is opened. */
export type Room = 'little' | 'some' | 'much';
const left: Readonly<Record<Room, readonly Column[]>> = { little: ['steps', 'ending'], some: ['ending'], much: [] };

/** The columns that say something of these entries and for which there is room. */
export const shownColumns = (entries: readonly Entry[], room: Room): readonly Column[] =>
  columns.filter((column) =>
    isFigure(column) ? entries.some(({ outcome }) => outcome?.[column] !== undefined) : !left[room].includes(column),
  );

/** What two runs must have in common for a figure of one to be better than that of the other. */
const measureOf = ({ spec }: Entry, figure: Figure): string => {
  // The seed draws the data and their parts.
  const { data, seed, split, preprocess, labelNoise } = spec;
  const { loss, reduction, classWeights, arithmetic, penalty } = spec;
  const sameData = [data, seed, split, preprocess, labelNoise];
  const sameLoss = [loss, reduction, classWeights, arithmetic, penalty.l1, penalty.l2];
  return JSON.stringify(least.includes(figure) ? [sameData, sameLoss] : sameData);
};

/** The entries whose figure is the best of those that can be compared with one of them; none where there is nothing to compare. */
export const bestOf = (entries: readonly Entry[], reference: Entry | undefined, figure: Figure): readonly number[] => {
  if (!reference) return [];
  const measure = measureOf(reference, figure);
  const compared = entries.filter((entry) => entry.outcome?.[figure] !== undefined && measureOf(entry, figure) === measure);
  if (compared.length < 2) return [];
  const values = compared.map(({ outcome }) => outcome![figure]!);
  const best = least.includes(figure) ? Math.min(...values) : Math.max(...values);
  return compared.filter(({ outcome }) => outcome![figure] === best).map(({ id }) => id);
};
