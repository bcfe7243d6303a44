/** A pause of work in pieces: it may go on at once, or where there is a promise when that is settled. */
// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- a bare `yield` gives it
export type Pause = void | Promise<unknown>;

/** Work in pieces, with a pause after each. */
export type Pieces<T> = Generator<Pause, T, void>;

/** What work in pieces answers in the end, for whoever has nothing to do meanwhile. It may wait for nobody. */
export const finished = <T>(work: Pieces<T>): T => {
  for (;;) {
    const piece = work.next();
    if (piece.done) return piece.value;
    if (piece.value) throw new Error('This work waits for others: it cannot be finished at once.');
  }
};
