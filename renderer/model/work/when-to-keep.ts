/** When what a person changes is kept, in both hosts: hosts only store. Milliseconds of any clock that goes on. */

/** A change is kept once nothing more has changed for so long, ... */
export const settles = 1000;
/** ... and in any case so long after the first that is not kept: with the look and the write, five seconds are never exceeded. */
export const longest = 4500;
/** How often the screen is looked at for changes. */
export const lookEvery = 250;

/** When the first and the last change came that are not kept yet. */
export interface Unkept {
  readonly first: number;
  readonly last: number;
}

export const changedAt = (unkept: Unkept | undefined, now: number): Unkept => ({ first: unkept?.first ?? now, last: now });

export const isDue = ({ first, last }: Unkept, now: number): boolean => now - last >= settles || now - first >= longest;
