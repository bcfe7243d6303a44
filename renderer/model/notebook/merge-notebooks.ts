import { sameTry, type Entry } from './notebook.ts';

/** The notebook of this window, the one that another window wrote, and the one that both began with. */
export interface Three {
  readonly base: readonly Entry[];
  readonly mine: readonly Entry[];
  readonly theirs: readonly Entry[];
}

/**
 * One notebook of two windows: what either tried is in it, what either took away is not, and of a try of both what is known best. Entries keep
 * the numbers that they have in this window; those that come get their own where it is free, else one from `next` on.
 */
export const mergeNotebooks = (
  { base, mine, theirs }: Three,
  next: number,
  /** It cannot be taken away here: it is open. */
  stays: (id: number) => boolean,
): readonly Entry[] => {
  const ids = new Map<number, number>();
  const entries = new Map(mine.map((entry) => [entry.id, entry]));
  let free = Math.max(next, ...theirs.map(({ id }) => id + 1));
  for (const their of theirs) {
    const from = their.origin && ids.get(their.origin.entry);
    const came = { ...their, origin: from === undefined ? undefined : { ...their.origin, entry: from } };
    const known = mine.find((entry) => sameTry(entry, came));
    if (known) {
      ids.set(their.id, known.id);
      const before = base.find((entry) => sameTry(entry, known));
      entries.set(known.id, { ...(came.trainedTo > known.trainedTo ? came : known), id: known.id, note: noteOf(before, known, came) });
      continue;
    }
    // It was taken away here.
    if (base.some((entry) => sameTry(entry, their))) continue;
    const id = entries.has(their.id) ? free++ : their.id;
    ids.set(their.id, id);
    entries.set(id, { ...came, id });
  }
  const kept = new Set(ids.values());
  const wasTaken = (mine: Entry): boolean => !kept.has(mine.id) && !stays(mine.id) && base.some((entry) => sameTry(entry, mine));
  return [...entries.values()].filter((entry) => !wasTaken(entry)).sort((a, b) => a.id - b.id);
};

/** The note that was written since both began; where each wrote one, both. */
const noteOf = (before: Entry | undefined, mine: Entry, theirs: Entry): string => {
  const was = before?.note ?? '';
  if (theirs.note === was || theirs.note === mine.note) return mine.note;
  return mine.note === was ? theirs.note : `${mine.note}\n${theirs.note}`;
};
