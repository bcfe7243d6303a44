import type { Pieces } from '#core/net/finished.ts';

/** Work in pieces of which only one is under way at a time: who comes meanwhile waits. */
export class Turn {
  #isTaken = false;

  /** Begins once no other is under way, unless `begin` then sees that there is nothing left to do; `take` is given what comes of it. */
  *take<T>(begin: () => Pieces<T> | false, take: (made: T) => void): Pieces<void> {
    while (this.#isTaken) yield;
    const work = begin();
    if (!work) return;
    this.#isTaken = true;
    try {
      take(yield* work);
    } finally {
      this.#isTaken = false;
    }
  }
}
