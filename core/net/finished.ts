/** What work in pieces answers in the end, for whoever has nothing to do meanwhile. */
export const finished = <T>(work: Generator<void, T, void>): T => {
  for (;;) {
    const piece = work.next();
    if (piece.done) return piece.value;
  }
};
